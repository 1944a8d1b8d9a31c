package larksong.app;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import larksong.config.Installation;
import larksong.library.store.LibraryException;
import larksong.net.ThisMachine;
import larksong.schedule.Scheduler;
import larksong.schedule.Spread;
import larksong.server.Certificate;
import larksong.server.Entrance;
import larksong.server.LibraryServer;
import larksong.server.backend.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running installation: its server and its schedule. */
public final class Station implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Station.class);

  /** What the Save to Spotify service takes. */
  private static final long LARGEST_UPLOAD = 1L << 30;

  /** How often it looks after what waits for a target. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  /** How often it looks whether they can be reached, even if nothing waits. */
  private static final Duration LOOK_AHEAD = Duration.ofHours(12);

  /** How often it takes away what has no owner. */
  private static final Duration SWEPT = Duration.ofDays(1);

  /** How often it looks whether a deletion that was broken off is to be finished. */
  private static final Duration ENDED = Duration.ofMinutes(1);

  /** Before an edition that failed is tried again. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final LibraryServer server;
  private final Scheduler scheduler;
  private final URI publicUrl;

  private Station(LibraryServer server, Scheduler scheduler, URI publicUrl) {
    this.server = server;
    this.scheduler = scheduler;
    this.publicUrl = publicUrl;
  }

  /** Starts both; the port overrides the configured one, and 0 takes any free one. */
  public static Station start(Larksong larksong, int port) throws IOException {
    Installation installation = larksong.configuration().installation();
    larksong.outlets().checkListening(installation.bind());
    InProgress progress = new InProgress();
    Scheduler scheduler =
        Scheduler.start(
            schedule(larksong),
            larksong.plans(),
            larksong.clock(),
            new ScheduledEditions(larksong, progress));
    for (String target : larksong.targets().names()) {
      scheduler.every(LOOK, () -> larksong.targets().goOn(target, larksong.alarm()));
    }
    scheduler.every(LOOK_AHEAD, () -> larksong.targets().look(larksong.alarm()));
    scheduler.every(ENDED, larksong.deletion()::goOn);
    sweep(larksong);
    scheduler.every(SWEPT, () -> sweep(larksong));
    larksong.studio().approved().stream()
        .flatMap(id -> larksong.edition(id).stream())
        .forEach(scheduler::now);
    try {
      LibraryServer server = serve(larksong, port, progress, scheduler);
      LOG.info("{} shows, {} scheduled", larksong.shows().size(), larksong.timetables().size());
      return new Station(server, scheduler, publicUrl(installation, server.port()));
    } catch (IOException | RuntimeException e) {
      scheduler.close();
      throw e;
    }
  }

  /** How and where it schedules. */
  static Scheduler.Settings schedule(Larksong larksong) {
    Installation installation = larksong.configuration().installation();
    return new Scheduler.Settings(
        "larksong-" + larksong.library().id(),
        larksong.library()::connection,
        larksong.library().isShared(),
        installation.editionsAtOnce(),
        PAUSE,
        Spread.USUAL,
        installation.cluster().map(Installation.Cluster::shards).orElse(1));
  }

  private static void sweep(Larksong larksong) {
    try {
      int swept = larksong.caretaker().sweep();
      if (swept > 0) {
        LOG.info("{} files that nothing needs any more are gone", swept);
      }
    } catch (IOException | LibraryException e) {
      LOG.warn("Files that nothing needs could not be removed; tried again tomorrow");
    }
  }

  private static LibraryServer serve(
      Larksong larksong, int port, InProgress progress, Scheduler scheduler) throws IOException {
    Installation installation = larksong.configuration().installation();
    return LibraryServer.start(
        new LibraryServer.Settings(
            installation.bind(),
            port,
            bound -> publicUrl(installation, bound),
            installation.tls().map(tls -> new Certificate(tls.certificate(), tls.key())),
            larksong.uploads(),
            new Limits(
                LARGEST_UPLOAD,
                (long) installation.uploads().mebibytes() << 20,
                installation.uploads().anHour()),
            installation.accessLog(),
            new Entrance(
                installation.entrance().hosts(),
                address ->
                    installation.entrance().proxies().stream()
                        .anyMatch(proxy -> proxy.contains(address)))),
        new LibraryServer.Services(
            larksong.library(),
            larksong.tokens(),
            larksong.finisher(),
            new Overview(larksong, progress),
            new HeldEditions(larksong, scheduler::now),
            larksong.clock()));
  }

  /** An address on this machine follows the port; any other is the owner's business. */
  private static URI publicUrl(Installation installation, int port) {
    URI url = installation.publicUrl();
    return ThisMachine.is(url) && url.getPort() == installation.port()
        ? URI.create(url.getScheme() + "://" + url.getHost() + ":" + port)
        : url;
  }

  public int port() {
    return server.port();
  }

  /** How listeners reach it. */
  public URI publicUrl() {
    return publicUrl;
  }

  @Override
  public void close() {
    scheduler.close();
    server.close();
  }
}
