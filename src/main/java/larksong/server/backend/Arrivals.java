package larksong.server.backend;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import larksong.files.WholeFile;
import larksong.library.Library;
import larksong.library.ShelvedShow;
import larksong.library.Upload;
import larksong.library.intake.Finishing;
import larksong.library.intake.Intake;
import larksong.process.Daemons;
import larksong.server.door.Places;
import larksong.server.door.SlowException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the bytes of announced recordings, at an address that needs no token and works once, and
 * has them finished one after another.
 */
final class Arrivals implements AutoCloseable {

  static final String PATH = "/api/v1/arrivals/";

  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
  private static final int LONGEST_SECRET = 100;

  private static final int MOST_FAILURES = 3;

  private final Intake intake;
  private final Finishing finishing;
  private final Limits limits;
  private final ScheduledExecutorService finisher =
      Executors.newSingleThreadScheduledExecutor(new Daemons("larksong-arrivals"));

  private final Library library;
  private final Places places;
  private final Set<UUID> arriving = ConcurrentHashMap.newKeySet();
  private final Map<UUID, Integer> failures = new ConcurrentHashMap<>();
  private @Nullable ScheduledFuture<?> sweeping;

  Arrivals(Library library, Intake intake, Finishing finishing, Limits limits, Places places) {
    this.library = library;
    this.places = places;
    this.intake = intake;
    this.finishing = finishing;
    this.limits = limits;
  }

  void addTo(RoutesConfig routes) {
    routes.put(PATH + "{secret}", this::take);
  }

  /** Goes on with what an earlier process left, and sweeps each hour. */
  void begin() {
    finisher.execute(this::finishAll);
    sweeping = finisher.scheduleWithFixedDelay(this::sweep, 0, 1, TimeUnit.HOURS);
  }

  private void take(Context context) throws IOException {
    String secret = context.pathParam("secret");
    Optional<Upload> upload =
        secret.length() > LONGEST_SECRET ? Optional.empty() : intake.awaiting(secret);
    if (upload.isEmpty()) {
      Desk.answer(context, 404, RefusedException.notFound().body());
      return;
    }
    String account =
        library.show(upload.get().show()).map(ShelvedShow::account).orElse(upload.get().show());
    try {
      if (!places.take(account)) {
        context.header("Retry-After", "30");
        throw RefusedException.busy(
            "Too many recordings of this account arrive at once. Try again when one is here.");
      }
      try {
        takeOnce(context, upload.get(), account);
      } finally {
        places.leave(account);
      }
    } catch (RefusedException e) {
      Desk.answer(context, e.status(), e.body());
    }
  }

  private void takeOnce(Context context, Upload upload, String account)
      throws RefusedException, IOException {
    if (!arriving.add(upload.guid())) {
      throw RefusedException.busy("This recording is being sent already.");
    }
    try {
      take(context, upload, account);
    } finally {
      arriving.remove(upload.guid());
    }
  }

  private void take(Context context, Upload upload, String account)
      throws RefusedException, IOException {
    Path sound = intake.sound(upload);
    Path part = WholeFile.part(sound);
    try {
      keep(context, part, account);
      WholeFile.move(part, sound);
      if (!intake.receive(upload)) {
        throw RefusedException.notFound();
      }
      finisher.execute(this::finishAll);
      Desk.answer(context, 200, Map.of());
    } catch (NoSuchFileException e) {
      if (intake.find(upload.guid()).isPresent()) {
        throw e;
      }
      throw RefusedException.notFound(); // it was deleted while it arrived
    } catch (RejectedExecutionException e) {
      LOG.info("A recording arrived while stopping; it is finished at the next start");
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** All bytes, or none: what breaks off may be sent again until the address expires. */
  private void keep(Context context, Path part, String account)
      throws RefusedException, IOException {
    long announced = announced(context);
    Reception reception = new Reception(Math.min(limits.largest(), room(account)));
    reception.announce(announced);
    long kept;
    try (InputStream in = context.bodyInputStream();
        OutputStream out = Files.newOutputStream(part)) {
      kept = reception.take(in, out);
    } catch (SlowException e) {
      throw RefusedException.slow(String.valueOf(e.getMessage()));
    }
    if (kept == 0 || (announced >= 0 && kept != announced)) {
      throw RefusedException.invalid(
          "Expected " + Math.max(1, announced) + " bytes but was " + kept + ".");
    }
  }

  private long room(String account) throws RefusedException, IOException {
    long room = limits.bytes() - intake.room().taken(account);
    if (room <= 0) {
      throw RefusedException.full(limits.bytes());
    }
    return room;
  }

  /** What the request says of its length; less than zero if it says nothing. */
  private static long announced(Context context) throws RefusedException {
    String length = context.header("Content-Length");
    try {
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      throw RefusedException.invalid("Expected a Content-Length in bytes.");
    }
  }

  /** One that cannot be finished does not delay the others; it is tried a few times. */
  private void finishAll() {
    for (Upload upload : intake.received()) {
      try {
        intake.finish(upload, finishing);
        failures.remove(upload.guid());
      } catch (IOException | RuntimeException | Error e) { // a lack of memory is one upload's fault
        LOG.error("An upload could not be finished: {}", e.getClass().getSimpleName());
        LOG.debug("The failure", e);
        giveUp(upload);
      }
    }
  }

  private void giveUp(Upload upload) {
    try {
      if (failures.merge(upload.guid(), 1, Integer::sum) >= MOST_FAILURES) {
        failures.remove(upload.guid());
        intake.fail(upload, "It could not be made into an episode here. Send it again.");
      }
    } catch (IOException | RuntimeException | Error e) {
      LOG.error("An upload could not be given up: {}", e.getClass().getSimpleName());
    }
  }

  private void sweep() {
    try {
      finishAll();
      int late = intake.sweep();
      if (late > 0) {
        LOG.info("{} announced recordings never came and are forgotten", late);
      }
    } catch (IOException | RuntimeException | Error e) { // the next hour tries again
      LOG.warn("The uploads folder could not be swept: {}", e.getClass().getSimpleName());
    }
  }

  @Override
  public void close() {
    if (sweeping != null) {
      sweeping.cancel(false);
    }
    finisher.shutdown();
    try {
      if (!finisher.awaitTermination(20, TimeUnit.SECONDS)) {
        finisher.shutdownNow();
      }
    } catch (InterruptedException e) {
      finisher.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
