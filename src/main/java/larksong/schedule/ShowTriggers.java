package larksong.schedule;

import java.sql.Connection;
import org.quartz.JobDetail;
import org.quartz.ScheduleBuilder;
import org.quartz.SimpleTrigger;
import org.quartz.TriggerKey;
import org.quartz.impl.jdbcjobstore.TriggerPersistenceDelegate;
import org.quartz.spi.MutableTrigger;
import org.quartz.spi.OperableTrigger;

/** Keeps the triggers of shows: all that they are is in the columns that each trigger has. */
final class ShowTriggers implements TriggerPersistenceDelegate {

  private final Timekeeper timekeeper;

  ShowTriggers(Timekeeper timekeeper) {
    this.timekeeper = timekeeper;
  }

  /** Makes triggers of shows. */
  static final class Schedule extends ScheduleBuilder<ShowTrigger> {

    private final Timekeeper timekeeper;

    Schedule(Timekeeper timekeeper) {
      this.timekeeper = timekeeper;
    }

    @Override
    protected MutableTrigger build() {
      ShowTrigger trigger = new ShowTrigger(timekeeper);
      // How late it fires is our business, however long others are in its way.
      trigger.setMisfireInstruction(SimpleTrigger.MISFIRE_INSTRUCTION_IGNORE_MISFIRE_POLICY);
      return trigger;
    }
  }

  @Override
  public void initialize(String tablePrefix, String schedulerName) {}

  @Override
  public boolean canHandleTriggerType(OperableTrigger trigger) {
    return trigger instanceof ShowTrigger;
  }

  @Override
  public String getHandledTriggerTypeDiscriminator() {
    return "SHOW";
  }

  @Override
  public int insertExtendedTriggerProperties(
      Connection connection, OperableTrigger trigger, String state, JobDetail job) {
    return 0;
  }

  @Override
  public int updateExtendedTriggerProperties(
      Connection connection, OperableTrigger trigger, String state, JobDetail job) {
    return 0;
  }

  @Override
  public int deleteExtendedTriggerProperties(Connection connection, TriggerKey key) {
    return 0;
  }

  @Override
  public TriggerPropertyBundle loadExtendedTriggerProperties(
      Connection connection, TriggerKey key) {
    return new TriggerPropertyBundle(new Schedule(timekeeper), null, null);
  }
}
