package larksong.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
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

/** What a scheduler hands over when it is stopped. */
@Timeout(60)
class StoppingTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @TempDir Path home;

  /** Makes one edition until it may end, and the other without an end. */
  private static final class Making implements Producer {

    final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
    final CountDownLatch end = new CountDownLatch(1);

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
      begun.add(edition.toString());
      end.await();
      return Outcome.DONE;
    }

    @Override
    public void giveUp(Edition edition) {}

    @Override
    public void skip(Edition edition, Reason reason) {}

    String next(long seconds) throws InterruptedException {
      return String.valueOf(begun.poll(seconds, TimeUnit.SECONDS));
    }
  }

  /** Holds whoever stops the scheduler when one of two editions is in the store again. */
  private static final class Held implements Scheduler.Tables {

    private final Scheduler.Tables tables;
    private final Making making;
    private final Thread stops = Thread.currentThread();
    private volatile String meanwhile = "nothing was handed over";
    private volatile boolean stopping;

    Held(Scheduler.Tables tables, Making making) {
      this.tables = tables;
      this.making = making;
    }

    @Override
    public Connection connection() throws SQLException {
      if (stopping && Thread.currentThread().equals(stops) && isOneHandedOver()) {
        stopping = false;
        making.end.countDown();
        try {
          meanwhile = making.next(1);
        } catch (InterruptedException e) {
          throw new SQLException(e);
        }
      }
      return tables.connection();
    }

    private boolean isOneHandedOver() throws SQLException {
      try (Connection connection = tables.connection();
          var statement = connection.createStatement();
          var rows =
              statement.executeQuery(
                  "select count(*) from qrtz_triggers where trigger_group = 'edition'"
                      + " and trigger_state = 'WAITING'")) {
        return rows.next() && rows.getInt(1) == 1;
      }
    }
  }

  @Test
  void leavesWhatItHandedOverToTheNextStart() throws Exception {
    Making first = new Making();
    Making second = new Making();
    second.end.countDown();
    try (Library library = Library.open(home, Clock.systemUTC())) {
      Held tables = new Held(library::connection, first);
      try (Scheduler scheduler = start(tables, first)) {
        scheduler.now(Edition.of("one", "2026-11-01", BERLIN));
        scheduler.now(Edition.of("two", "2026-11-01", BERLIN));
        first.next(30);
        first.next(30);
        tables.stopping = true;
      }
      assertThat(tables.meanwhile).isEqualTo("null");
      try (Scheduler scheduler = start(library::connection, second)) {
        assertThat(scheduler).isNotNull();
        assertThat(List.of(second.next(30), second.next(30)))
            .containsExactlyInAnyOrder("one/2026-11-01", "two/2026-11-01");
      }
    }
  }

  private static Scheduler start(Scheduler.Tables tables, Producer producer) {
    return Scheduler.start(
        new Scheduler.Settings(
            "lark", tables, false, 2, Duration.ofMillis(1), Duration.ofSeconds(1), 1),
        Map.of(),
        Clock.systemUTC(),
        producer);
  }
}
