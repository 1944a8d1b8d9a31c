package larksong.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import larksong.library.Library;
import larksong.model.Edition;
import larksong.model.MovableClock;
import larksong.schedule.Producer.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SchedulerTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final String DAILY = "0 30 6 * * ?";
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration FIVE = Duration.ofMinutes(5);

  @TempDir Path home;
  private Library library;

  @BeforeEach
  void open() throws Exception {
    library = Library.open(home, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    library.close();
  }

  /** How an edition is made; the queue is what is told. */
  private interface Making {
    Outcome of(Edition edition, int rung, BlockingQueue<String> told) throws InterruptedException;
  }

  /** Notes what it is told, and makes what it is told to. */
  private static class Told implements Producer {

    final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final Making making;

    Told(Making making) {
      this.making = making;
    }

    @Override
    public Optional<Duration> usual(String show) {
      return Optional.empty();
    }

    @Override
    public int rungs(String show) {
      return 2;
    }

    @Override
    public Outcome produce(Edition edition, int rung) throws InterruptedException {
      return making.of(edition, rung, told);
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

  private final Told made =
      new Told(
          (edition, rung, told) -> {
            told.add("made " + edition);
            return Outcome.DONE;
          });

  /** Begins and never ends. */
  private static Told stuck() {
    return new Told(
        (edition, rung, told) -> {
          told.add("begun " + edition);
          new CountDownLatch(1).await();
          return Outcome.DONE;
        });
  }

  /** Tells what it begins; what is called poison never ends at its first rung. */
  private static Told poisoned() {
    return new Told(
        (edition, rung, told) -> {
          told.add(edition + " on rung " + rung);
          if (edition.show().startsWith("poison") && rung == 0) {
            new CountDownLatch(1).await();
          }
          return Outcome.DONE;
        });
  }

  @Test
  void hasAnEditionMadeWhenItIsDue() throws Exception {
    Duration off = Duration.between(Instant.now(), Instant.parse("2026-11-21T05:29:58Z"));
    Clock shortlyBefore = Clock.offset(Clock.systemUTC(), off);

    try (Scheduler scheduler = start(plan(DAILY), shortlyBefore, made)) {
      assertThat(scheduler).isNotNull();
      assertThat(made.next()).isEqualTo("made morning/2026-11-21T06:30");
    }
  }

  @Test
  void makesTheLatestOfWhatWasDueWhileNothingRan() throws Exception {
    lookedAfterAt("2026-11-18T12:00:00Z", plan(DAILY));

    try (Scheduler scheduler = start(plan(DAILY), new MovableClock("2026-11-21T08:00:00Z"), made)) {
      assertThat(scheduler).isNotNull();
      assertThat(made.next()).isEqualTo("OVERTAKEN morning/2026-11-19T06:30");
      assertThat(made.next()).isEqualTo("OVERTAKEN morning/2026-11-20T06:30");
      assertThat(made.next()).isEqualTo("made morning/2026-11-21T06:30");
    }
    assertThat(made.told).isEmpty();
  }

  @Test
  void makesTheLatestAlsoAfterMoreTimesThanAreTold() {
    Plan minutely = plan("0 * * * * ?");
    Instant now = Instant.parse("2026-11-21T08:00:30Z");

    Plan.Due due = minutely.due(now.minus(Duration.ofDays(30)), now, Duration.ZERO);

    assertThat(due.make().orElseThrow().at().toInstant())
        .isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
    assertThat(due.skipped()).hasSize(1000);
  }

  @Test
  void notesTheTimesThatTheClockSkips() throws Exception {
    Plan often = plan("0 0/15 * * * ?");
    lookedAfterAt("2026-03-29T00:59:00Z", often);

    try (Scheduler scheduler = start(often, new MovableClock("2026-03-29T01:00:00Z"), made)) {
      assertThat(scheduler).isNotNull();
      for (String skipped : List.of("02:00", "02:15", "02:30", "02:45")) {
        assertThat(made.next()).isEqualTo("SKIPPED_BY_CLOCK morning/2026-03-29T" + skipped);
      }
      assertThat(made.next()).isEqualTo("made morning/2026-03-29T03:00");
    }
    assertThat(made.told).isEmpty();
  }

  @Test
  void makesTheLatestThatIsToBeReadyAtATimeThatTheClockSkips() throws Exception {
    Plan ready = new Plan(Timetable.of("0 0,30 2 * * ?", BERLIN), true, HOUR, HOUR, HOUR, false);
    lookedAfterAt("2026-03-28T12:00:00Z", ready);

    try (Scheduler scheduler = start(ready, new MovableClock("2026-03-29T00:50:00Z"), made)) {
      assertThat(scheduler).isNotNull();
      assertThat(made.next()).isEqualTo("SKIPPED_BY_CLOCK morning/2026-03-29T02:00");
      assertThat(made.next()).isEqualTo("made morning/2026-03-29T02:30");
    }
  }

  @Test
  void isNotMisledByWhatAWrongClockTaught() {
    Plan ready =
        new Plan(
            Timetable.of("0 0 7 * * ?", BERLIN), true, HOUR, HOUR, Duration.ofMinutes(30), false);

    assertThat(ready.ahead(Optional.of(Duration.ofDays(365)))).isEqualTo(Duration.ofMinutes(95));
    assertThat(ready.ahead(Optional.of(Duration.ofDays(-30))))
        .isEqualTo(ready.ahead(Optional.empty()));
  }

  @Test
  void makesNothingThatIsTooLate() throws Exception {
    lookedAfterAt("2026-11-20T12:00:00Z", plan(DAILY));

    try (Scheduler scheduler = start(plan(DAILY), new MovableClock("2026-11-21T18:00:00Z"), made)) {
      assertThat(scheduler).isNotNull();
      assertThat(made.next()).isEqualTo("TOO_LATE morning/2026-11-21T06:30");
    }
    assertThat(made.told).isEmpty();
  }

  @Test
  void makesNothingForTimesThatAShowDidNotHaveThen() throws Exception {
    lookedAfterAt("2026-11-18T12:00:00Z", plan("0 30 9 * * ?"));

    try (Scheduler scheduler = start(plan(DAILY), new MovableClock("2026-11-21T08:00:00Z"), made)) {
      scheduler.now(edition("2026-11-01"));

      assertThat(made.next()).isEqualTo("made morning/2026-11-01");
    }
    assertThat(made.told).isEmpty();
  }

  @Test
  void givesUpWhatARungMadeThatFoundNoPlace() throws Exception {
    Told nowhere =
        new Told(
            (edition, rung, told) -> {
              return rung == 0 ? Outcome.FAILED : Outcome.UNPUBLISHED;
            });
    try (Scheduler scheduler = start(Map.of(), Clock.systemUTC(), nowhere)) {
      scheduler.now(edition("2026-11-01"));

      assertThat(nowhere.next()).isEqualTo("given up morning/2026-11-01");
    }
  }

  @Test
  void forgetsAShowThatIsNotScheduledAnyMore() throws Exception {
    lookedAfterAt("2026-11-20T12:00:00Z", plan(DAILY));
    start(Map.of(), new MovableClock("2026-11-20T13:00:00Z"), made).close();

    try (Scheduler scheduler = start(plan(DAILY), new MovableClock("2026-11-21T08:00:00Z"), made)) {
      scheduler.now(edition("2026-11-01"));

      assertThat(made.next()).isEqualTo("made morning/2026-11-01");
    }
    assertThat(made.told).isEmpty();
  }

  @Test
  void beginsAheadOfTheTimeAtWhichAnEditionIsToBeReady() {
    Plan ready = new Plan(Timetable.of("0 0 7 * * ?", BERLIN), true, HOUR, HOUR, HOUR, false);

    assertThat(ready.ahead(Optional.of(Duration.ofMinutes(4)))).isEqualTo(Duration.ofMinutes(17));
    assertThat(ready.ahead(Optional.empty())).isEqualTo(Duration.ofMinutes(14));
    assertThat(plan(DAILY).ahead(Optional.of(HOUR))).isZero();
  }

  @Test
  void makesTodaysEditionBeforeTheTimeAtWhichItIsToBeReady() throws Exception {
    Plan ready = new Plan(Timetable.of("0 0 7 * * ?", BERLIN), true, HOUR, HOUR, HOUR, false);
    lookedAfterAt("2026-11-20T12:00:00Z", ready);

    // 06:50 in Berlin
    try (Scheduler scheduler = start(ready, new MovableClock("2026-11-21T05:50:00Z"), made)) {
      assertThat(scheduler).isNotNull();
      assertThat(made.next()).isEqualTo("made morning/2026-11-21T07:00");
    }
  }

  @Test
  void triesAgainUntilItsTimeIsUpAndThenMakesLessOfIt() throws Exception {
    MovableClock clock = new MovableClock("2026-11-21T05:30:00Z");
    Told failing =
        new Told(
            (edition, rung, told) -> {
              told.add("rung " + rung);
              clock.pass(Duration.ofMinutes(25));
              return rung == 2 ? Outcome.DONE : Outcome.FAILED;
            });
    lookedAfterAt("2026-11-20T12:00:00Z", plan(DAILY));

    try (Scheduler scheduler = start(plan(DAILY), clock, failing)) {
      assertThat(scheduler).isNotNull();
      assertThat(failing.next()).isEqualTo("rung 0");
      assertThat(failing.next()).isEqualTo("rung 0");
      assertThat(failing.next()).isEqualTo("rung 0");
      assertThat(failing.next()).isEqualTo("rung 1");
      assertThat(failing.next()).isEqualTo("rung 2");
    }
    assertThat(failing.told).isEmpty();
  }

  @Test
  void givesUpWhatNoRungHelps() throws Exception {
    Told failing =
        new Told(
            (edition, rung, told) -> {
              throw new IllegalStateException("planted");
            });
    try (Scheduler scheduler = start(Map.of(), Clock.systemUTC(), failing)) {
      scheduler.now(edition("2026-11-01"));

      assertThat(failing.next()).isEqualTo("given up morning/2026-11-01");
    }
  }

  @Test
  void makesNoLessOfAnEditionThatOnlyFoundNoPlace() throws Exception {
    Told unpublished =
        new Told(
            (edition, rung, told) -> {
              told.add("rung " + rung);
              return Outcome.UNPUBLISHED;
            });
    try (Scheduler scheduler = start(Map.of(), Clock.systemUTC(), unpublished)) {
      scheduler.now(edition("2026-11-01"));

      assertThat(unpublished.next()).isEqualTo("rung 0");
      assertThat(unpublished.next()).isEqualTo("given up morning/2026-11-01");
    }
  }

  @Test
  void keepsAShowThatHangsFromNobodysWay() throws Exception {
    Told hanging = poisoned();
    try (Scheduler scheduler =
        start(Map.of("poison", plan(DAILY), "morning", plan(DAILY)), Clock.systemUTC(), hanging)) {
      scheduler.now(Edition.of("poison", "2026-11-01", BERLIN));
      assertThat(hanging.next()).isEqualTo("poison/2026-11-01 on rung 0");
      scheduler.now(Edition.of("poison", "2026-11-02", BERLIN));
      scheduler.now(edition("2026-11-01"));

      assertThat(hanging.next()).isEqualTo("morning/2026-11-01 on rung 0");
    }
  }

  @Test
  void makesLessOfAShowThatHangsOnceItsTimeIsUp() throws Exception {
    Told hanging = poisoned();
    Plan quick =
        new Plan(
            Timetable.of(DAILY, BERLIN), false, HOUR, Duration.ZERO, Duration.ofMillis(50), false);
    try (Scheduler scheduler = start(Map.of("poison", quick), Clock.systemUTC(), hanging)) {
      scheduler.now(Edition.of("poison", "2026-11-01", BERLIN));

      assertThat(hanging.next()).isEqualTo("poison/2026-11-01 on rung 0");
      assertThat(hanging.next()).isEqualTo("poison/2026-11-01 on rung 1");
    }
  }

  @Test
  void looksAfterShowsAlsoWhileEveryPlaceIsTaken() throws Exception {
    Told hanging = poisoned();
    lookedAfterAt("2026-11-19T12:00:00Z", plan(DAILY));
    try (Scheduler scheduler =
        start(Map.of("morning", plan(DAILY)), new MovableClock("2026-11-19T13:00:00Z"), hanging)) {
      scheduler.now(Edition.of("poison-1", "2026-11-01", BERLIN));
      scheduler.now(Edition.of("poison-2", "2026-11-01", BERLIN));
      assertThat(List.of(hanging.next(), hanging.next())).allMatch(told -> told.contains("poison"));
    }
    try (Scheduler scheduler =
        start(plan(DAILY), new MovableClock("2026-11-21T18:00:00Z"), hanging)) {
      assertThat(scheduler).isNotNull();
      assertThat(List.of(hanging.next(), hanging.next(), hanging.next(), hanging.next()))
          .contains("TOO_LATE morning/2026-11-20T06:30", "TOO_LATE morning/2026-11-21T06:30");
    }
  }

  @Test
  void leavesAnEditionByRuleWhileAnEarlierOneIsStillBeingMade() throws Exception {
    Told stuck = stuck();
    Plan skipping = new Plan(Timetable.of(DAILY, BERLIN), false, HOUR, HOUR, HOUR, true);
    try (Scheduler scheduler = start(skipping, new MovableClock("2026-11-20T12:00:00Z"), stuck)) {
      scheduler.now(edition("2026-11-01"));
      assertThat(stuck.next()).isEqualTo("begun morning/2026-11-01");
    }
    try (Scheduler scheduler = start(skipping, new MovableClock("2026-11-21T06:00:00Z"), stuck)) {
      assertThat(scheduler).isNotNull();
      assertThat(new String[] {stuck.next(), stuck.next()})
          .containsExactlyInAnyOrder("begun morning/2026-11-01", "BUSY morning/2026-11-21T06:30");
    }
  }

  @Test
  void noticesWhatIsDueWhileAnEditionOfTheShowIsAtWork() throws Exception {
    Told stuck = stuck();
    MovableClock clock = new MovableClock("2026-11-21T06:00:00Z");
    lookedAfterAt("2026-11-20T12:00:00Z", plan(DAILY));
    try (Scheduler scheduler = start(plan(DAILY), clock, stuck)) {
      assertThat(scheduler).isNotNull();
      assertThat(stuck.next()).isEqualTo("begun morning/2026-11-21T06:30");
      clock.pass(Duration.ofDays(1));
      assertThat(noticedLate()).containsExactly("2026-11-22T06:30");
    }
    try (Scheduler scheduler = start(plan(DAILY), clock, made)) {
      assertThat(scheduler).isNotNull();
      assertThat(List.of(made.next(), made.next()))
          .containsExactlyInAnyOrder(
              "made morning/2026-11-21T06:30", "made morning/2026-11-22T06:30");
    }
  }

  /** Which took it in hand, and let nothing else have it. */
  @Test
  void makesWhatWasDueThoughTheProcessEndedAsItLookedAfterIt() throws Exception {
    lookedAfterAt("2026-11-20T12:00:00Z", plan(DAILY));
    TriggerTable table = new TriggerTable(library::connection, library.id());
    TriggerTable.Row row = table.shows().get(0);
    assertThat(table.reserve(row)).isTrue();
    assertThat(table.reserve(row)).as("once").isFalse();

    try (Scheduler scheduler = start(plan(DAILY), new MovableClock("2026-11-21T06:00:00Z"), made)) {
      assertThat(scheduler).isNotNull();
      assertThat(made.next()).isEqualTo("made morning/2026-11-21T06:30");
    }
  }

  @Test
  void looksAgainAfterWhatCouldNotBeReplaced() throws Exception {
    lookedAfterAt("2026-11-20T12:00:00Z", plan(DAILY));
    TriggerTable table = new TriggerTable(library::connection, library.id());
    TriggerTable.Row row = table.shows().get(0);
    table.reserve(row);
    assertThat(table.shows().get(0).isBlocked()).isTrue();
    assertThat(table.shows().get(0).isReserved(Instant.now())).isTrue();

    table.release(row);

    assertThat(table.shows()).containsExactly(row);
  }

  @Test
  void looksAgainAfterWhatFailedAsItWasReplaced() throws Exception {
    AtomicBoolean failed = new AtomicBoolean();
    Told stuck =
        new Told(stuck().making) {
          @Override
          public void skip(Edition edition, Reason reason) {
            if (!failed.getAndSet(true)) {
              throw new IllegalStateException("the disk is full");
            }
          }
        };
    MovableClock clock = new MovableClock("2026-11-21T06:00:00Z");
    lookedAfterAt("2026-11-20T12:00:00Z", plan(DAILY));
    try (Scheduler scheduler = start(plan(DAILY), clock, stuck)) {
      assertThat(scheduler).isNotNull();
      assertThat(stuck.next()).isEqualTo("begun morning/2026-11-21T06:30");
      clock.pass(Duration.ofDays(2));
      assertThat(noticedLate()).containsExactly("2026-11-23T06:30");
      assertThat(failed).isTrue();
    }
  }

  @Test
  void goesOnAfterAStopWithWhatWasUnderway() throws Exception {
    Told stuck = stuck();
    try (Scheduler scheduler = start(Map.of(), Clock.systemUTC(), stuck)) {
      scheduler.now(edition("2026-11-01"));
      assertThat(stuck.next()).isEqualTo("begun morning/2026-11-01");
    }

    try (Scheduler scheduler = start(Map.of(), Clock.systemUTC(), made)) {
      assertThat(scheduler).isNotNull();
      assertThat(made.next()).isEqualTo("made morning/2026-11-01");
    }
  }

  @Test
  void losesNoShowThatCouldNotBeLookedAfterWhenItStopped() throws Exception {
    CountDownLatch stopping = new CountDownLatch(1);
    Told failing =
        new Told((edition, rung, told) -> Outcome.DONE) {
          @Override
          public void skip(Edition edition, Reason reason) {
            told.add("asked to skip");
            try {
              stopping.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("planted");
          }
        };
    lookedAfterAt("2026-11-18T12:00:00Z", plan(DAILY));
    Scheduler scheduler = start(plan(DAILY), new MovableClock("2026-11-21T08:00:00Z"), failing);
    assertThat(failing.next()).isEqualTo("asked to skip");
    scheduler.close();
    stopping.countDown();

    try (Scheduler next = start(plan(DAILY), new MovableClock("2026-11-21T08:00:00Z"), made)) {
      assertThat(next).isNotNull();
      assertThat(made.next()).isEqualTo("OVERTAKEN morning/2026-11-19T06:30");
    }
  }

  @Test
  void doesNotBeginAThousandShowsInTheSameSecond() {
    Map<Long, Integer> inASecond = new TreeMap<>();
    for (int i = 0; i < 1000; i++) {
      inASecond.merge(Spread.of("show-" + i, 1000, FIVE).toSeconds(), 1, Integer::sum);
    }

    assertThat(inASecond.keySet()).allMatch(second -> second < 300);
    assertThat(inASecond.values()).allMatch(shows -> shows < 20);
    assertThat(Spread.of("morning", 1, FIVE)).isZero();
    assertThat(Spread.of("morning", 3, FIVE)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void hasAChoreDoneAgainAndAgain() throws Exception {
    BlockingQueue<String> done = new LinkedBlockingQueue<>();
    try (Scheduler scheduler = start(Map.of(), Clock.systemUTC(), made)) {
      scheduler.every(
          Duration.ofMillis(20),
          () -> {
            done.add("chore");
            throw new IllegalStateException("planted");
          });

      assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo("chore");
      assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo("chore");
    }
  }

  private static Plan plan(String cron) {
    return new Plan(Timetable.of(cron, BERLIN), false, Duration.ofHours(6), HOUR, HOUR, false);
  }

  private static Edition edition(String day) {
    return Edition.of("morning", day, BERLIN);
  }

  /** An earlier run of the program looked after the show, up to an instant. */
  /** The editions that wait once triggers are overdue that cannot fire. */
  private List<String> noticedLate() throws Exception {
    try (var connection = library.connection();
        var statement = connection.createStatement()) {
      statement.executeUpdate("update qrtz_triggers set next_fire_time = 1");
    }
    TriggerTable table = new TriggerTable(library::connection, library.id());
    while (table.editions().isEmpty()) {
      assertThat(Thread.interrupted()).as("in vain").isFalse();
    }
    return table.editions().stream().map(row -> row.edition().orElseThrow()).toList();
  }

  private void lookedAfterAt(String instant, Plan plan) {
    start(plan, new MovableClock(instant), made).close();
  }

  private Scheduler start(Plan plan, Clock clock, Producer producer) {
    return start(Map.of("morning", plan), clock, producer);
  }

  private Scheduler start(Map<String, Plan> plans, Clock clock, Producer producer) {
    return Scheduler.start(
        new Scheduler.Settings(
            library.id(), library::connection, false, 2, Duration.ofMillis(1), FIVE, 1),
        plans,
        clock,
        producer);
  }
}
