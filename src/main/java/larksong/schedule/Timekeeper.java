package larksong.schedule;

import static org.quartz.TriggerBuilder.newTrigger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import larksong.model.Edition;
import larksong.schedule.Looked.Fired;
import larksong.schedule.Timetable.Firing;
import org.quartz.Trigger;
import org.quartz.TriggerKey;

/** Knows when each show is begun next, and what of it is due when its trigger fires. */
final class Timekeeper {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Map<String, Plan> plans;
  private final Clock clock;
  private final Function<String, Optional<Duration>> usual;
  private final Duration spread;

  /**
   * @param usual how long an edition of a show takes, as far as is known
   */
  Timekeeper(
      Map<String, Plan> plans,
      Clock clock,
      Function<String, Optional<Duration>> usual,
      Duration spread) {
    this.plans = Map.copyOf(plans);
    this.clock = clock;
    this.usual = usual;
    this.spread = spread;
  }

  Set<String> shows() {
    return plans.keySet();
  }

  Optional<Plan> plan(String show) {
    return Optional.ofNullable(plans.get(show));
  }

  Instant now() {
    return clock.instant();
  }

  /** Quartz goes by the machine's clock alone. */
  Date date(Instant instant) {
    return Date.from(Instant.now().plus(Duration.between(clock.instant(), instant)));
  }

  Duration spread() {
    return spread;
  }

  Optional<Duration> usual(String show) {
    return plan(show).filter(Plan::readyBy).flatMap(plan -> usual.apply(show));
  }

  /** How long before its time an edition of a show is begun, as far as is known now. */
  Duration lead(String show, Plan plan) {
    Duration apart = Spread.of(show, plans.size(), spread);
    return plan.readyBy() ? plan.ahead(usual(show)).plus(apart) : apart.negated();
  }

  /** What is begun later than this after its time waited for the nodes, or they were away. */
  Duration grace(Plan plan) {
    return plan.catchUp().plus(spread);
  }

  /** How far a show is looked after that the store may know nothing of. */
  Looked looked(String show, Plan plan, Optional<Looked> kept) {
    Duration lead = lead(show, plan);
    String times = plan.timetable().toString();
    Instant now = clock.instant();
    if (kept.filter(known -> known.times().equals(times)).isEmpty()) {
      // the show had other times then, of which none is due
      return Looked.anew(now, lead, times).with(kept.flatMap(Looked::fired));
    }
    Looked known = kept.get().with(lead);
    return known.isAhead(now) ? known.putBack(now) : known;
  }

  /** When a show is begun next. */
  Optional<Instant> next(Plan plan, Looked looked) {
    return plan.timetable().next(looked.until(), 1).stream()
        .findFirst()
        .map(at -> at.toInstant().minus(looked.lead()));
  }

  /** The trigger that fires then. */
  Optional<Trigger> trigger(String show, Plan plan, Looked looked) {
    return next(plan, looked).map(next -> trigger(show, date(next), looked));
  }

  private Trigger trigger(String show, Date next, Looked looked) {
    return newTrigger()
        .withIdentity(key(show))
        .forJob(show, Roster.SHOW)
        .withSchedule(new ShowTriggers.Schedule(this))
        .startAt(next)
        .usingJobData(looked.data())
        .build();
  }

  static TriggerKey key(String show) {
    return new TriggerKey(show, Roster.SHOW);
  }

  /** A show's trigger fires: all its times up to now are looked after, and one of them is made. */
  Looked fired(String show, Plan plan, Looked before) {
    Instant now = clock.instant();
    String times = plan.timetable().toString();
    if (!before.times().equals(times)) {
      Instant none = before.until();
      return Looked.anew(now, before.lead(), times)
          .with(Optional.of(new Fired(none, none, now, "")));
    }
    Looked looked = before.isAhead(now) ? before.putBack(now) : before;
    Instant until = until(plan, looked, now);
    // what was looked after before the clock was put back is not due again
    boolean known = looked.furthest().isAfter(looked.until()) && !looked.furthest().isAfter(until);
    Instant from = known ? looked.furthest() : looked.until();
    Instant to = until.isAfter(from) ? until : from;
    String edition =
        plan.due(from, to, spread)
            .make()
            .map(firing -> edition(show, plan, firing).label())
            .orElse("");
    return new Looked(
        to,
        to.isAfter(looked.furthest()) ? to : looked.furthest(),
        now,
        looked.lead(),
        times,
        Optional.of(new Fired(from, to, now, edition)));
  }

  /** Quartz may fire a millisecond early, since it knows no shorter time. */
  private static Instant until(Plan plan, Looked looked, Instant now) {
    Duration lead = looked.lead();
    Instant until = lead.isNegative() ? now : now.plus(lead);
    return plan.timetable().next(looked.until(), 1).stream()
        .map(at -> at.toInstant())
        .filter(at -> at.isAfter(until) && at.isBefore(until.plus(SECOND)))
        .findFirst()
        .orElse(until);
  }

  /** What is due of a show, as was found when its trigger fired. */
  Plan.Due due(Plan plan, Fired fired) {
    return plan.due(fired.from(), fired.to(), spread);
  }

  static Edition edition(String show, Plan plan, Firing firing) {
    ZoneId zone = plan.timetable().zone();
    return new Edition(show, firing.nominal().truncatedTo(ChronoUnit.MINUTES), zone);
  }

  /**
   * The time until which an edition's attempts may begin can't be later than if it were due now:
   * the clock was ahead otherwise.
   */
  Instant lastAttempt(Work work) {
    Instant latest =
        plan(work.edition().show())
            .map(
                plan ->
                    clock
                        .instant()
                        .plus(plan.patience())
                        .plus(plan.ahead(usual(work.edition().show())))
                        .plus(spread))
            .orElse(clock.instant());
    return work.lastAttempt().isAfter(latest) ? latest : work.lastAttempt();
  }
}
