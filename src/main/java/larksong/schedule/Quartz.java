package larksong.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.DefaultThreadExecutor;
import org.quartz.impl.DirectSchedulerFactory;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.jdbcjobstore.Constants;
import org.quartz.impl.jdbcjobstore.UpdateLockRowSemaphore;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Quartz as we use it: jobs of one kind, in the tables of the library. */
final class Quartz {

  /** How often an idle scheduler looks whether another process has something for it. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  /** Where nobody else writes. */
  private static final Duration IDLE_ALONE = Duration.ofSeconds(30);

  private static final Duration CHECK_IN = Duration.ofSeconds(5);
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(15);

  /**
   * Longer than any backlog; what is past it Quartz would leave to its slow handler of misfires.
   */
  private static final Duration LATE = Duration.ofDays(365);

  private static final int MOST_AT_A_TIME = 1000;

  private Quartz() {}

  /** A shard, not started yet. */
  static Scheduler of(
      larksong.schedule.Scheduler.Settings settings,
      String shard,
      Timekeeper timekeeper,
      Places places)
      throws SchedulerException {
    DBConnectionManager.getInstance().addConnectionProvider(shard, new Lent(settings.tables()));
    Store store = new Store(timekeeper);
    store.setDataSource(shard);
    store.setUseProperties("true");
    store.setMakeThreadsDaemons(true);
    store.setMisfireThreshold(LATE.toMillis());
    store.setMaxMisfiresToHandleAtATime(MOST_AT_A_TIME);
    store.setAcquireTriggersWithinLock(true);
    store.setIsClustered(settings.shared());
    store.setClusterCheckinInterval(CHECK_IN.toMillis());
    if (!settings.shared()) {
      UpdateLockRowSemaphore lock = new UpdateLockRowSemaphore();
      lock.setTablePrefix(Constants.DEFAULT_TABLE_PREFIX);
      lock.setSchedName(shard);
      store.setLockHandler(lock);
    }
    DirectSchedulerFactory.getInstance()
        .createScheduler(
            shard,
            settings.shared() ? UUID.randomUUID().toString() : "alone",
            places.shared(),
            new DefaultThreadExecutor(),
            store,
            Map.of(),
            null,
            0,
            (settings.shared() ? IDLE : IDLE_ALONE).toMillis(),
            AFTER_A_FAILURE.toMillis(),
            false,
            null,
            settings.atOnce(),
            0,
            true);
    Scheduler scheduler = SchedulerRepository.getInstance().lookup(shard);
    store.in(scheduler);
    return scheduler;
  }

  /** Lends Quartz connections of ours. */
  private record Lent(larksong.schedule.Scheduler.Tables tables) implements ConnectionProvider {

    @Override
    public Connection getConnection() throws SQLException {
      return tables.connection();
    }

    @Override
    public void initialize() {}

    @Override
    public void shutdown() {}
  }
}
