package larksong.cli;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import larksong.app.Larksong;
import larksong.app.Station;
import larksong.config.Installation;
import larksong.library.access.Accounts;
import larksong.library.feed.Addresses;
import larksong.library.store.Store;
import larksong.publish.library.ShelfPublisher;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the library and makes editions when they are due, until stopped. */
@Command(
    name = "serve",
    description = "Runs the schedule, the library, the player and the upload, until stopped.",
    footer = {"", "Example: larksong serve --port 8484"})
final class ServeCommand extends Options {

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Else server.port; 0 takes any free one.")
  @Nullable Integer port;

  @Override
  public Integer call() throws Exception {
    Logs.telling();
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              stopped.countDown();
              awaitQuietly(closed);
            },
            "larksong-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try (Larksong larksong = open();
        Station station = Station.start(larksong, port == null ? port(larksong) : port)) {
      if (surroundings().watched()) {
        tellAddresses(larksong, station);
      } else {
        tellHowToGetThem(larksong, station);
      }
      out().flush();
      stopped.await();
    } finally {
      closed.countDown();
    }
    return ExitCode.DONE;
  }

  private void tellAddresses(Larksong larksong, Station station) {
    URI url = station.publicUrl();
    String token = larksong.tokens().listening(ShelfPublisher.THIS_MACHINE);
    String library = Addresses.of(url, token).library();
    String studio =
        url + "/studio/enter/" + new Accounts(larksong.library().store()).invite(Store.OWNER);
    answer(
        Map.of("url", library, "studio", studio, "port", station.port()),
        "Listening. Your library: "
            + library
            + "\nThe studio, once within the hour: "
            + studio
            + other(larksong, url)
            + "\nStop with Ctrl-C.");
  }

  /** A journal keeps what is printed, and a listener's address holds for ever. */
  private void tellHowToGetThem(Larksong larksong, Station station) {
    URI url = station.publicUrl();
    answer(
        Map.of("url", url + "/", "port", station.port()),
        "Listening at "
            + url
            + "\nYour library's address: 'larksong tokens create --name DEVICE'; a link into the"
            + " studio: 'larksong studio'."
            + other(larksong, url)
            + "\nStop with Ctrl-C.");
  }

  /** What 'feed' and 'produce' print follows the configuration, not the option. */
  private static String other(Larksong larksong, URI url) {
    URI configured = larksong.configuration().installation().publicUrl();
    return configured.equals(url)
        ? ""
        : "\nOther commands print "
            + configured
            + "; set server.port and public-url to change that.";
  }

  private static int port(Larksong larksong) {
    Installation installation = larksong.configuration().installation();
    return installation.port();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
