package larksong.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import larksong.model.Edition;
import org.quartz.JobExecutionContext;
import org.quartz.SchedulerException;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/**
 * Has editions made when they are due, again if they fail, and chores done. What is to be made is
 * in a database, so that it is made whatever happens to this process.
 */
public final class Scheduler implements AutoCloseable {

  private static final String ROSTER = "roster";

  private final org.quartz.Scheduler quartz;
  private final Roster roster;
  private final TimeLimit limit;
  private final Chores chores = new Chores();

  private Scheduler(org.quartz.Scheduler quartz, Roster roster, TimeLimit limit) {
    this.quartz = quartz;
    this.roster = roster;
    this.limit = limit;
  }

  /** Gives connections to a database. */
  @FunctionalInterface
  public interface Tables {
    Connection connection() throws SQLException;
  }

  /**
   * Where and how it works.
   *
   * @param name one for each database
   * @param tables gives connections to the database with Quartz's tables
   * @param shared whether other nodes work by the same tables, which are PostgreSQL's then
   * @param atOnce how many editions are made side by side
   * @param pause before the second attempt; each further one is twice as long
   * @param spread within which shows begin that are due together
   */
  public record Settings(
      String name, Tables tables, boolean shared, int atOnce, Duration pause, Duration spread) {}

  /**
   * Starts. What was due while nothing ran is due now, and what was underway goes on.
   *
   * @param shows each show's plan by its name
   */
  public static Scheduler start(
      Settings settings, Map<String, Plan> shows, Clock clock, Producer producer) {
    TimeLimit limit = new TimeLimit();
    try {
      org.quartz.Scheduler quartz = quartz(settings);
      Roster roster = new Roster(quartz, shows, clock, producer, settings, limit);
      quartz.getContext().put(ROSTER, roster);
      roster.begin();
      quartz.start();
      return new Scheduler(quartz, roster, limit);
    } catch (SchedulerException e) {
      limit.close();
      throw new IllegalStateException("The scheduler could not be started", e);
    }
  }

  private static org.quartz.Scheduler quartz(Settings settings) throws SchedulerException {
    DBConnectionManager.getInstance()
        .addConnectionProvider(settings.name(), new Lent(settings.tables()));
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", settings.name());
    properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    String atOnce = String.valueOf(settings.atOnce());
    properties.setProperty("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", atOnce);
    properties.setProperty("org.quartz.threadPool.threadCount", atOnce);
    properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    properties.setProperty("org.quartz.jobStore.class", JobStoreTX.class.getName());
    properties.setProperty(
        "org.quartz.jobStore.driverDelegateClass",
        (settings.shared() ? PostgreSQLDelegate.class : StdJDBCDelegate.class).getName());
    if (settings.shared()) {
      properties.setProperty("org.quartz.scheduler.instanceId", "AUTO");
      properties.setProperty("org.quartz.scheduler.idleWaitTime", "1000");
      properties.setProperty("org.quartz.jobStore.isClustered", "true");
      properties.setProperty("org.quartz.jobStore.clusterCheckinInterval", "5000");
    }
    properties.setProperty("org.quartz.jobStore.dataSource", settings.name());
    properties.setProperty("org.quartz.jobStore.useProperties", "true");
    properties.setProperty("org.quartz.jobStore.acquireTriggersWithinLock", "true");
    properties.setProperty("org.quartz.jobStore.maxMisfiresToHandleAtATime", "1000");
    return new StdSchedulerFactory(properties).getScheduler();
  }

  /** Lends Quartz connections of ours. */
  private record Lent(Tables tables) implements ConnectionProvider {

    @Override
    public Connection getConnection() throws SQLException {
      return tables.connection();
    }

    @Override
    public void initialize() {}

    @Override
    public void shutdown() {}
  }

  static Roster roster(JobExecutionContext context) throws SchedulerException {
    return (Roster) Objects.requireNonNull(context.getScheduler().getContext().get(ROSTER));
  }

  /** Has an edition made as soon as there is room. */
  public void now(Edition edition) {
    try {
      roster.now(edition);
    } catch (SchedulerException e) {
      throw new IllegalStateException("The scheduler does not take editions", e);
    }
  }

  /** Has something done again and again by this process, never twice at once. */
  public void every(Duration pause, Runnable chore) {
    chores.every(pause, chore);
  }

  /** Interrupts what is underway, which goes on at the next start. */
  @Override
  public void close() {
    chores.close();
    try {
      quartz.standby();
      roster.handOver();
      limit.close();
      quartz.shutdown(false);
    } catch (SchedulerException e) {
      throw new IllegalStateException("The scheduler could not be stopped", e);
    }
  }
}
