package larksong.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import larksong.library.Library;
import larksong.model.Edition;
import larksong.model.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long an edition that failed waits, by when the store says that it is tried again. */
@Timeout(120)
class PausesTest {

  private static final Edition EDITION =
      Edition.of("morning", "2026-11-01", ZoneId.of("Europe/Berlin"));

  private static final Plan PATIENT =
      new Plan(
          Timetable.of("0 30 6 * * ?", EDITION.zone()),
          false,
          Duration.ofHours(6),
          Duration.ofHours(6),
          Duration.ofHours(1),
          false);

  @TempDir Path home;

  /** Fails whenever it is asked. */
  private static final class Failing implements Producer {

    final BlockingQueue<Instant> asked = new LinkedBlockingQueue<>();

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
      asked.add(Instant.now().truncatedTo(ChronoUnit.MILLIS)); // as the store has it
      return Outcome.FAILED;
    }

    @Override
    public void giveUp(Edition edition) {}

    @Override
    public void skip(Edition edition, Reason reason) {}
  }

  @Test
  void areTwiceAsLongEachTimeUpToAQuarterOfAnHour() throws Exception {
    try (Library library = Library.open(home, Clock.systemUTC())) {
      List<Long> pauses = new ArrayList<>();
      for (int attempt = 0; attempt < 6; attempt++) {
        pauses.add(pause(library).toMinutes());
      }

      assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 15L, 15L);
    }
  }

  /** Has it fail once more; the pause in whole minutes, for the time that storing took. */
  private static Duration pause(Library library) throws Exception {
    Failing failing = new Failing();
    TriggerTable table = new TriggerTable(library::connection, library.id());
    boolean isNew = table.editions().isEmpty();
    Duration waits;
    // The clock stands still: its patience lasts, and only the store says how long it waits.
    try (Scheduler scheduler =
        Scheduler.start(
            new Scheduler.Settings(
                library.id(),
                library::connection,
                false,
                1,
                Duration.ofMinutes(1),
                Duration.ZERO,
                1),
            Map.of(EDITION.show(), PATIENT),
            new MovableClock("2026-11-01T12:00:00Z"),
            failing)) {
      if (isNew) {
        scheduler.now(EDITION);
      }
      Instant asked = failing.asked.poll(20, TimeUnit.SECONDS);
      assertThat(asked).isNotNull();
      waits = Duration.between(asked, again(table, library));
    }
    makeDue(library);
    return waits;
  }

  /** When it is tried again, once this attempt is over for the store too. */
  private static Instant again(TriggerTable table, Library library) throws Exception {
    while (table.editions().isEmpty() || isAtWork(library)) {
      assertThat(Thread.interrupted()).as("in vain").isFalse();
    }
    assertThat(table.editions()).hasSize(1);
    return table.editions().get(0).next();
  }

  private static boolean isAtWork(Library library) throws Exception {
    try (var connection = library.connection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from qrtz_fired_triggers")) {
      return rows.next() && rows.getInt(1) > 0;
    }
  }

  private static void makeDue(Library library) throws Exception {
    try (var connection = library.connection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(
          "update qrtz_triggers set next_fire_time = 1 where trigger_group = 'edition'");
    }
  }
}
