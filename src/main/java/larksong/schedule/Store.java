package larksong.schedule;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.JobPersistenceException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.jdbcjobstore.DriverDelegate;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.NoSuchDelegateException;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.spi.ClassLoadHelper;
import org.quartz.spi.OperableTrigger;
import org.quartz.spi.TriggerFiredResult;

/** Quartz's store in the tables of the library, with the triggers of shows. */
@SuppressWarnings("unchecked") // an override in Quartz itself
final class Store extends JobStoreTX {

  private static final String NAME = "store";

  private final Timekeeper timekeeper;
  private @Nullable DriverDelegate statements;
  private volatile boolean standsBy;

  Store(Timekeeper timekeeper) {
    this.timekeeper = timekeeper;
  }

  /** Has a scheduler's jobs find its store. */
  void in(Scheduler scheduler) throws SchedulerException {
    scheduler.getContext().put(NAME, this);
  }

  /** Notes that a job has ended, before it does. */
  static Runnable end(JobExecutionContext context) throws SchedulerException {
    Store store = (Store) Objects.requireNonNull(context.getScheduler().getContext().get(NAME));
    OperableTrigger trigger = (OperableTrigger) context.getTrigger();
    return () ->
        store.triggeredJobComplete(
            trigger, context.getJobDetail(), trigger.executionComplete(context, null));
  }

  @Override
  public void schedulerPaused() {
    standsBy = true;
  }

  @Override
  public void schedulerResumed() {
    standsBy = false;
  }

  /**
   * Quartz's thread asks once more after it was told to stand by, and would make here what was just
   * handed over.
   */
  @Override
  public List<OperableTrigger> acquireNextTriggers(long noLaterThan, int most, long window)
      throws JobPersistenceException {
    return standsBy ? List.of() : super.acquireNextTriggers(noLaterThan, most, window);
  }

  @Override
  public List<TriggerFiredResult> triggersFired(List<OperableTrigger> triggers)
      throws JobPersistenceException {
    if (standsBy) {
      triggers.forEach(this::releaseAcquiredTrigger);
      return List.of();
    }
    return super.triggersFired(triggers);
  }

  @Override
  protected synchronized DriverDelegate getDelegate() throws NoSuchDelegateException {
    DriverDelegate known = statements;
    if (known == null) {
      known = new Statements(timekeeper);
      known.initialize(
          getLog(),
          getTablePrefix(),
          getInstanceName(),
          getInstanceId(),
          getClassLoadHelper(),
          canUseProperties(),
          getDriverDelegateInitString());
      statements = known;
    }
    return known;
  }

  /**
   * Quartz's statements without those whose answer is known: half of what an edition costs. It
   * reads bytes as bytes, which every database of ours can give.
   */
  private static final class Statements extends PostgreSQLDelegate {

    private final Timekeeper timekeeper;

    Statements(Timekeeper timekeeper) {
      this.timekeeper = timekeeper;
    }

    @Override
    protected void addDefaultTriggerPersistenceDelegates() {
      addTriggerPersistenceDelegate(new ShowTriggers(timekeeper));
      super.addDefaultTriggerPersistenceDelegates();
    }

    /** All jobs are alike, and a trigger's row is not there without its job's. */
    @Override
    public JobDetail selectJobDetail(
        Connection connection, JobKey key, @Nullable ClassLoadHelper loader) {
      return Make.job(key);
    }

    /** Nothing is ever paused. */
    @Override
    public boolean isTriggerGroupPaused(Connection connection, String group) {
      return false;
    }

    /** What is acquired is blocked with what waits, in one statement. */
    @Override
    public int updateTriggerStatesForJobFromOtherState(
        Connection connection, JobKey key, String state, String other) throws SQLException {
      if (other.equals(STATE_PAUSED)
          || other.equals(STATE_PAUSED_BLOCKED)
          || (state.equals(STATE_BLOCKED) && other.equals(STATE_WAITING))) {
        return 0;
      }
      return state.equals(STATE_BLOCKED) && other.equals(STATE_ACQUIRED)
          ? block(connection, key)
          : super.updateTriggerStatesForJobFromOtherState(connection, key, state, other);
    }

    private int block(Connection connection, JobKey key) throws SQLException {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "update qrtz_triggers set trigger_state = 'BLOCKED' where sched_name = ?"
                  + " and job_name = ? and job_group = ?"
                  + " and trigger_state in ('WAITING', 'ACQUIRED')")) {
        statement.setString(1, schedName);
        statement.setString(2, key.getName());
        statement.setString(3, key.getGroup());
        return statement.executeUpdate();
      }
    }
  }
}
