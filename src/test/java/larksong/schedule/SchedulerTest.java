package larksong.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import larksong.model.Edition;
import larksong.model.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SchedulerTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final Scheduler.Station station =
      new Scheduler.Station() {
        @Override
        public void produce(Edition edition) {
          told.add("made " + edition);
        }

        @Override
        public void skip(Edition edition, boolean late) {
          told.add((late ? "too late " : "overtaken ") + edition);
        }
      };

  @Test
  void hasAnEditionMadeWhenItIsDue() throws Exception {
    Clock clock = Clock.systemUTC();
    try (Scheduler scheduler =
        Scheduler.start(plan("* * * * * ?", "6h"), clock.instant(), clock, station)) {
      assertThat(scheduler).isNotNull();
      assertThat(told.poll(20, TimeUnit.SECONDS)).startsWith("made morning/");
      assertThat(told.poll(20, TimeUnit.SECONDS)).startsWith("made morning/");
    }
  }

  @Test
  void makesTheLatestOfWhatWasDueWhileNothingRan() throws Exception {
    MovableClock clock = new MovableClock("2026-11-21T08:00:00Z");
    Instant since = Instant.parse("2026-11-18T12:00:00Z");
    try (Scheduler scheduler = Scheduler.start(plan("0 30 6 * * ?", "6h"), since, clock, station)) {
      assertThat(scheduler).isNotNull();
      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("overtaken morning/2026-11-19T06:30");
      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("overtaken morning/2026-11-20T06:30");
      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("made morning/2026-11-21T06:30");
    }
    assertThat(told).isEmpty();
  }

  @Test
  void makesTheLatestAlsoAfterMoreTimesThanAreTold() {
    Plan minutely = new Plan(Timetable.of("0 * * * * ?", BERLIN), Duration.ofHours(6));
    Instant now = Instant.parse("2026-11-21T08:00:30Z");

    Plan.Due due = minutely.due(now.minus(Duration.ofDays(30)), now);

    assertThat(due.make().orElseThrow().at().toInstant())
        .isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
    assertThat(due.skipped()).hasSize(1000);
  }

  @Test
  void makesNothingThatIsTooLate() throws Exception {
    MovableClock clock = new MovableClock("2026-11-21T18:00:00Z");
    try (Scheduler scheduler =
        Scheduler.start(
            plan("0 30 6 * * ?", "6h"), Instant.parse("2026-11-20T12:00:00Z"), clock, station)) {
      assertThat(scheduler).isNotNull();
      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("too late morning/2026-11-21T06:30");
    }
    assertThat(told).isEmpty();
  }

  @Test
  void hasAnEditionMadeAtOnceWhenAsked() throws Exception {
    Edition edition = new Edition("evening", LocalDateTime.parse("2026-11-20T18:00"), BERLIN);
    Clock clock = Clock.systemUTC();

    try (Scheduler scheduler = Scheduler.start(Map.of(), clock.instant(), clock, station)) {
      scheduler.now(edition);

      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("made evening/2026-11-20T18:00");
    }
  }

  @Test
  void hasAChoreDoneAgainAndAgain() throws Exception {
    Clock clock = Clock.systemUTC();
    try (Scheduler scheduler = Scheduler.start(Map.of(), clock.instant(), clock, station)) {
      scheduler.every(Duration.ofMillis(20), () -> told.add("chore"));

      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("chore");
      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("chore");
    }
  }

  private static Map<String, Plan> plan(String cron, String catchUp) {
    return Map.of("morning", new Plan(Timetable.of(cron, BERLIN), Duration.parse("PT" + catchUp)));
  }
}
