package larksong.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.jdbcjobstore.SybaseDelegate;
import org.quartz.impl.jdbcjobstore.UpdateLockRowSemaphore;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Quartz as we use it: jobs of one kind, in the tables of the library. */
final class Quartz {

  private Quartz() {}

  /**
   * Not started yet.
   *
   * @param kind of its jobs; other kinds have other places and locks
   * @param atOnce how many jobs are done side by side
   */
  static Scheduler of(larksong.schedule.Scheduler.Settings settings, String kind, int atOnce)
      throws SchedulerException {
    String name = settings.name() + "-" + kind;
    DBConnectionManager.getInstance().addConnectionProvider(name, new Lent(settings.tables()));
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", name);
    properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    String places = String.valueOf(atOnce);
    properties.setProperty("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", places);
    properties.setProperty("org.quartz.threadPool.threadCount", places);
    properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    properties.setProperty("org.quartz.jobStore.class", JobStoreTX.class.getName());
    properties.setProperty(
        "org.quartz.jobStore.driverDelegateClass",
        (settings.shared() ? PostgreSQLDelegate.class : SybaseDelegate.class).getName());
    if (!settings.shared()) {
      properties.setProperty(
          "org.quartz.jobStore.lockHandler.class", UpdateLockRowSemaphore.class.getName());
    }
    if (settings.shared()) {
      properties.setProperty("org.quartz.scheduler.instanceId", "AUTO");
      properties.setProperty("org.quartz.scheduler.idleWaitTime", "1000");
      properties.setProperty("org.quartz.jobStore.isClustered", "true");
      properties.setProperty("org.quartz.jobStore.clusterCheckinInterval", "5000");
    }
    properties.setProperty("org.quartz.jobStore.dataSource", name);
    properties.setProperty("org.quartz.jobStore.useProperties", "true");
    properties.setProperty("org.quartz.jobStore.acquireTriggersWithinLock", "true");
    properties.setProperty("org.quartz.jobStore.maxMisfiresToHandleAtATime", "1000");
    return new StdSchedulerFactory(properties).getScheduler();
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
