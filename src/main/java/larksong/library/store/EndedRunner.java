package larksong.library.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import larksong.process.Daemons;
import org.apache.commons.dbutils.QueryRunner;
import org.apache.commons.dbutils.ResultSetHandler;

/** Runs queries that are ended when each has taken so long, by any database. */
final class EndedRunner extends QueryRunner {

  private static final ScheduledThreadPoolExecutor WATCH = watch();

  private final Duration longest;

  EndedRunner(Duration longest) {
    this.longest = longest;
  }

  @Override
  public <T> T query(
      Connection connection, String sql, ResultSetHandler<T> handler, Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepareStatement(connection, sql)) {
      fillStatement(statement, values);
      AtomicBoolean late = new AtomicBoolean();
      ScheduledFuture<?> end =
          WATCH.schedule(() -> end(statement, late), longest.toMillis(), TimeUnit.MILLISECONDS);
      try (ResultSet rows = wrap(statement.executeQuery())) {
        return handler.handle(rows);
      } catch (SQLException e) {
        if (late.get()) {
          throw new EndedSearchException(longest);
        }
        throw e;
      } finally {
        end.cancel(false);
      }
    }
  }

  /** Some drivers know no deadline for a query; each knows how to give one up. */
  private static void end(PreparedStatement statement, AtomicBoolean late) {
    late.set(true);
    try {
      statement.cancel();
    } catch (SQLException e) {
      return; // it ended by itself
    }
  }

  private static ScheduledThreadPoolExecutor watch() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(1, new Daemons("library-watch"));
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }
}
