package larksong.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import larksong.library.Library;
import larksong.model.Edition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No two editions of a show are made at once, also where there is room for them. */
@Timeout(60)
class OneOfAShowAtOnceTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @TempDir Path home;

  /** Holds the morning show until it may go on. */
  private static final class Making implements Producer {

    final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    final CountDownLatch release = new CountDownLatch(1);

    @Override
    public Optional<Duration> usual(String show) {
      return Optional.empty();
    }

    @Override
    public int rungs(String show) {
      return 0;
    }

    @Override
    public Outcome produce(Edition edition, int rung) throws InterruptedException {
      told.add("begun " + edition);
      if (edition.show().equals("morning")) {
        release.await();
      }
      told.add("ended " + edition);
      return Outcome.DONE;
    }

    @Override
    public void giveUp(Edition edition) {
      told.add("given up " + edition);
    }

    @Override
    public void skip(Edition edition, Reason reason) {
      told.add(reason + " " + edition);
    }

    String next() throws InterruptedException {
      return String.valueOf(told.poll(20, TimeUnit.SECONDS));
    }
  }

  /** There are two places: what comes later gets the other one, and the next of the show waits. */
  @Test
  void whileAnotherShowIsMadeBesideThem() throws Exception {
    Making making = new Making();
    try (Library library = Library.open(home, Clock.systemUTC());
        Scheduler scheduler = start(library, making)) {
      scheduler.now(Edition.of("morning", "2026-11-01", BERLIN));
      assertThat(making.next()).isEqualTo("begun morning/2026-11-01");
      scheduler.now(Edition.of("morning", "2026-11-02", BERLIN));
      scheduler.now(Edition.of("evening", "2026-11-01", BERLIN));

      assertThat(making.next()).isEqualTo("begun evening/2026-11-01");
      assertThat(making.next()).isEqualTo("ended evening/2026-11-01");
      making.release.countDown();
      assertThat(making.next()).isEqualTo("ended morning/2026-11-01");
      assertThat(making.next()).isEqualTo("begun morning/2026-11-02");
      assertThat(making.next()).isEqualTo("ended morning/2026-11-02");
    }
    assertThat(making.told).isEmpty();
  }

  private static Scheduler start(Library library, Producer producer) {
    return Scheduler.start(
        new Scheduler.Settings(
            library.id(), library::connection, false, 2, Duration.ofMillis(1), Duration.ZERO, 1),
        Map.of(),
        Clock.systemUTC(),
        producer);
  }
}
