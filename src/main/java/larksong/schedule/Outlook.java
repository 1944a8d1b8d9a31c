package larksong.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import larksong.schedule.Timetable.Firing;
import org.quartz.SchedulerException;

/** What the scheduler will do, by what it keeps in its store; or would, if it started now. */
public final class Outlook {

  private final Map<String, Looked> kept = new HashMap<>();
  private final Map<String, Plan> plans;
  private final Timekeeper timekeeper;

  /**
   * Reads what is kept.
   *
   * @param settings those of the scheduler, as all else is
   */
  public Outlook(
      Scheduler.Settings settings,
      Map<String, Plan> plans,
      Clock clock,
      Function<String, Optional<Duration>> usual) {
    this.plans = Map.copyOf(plans);
    this.timekeeper = new Timekeeper(plans, clock, usual, settings.spread());
    try {
      for (TriggerTable.Row row : new TriggerTable(settings.tables(), settings.name()).shows()) {
        kept.put(row.name(), row.looked());
      }
    } catch (SchedulerException e) {
      throw new IllegalStateException("The schedule could not be read", e);
    }
  }

  /**
   * An edition to come.
   *
   * @param at its time
   * @param begun about when it is begun, or was
   */
  public record Coming(ZonedDateTime at, ZonedDateTime begun) {}

  /** The editions of a show that will be made, up to an instant and at most so many. */
  public List<Coming> of(String show, Instant until, int most) {
    Plan plan = plans.get(show);
    if (plan == null) {
      return List.of();
    }
    Instant now = timekeeper.now();
    Looked looked = timekeeper.looked(show, plan, Optional.ofNullable(kept.get(show)));
    Instant reached = looked.lead().isNegative() ? now : now.plus(looked.lead());
    // What is to be ready and is underway is to come until its time.
    List<Firing> firings =
        new ArrayList<>(plan.timetable().made(now, earlier(looked.until(), reached), most));
    plan.due(looked.until(), reached, timekeeper.spread()).make().ifPresent(firings::add);
    Instant after = looked.until().isAfter(reached) ? looked.until() : reached;
    firings.addAll(plan.timetable().made(after, until, most));
    return firings.stream()
        .filter(firing -> !firing.at().toInstant().isAfter(until))
        .limit(most)
        .map(firing -> coming(firing.at(), looked.lead(), now))
        .toList();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** What is late is begun at once. */
  private static Coming coming(ZonedDateTime at, Duration lead, Instant now) {
    ZonedDateTime begun = at.minus(lead);
    boolean late = !at.toInstant().isAfter(now) && begun.toInstant().isBefore(now);
    return new Coming(at, late ? now.atZone(at.getZone()) : begun);
  }
}
