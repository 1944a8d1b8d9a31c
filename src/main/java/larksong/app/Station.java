package larksong.app;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import larksong.config.Installation;
import larksong.model.Edition;
import larksong.model.Finding;
import larksong.model.Gap;
import larksong.schedule.Scheduler;
import larksong.server.Certificate;
import larksong.server.LibraryServer;
import larksong.server.backend.Limits;
import larksong.studio.Production;
import larksong.studio.Studio;
import larksong.studio.StudioException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running installation: its server and its schedule. */
public final class Station implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Station.class);

  /** What the Save to Spotify service takes. */
  private static final long LARGEST_UPLOAD = 1L << 30;

  /** How often it looks after what waits for a target. */
  private static final Duration LOOK = Duration.ofSeconds(30);

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
    InProgress progress = new InProgress();
    Instant now = larksong.clock().instant();
    Scheduler scheduler =
        Scheduler.start(
            larksong.plans(),
            larksong.library().awake().orElse(now),
            larksong.clock(),
            new Scheduler.Station() {
              @Override
              public void produce(Edition edition) {
                Station.produce(larksong, edition, progress);
              }

              @Override
              public void skip(Edition edition, boolean late) {
                Station.skip(larksong, edition, late);
              }
            });
    scheduler.every(
        LOOK,
        () -> {
          larksong.library().awake(larksong.clock().instant());
          larksong.targets().goOn(larksong.alarm());
        });
    larksong.studio().approved().stream()
        .flatMap(id -> edition(larksong, id).stream())
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

  private static Optional<Edition> edition(Larksong larksong, String id) {
    int slash = id.indexOf('/');
    return larksong
        .find(id.substring(0, slash))
        .map(Wired::show)
        .map(show -> Edition.of(show.name(), id.substring(slash + 1), show.zone()));
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
            installation.accessLog()),
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
    boolean local = List.of("localhost", "127.0.0.1").contains(String.valueOf(url.getHost()));
    return local && url.getPort() == installation.port()
        ? URI.create(url.getScheme() + "://" + url.getHost() + ":" + port)
        : url;
  }

  private static void skip(Larksong larksong, Edition edition, boolean late) {
    try {
      larksong
          .studio()
          .skip(
              edition,
              late
                  ? "It was not made in time: nothing ran, and now it is too late. See catch-up."
                  : "It was not made in time: nothing ran, and a later edition is due.");
      LOG.warn("{}: skipped", edition);
    } catch (IOException e) {
      LOG.error("{}: could not be noted as skipped", edition);
    }
  }

  private static void produce(Larksong larksong, Edition edition, InProgress progress) {
    Optional<Wired> wired = larksong.find(edition.show());
    if (wired.isEmpty()) {
      LOG.error("{}: there is no such show any more", edition);
      return;
    }
    Optional<URI> check = wired.get().file().ping();
    try {
      Production production =
          larksong.produce(wired.get(), edition, Studio.Order.ALL, progress.watching(edition));
      tell(edition, production);
      larksong.alarm().ended(edition, production.status(), check);
    } catch (StudioException e) {
      LOG.error("{}: failed at {}: {}", edition, e.stage().word(), e.getMessage());
      larksong.alarm().failed(edition, check);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      progress.ended(edition);
    }
  }

  private static void tell(Edition edition, Production production) {
    for (Gap gap : production.gaps()) {
      LOG.warn("{}: {}", edition, gap.reason());
    }
    // Its reason may quote the owner's words, which 'larksong preview' shows and no log does.
    for (Finding finding : production.findings()) {
      if (finding.severity() != Finding.Severity.NOTE) {
        LOG.warn("{}: {} ({})", edition, finding.check(), finding.severity());
      }
    }
    LOG.info("{}: {}", edition, production.status());
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
