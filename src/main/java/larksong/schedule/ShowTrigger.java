package larksong.schedule;

import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quartz.Calendar;
import org.quartz.impl.triggers.SimpleTriggerImpl;

/**
 * Fires when an edition of a show is to be begun, and then knows the next time: what was looked
 * after is written in the transaction in which Quartz notes that it fired.
 */
final class ShowTrigger extends SimpleTriggerImpl {

  private static final long serialVersionUID = 1;

  private final transient Timekeeper timekeeper;

  ShowTrigger(Timekeeper timekeeper) {
    this.timekeeper = timekeeper;
  }

  @Override
  public void triggered(@Nullable Calendar calendar) {
    String show = getKey().getName();
    Optional<Plan> plan = timekeeper.plan(show);
    Optional<Looked> looked =
        plan.map(times -> timekeeper.fired(show, times, Looked.of(getJobDataMap())));
    looked.ifPresent(now -> getJobDataMap().putAll(now.data()));
    Date next =
        plan.flatMap(times -> looked.flatMap(now -> timekeeper.next(times, now)))
            .map(timekeeper::date)
            .orElse(null);
    setPreviousFireTime(getNextFireTime());
    setNextFireTime(next);
  }

  /** It is not kept as Quartz keeps its own. */
  @Override
  public boolean hasAdditionalProperties() {
    return true;
  }
}
