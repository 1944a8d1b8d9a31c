package larksong.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import larksong.library.Library;
import larksong.model.Edition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine's clock that is wrong for a while. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class WrongClockTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Duration HOUR = Duration.ofHours(1);

  /** A moment before 06:30 in Berlin. */
  private static final Instant BEFORE = Instant.parse("2026-11-21T05:29:57Z");

  private static final Plan DAILY =
      new Plan(Timetable.of("0 30 6 * * ?", BERLIN), false, Duration.ofHours(6), HOUR, HOUR, false);

  @TempDir Path home;
  private Library library;
  private final SteppedClock clock = new SteppedClock();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @BeforeEach
  void open() throws Exception {
    library = Library.open(home, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    library.close();
  }

  /** Goes on as the machine's, from where it was set to last. */
  private static final class SteppedClock extends Clock {

    private volatile Duration off = Duration.ZERO;

    void set(Instant now) {
      off = Duration.between(Instant.now(), now);
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(off);
    }

    @Override
    public ZoneId getZone() {
      return BERLIN;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.offset(Clock.system(zone), off);
    }
  }

  private final Producer noting =
      new Producer() {
        @Override
        public Optional<Duration> usual(String show) {
          return Optional.empty();
        }

        @Override
        public int rungs(String show) {
          return 0;
        }

        @Override
        public Outcome produce(Edition edition, int rung) {
          told.add("made " + edition);
          return edition.show().equals("failing") ? Outcome.FAILED : Outcome.DONE;
        }

        @Override
        public void giveUp(Edition edition) {
          told.add("given up " + edition);
        }

        @Override
        public void skip(Edition edition, Reason reason) {
          told.add(reason + " " + edition);
        }
      };

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "P1D", "P30D", "P365D", "P3650D"})
  void worksAgainAfterARestart(Duration ahead) throws Exception {
    clock.set(BEFORE.plus(ahead));
    start().close();

    clock.set(BEFORE);
    try (Scheduler scheduler = start()) {
      assertThat(scheduler).isNotNull();
      assertThat(next()).isEqualTo("made morning/2026-11-21T06:30");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "P365D"})
  void worksAgainAtOnceWhileItRuns(Duration ahead) throws Exception {
    clock.set(BEFORE.plus(ahead));
    try (Scheduler scheduler = start()) {
      assertThat(scheduler).isNotNull();
      assertThat(firstToCome()).isAfter(BEFORE.plus(ahead));
      clock.set(BEFORE.minusSeconds(3));

      assertThat(next()).isEqualTo("made morning/2026-11-21T06:30");
    }
  }

  @Test
  void promisesWhatItWillDoAndNothingElse() {
    clock.set(BEFORE.plus(Duration.ofDays(365)));
    start().close();

    assertThat(firstToCome()).isEqualTo(Instant.parse("2027-11-21T05:30:00Z"));
    clock.set(BEFORE);
    assertThat(firstToCome()).as("as after the next start").isEqualTo(BEFORE.plusSeconds(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-21T04:31:00Z",
        "2026-11-20T12:00:00Z",
        "2026-10-21T12:00:00Z",
        "1970-01-01T00:00:01Z"
      })
  void makesAndNotesNothingTwiceAfterAClockThatWasBehind(Instant behind) throws Exception {
    clock.set(BEFORE);
    try (Scheduler scheduler = start()) {
      assertThat(scheduler).isNotNull();
      assertThat(next()).isEqualTo("made morning/2026-11-21T06:30");
      clock.set(behind);
      TriggerTable.Row kept;
      do { // until it is noticed, and what was made has ended
        assertThat(Thread.interrupted()).as("in vain").isFalse();
        kept = new TriggerTable(library::connection, library.id()).shows().get(0);
      } while (kept.isBlocked() || kept.looked().at().isAfter(behind.plusSeconds(60)));
    }

    clock.set(Instant.parse("2026-11-21T05:32:00Z"));
    try (Scheduler scheduler = start()) {
      scheduler.now(Edition.of("morning", "2026-11-01", BERLIN));
      assertThat(next()).isEqualTo("made morning/2026-11-01");
    }
    assertThat(told).isEmpty();
  }

  @Test
  void triesAgainSoonWhatFailedWhileTheClockWasAhead() throws Exception {
    clock.set(BEFORE.plus(Duration.ofDays(365)));
    try (Scheduler scheduler = start(Map.of("failing", DAILY), Duration.ofMinutes(10))) {
      scheduler.now(Edition.of("failing", "2026-11-01", BERLIN));
      assertThat(next()).isEqualTo("made failing/2026-11-01");
      while (new TriggerTable(library::connection, library.id())
          .editions().stream().noneMatch(row -> row.data().get("attempts").equals("1"))) {
        assertThat(Thread.interrupted()).as("in vain").isFalse();
      }
      // As if it had been written down when the machine's own clock was ahead.
      try (var connection = library.connection();
          var statement = connection.createStatement()) {
        statement.executeUpdate(
            "update qrtz_triggers set next_fire_time = next_fire_time + 31536000000"
                + " where trigger_group = 'edition'");
      }
      clock.set(BEFORE);

      assertThat(next()).isEqualTo("made failing/2026-11-01");
    }
  }

  private Instant firstToCome() {
    return new Outlook(
            settings(Duration.ofMillis(1)), Map.of("morning", DAILY), clock, noting::usual)
        .of("morning", Instant.MAX, 1)
        .get(0)
        .at()
        .toInstant();
  }

  private String next() throws InterruptedException {
    return String.valueOf(told.poll(20, TimeUnit.SECONDS));
  }

  private Scheduler start() {
    return start(Map.of("morning", DAILY), Duration.ofMillis(1));
  }

  private Scheduler start(Map<String, Plan> plans, Duration pause) {
    return Scheduler.start(settings(pause), plans, clock, noting);
  }

  private Scheduler.Settings settings(Duration pause) {
    return new Scheduler.Settings(
        library.id(), library::connection, false, 2, pause, Duration.ofMinutes(5), 1);
  }
}
