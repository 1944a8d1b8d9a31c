package larksong.schedule;

import static org.quartz.TriggerBuilder.newTrigger;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import larksong.model.Edition;
import larksong.schedule.Looked.Fired;
import larksong.schedule.Producer.Outcome;
import larksong.schedule.Producer.Reason;
import larksong.schedule.TriggerTable.Row;
import org.quartz.JobDataMap;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what is due. In the store, each show has a job, and one trigger that fires when its next
 * edition is to be begun; what is to be tried again, or waits for a place, has a trigger of its
 * own.
 */
final class Roster {

  /** The group of shows' jobs, and of the triggers that fire when they are due. */
  static final String SHOW = "show";

  /** The group of triggers that an edition has for itself. */
  static final String EDITION = "edition";

  static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

  private final Shards shards;
  private final Map<String, Scheduler> schedulers;
  private final TriggerTable table;
  private final Timekeeper timekeeper;
  private final Producer producer;
  private final larksong.schedule.Scheduler.Settings settings;
  private final Places places;
  private final TimeLimit limit;
  private final Map<Edition, Underway> underway = new ConcurrentHashMap<>();
  private final Set<String> strays;

  /**
   * An edition that is being made.
   *
   * @param end notes in the store that its trigger's job has ended
   */
  private record Underway(Work work, Runnable end) {}

  /**
   * @param schedulers of each shard, by its name
   * @param strays the shards that have something of shows that belong to others now
   */
  Roster(
      Shards shards,
      Map<String, Scheduler> schedulers,
      Set<String> strays,
      TriggerTable table,
      Timekeeper timekeeper,
      Producer producer,
      larksong.schedule.Scheduler.Settings settings,
      Places places,
      TimeLimit limit) {
    this.shards = shards;
    this.schedulers = schedulers;
    this.strays = Set.copyOf(strays);
    this.table = table;
    this.timekeeper = timekeeper;
    this.producer = producer;
    this.settings = settings;
    this.places = places;
    this.limit = limit;
  }

  /** Makes what is due of a show; its trigger has noted that all of it is looked after. */
  void due(String show, Looked looked, Runnable end) throws SchedulerException {
    Optional<Plan> plan = timekeeper.plan(show);
    Optional<Fired> fired = looked.fired();
    if (plan.isPresent() && fired.isPresent()) {
      skip(show, plan.get(), fired.get());
      Optional<Work> work = work(show, plan.get(), fired.get());
      if (work.isPresent() && isNext(work.get(), plan.get(), waiting(show))) {
        begin(work.get(), end);
      }
      if (plan.get().readyBy()) {
        learn(show, plan.get());
      }
    }
  }

  private void skip(String show, Plan plan, Fired fired) {
    Plan.Due due = timekeeper.due(plan, fired);
    due.skipped()
        .forEach(other -> producer.skip(Timekeeper.edition(show, plan, other), due.reason(other)));
  }

  /** What is to be made of a show, until when it is tried. */
  private Optional<Work> work(String show, Plan plan, Fired fired) {
    if (fired.edition().isEmpty()) {
      return Optional.empty();
    }
    Edition edition = Edition.of(show, fired.edition(), plan.timetable().zone());
    Instant at =
        timekeeper
            .due(plan, fired)
            .make()
            .filter(firing -> Timekeeper.edition(show, plan, firing).equals(edition))
            .map(firing -> firing.at().toInstant())
            .orElse(edition.at().toInstant());
    return Optional.of(
        new Work(edition, 0, plan.lastAttempt(at, fired.at(), timekeeper.usual(show))));
  }

  /** Whether an edition is made now, beside those of its show that wait. */
  private boolean isNext(Work work, Plan plan, List<Row> waiting) {
    Edition edition = work.edition();
    boolean other =
        waiting.stream().anyMatch(row -> !row.edition().equals(Optional.of(edition.label())))
            || underway.keySet().stream()
                .anyMatch(made -> made.show().equals(edition.show()) && !made.equals(edition));
    if (plan.skips() && other) {
      producer.skip(edition, Reason.BUSY);
      return false;
    }
    return !isKnown(edition, waiting);
  }

  private boolean isKnown(Edition edition, List<Row> waiting) {
    return underway.containsKey(edition)
        || waiting.stream().anyMatch(row -> row.edition().equals(Optional.of(edition.label())));
  }

  /** What is to be ready at a time begins earlier or later, as editions teach. */
  private void learn(String show, Plan plan) throws SchedulerException {
    Scheduler shard = scheduler(show);
    Trigger kept = shard.getTrigger(Timekeeper.key(show));
    if (kept == null) {
      return;
    }
    Looked looked = Looked.of(kept.getJobDataMap());
    Duration lead = timekeeper.lead(show, plan);
    if (!lead.equals(looked.lead())) {
      Optional<Trigger> next = timekeeper.trigger(show, plan, looked.with(lead));
      if (next.isPresent()) {
        shard.rescheduleJob(kept.getKey(), next.get());
      }
    }
  }

  /**
   * Looks after a show whose trigger can't fire: an earlier edition of the show is still at work,
   * or all places are taken and stay so. Its edition waits with a trigger of its own.
   */
  void notice(Row row) throws SchedulerException {
    String show = row.show();
    Scheduler shard = schedulers.get(row.shard());
    Optional<Plan> plan = timekeeper.plan(show);
    if (shard == null || plan.isEmpty() || !table.reserve(row)) {
      return;
    }
    boolean replaced = false;
    try {
      replace(row, shard, plan.get());
      replaced = true;
    } finally {
      if (!replaced) {
        table.release(row);
      }
    }
  }

  private void replace(Row row, Scheduler shard, Plan plan) throws SchedulerException {
    String show = row.show();
    Looked before = row.looked();
    Looked after = timekeeper.fired(show, plan, before);
    Fired fired = after.fired().orElseThrow();
    skip(show, plan, fired);
    Set<Trigger> triggers = new HashSet<>();
    Optional<Work> work = work(show, plan, fired);
    if (work.isPresent() && isNext(work.get(), plan, waiting(show))) {
      triggers.add(trigger(work.get(), Duration.ZERO));
    }
    // What fired before may still be at work, and is what a crash has to bring back.
    Optional<Trigger> next = timekeeper.trigger(show, plan, after.with(before.fired()));
    next.ifPresent(triggers::add);
    if (next.isEmpty()) {
      shard.unscheduleJob(Timekeeper.key(show));
    }
    if (!triggers.isEmpty()) {
      shard.scheduleJobs(Map.of(Make.job(key(show)), triggers), true);
    }
  }

  /** Whether this node is at work on a show. */
  boolean isAtWorkOn(String show) {
    return underway.keySet().stream().anyMatch(edition -> edition.show().equals(show));
  }

  private static JobKey key(String show) {
    return new JobKey(show, SHOW);
  }

  private Scheduler scheduler(String show) {
    return Objects.requireNonNull(schedulers.get(shards.of(show)));
  }

  /** What waits of a show, also where it was before the number of shards changed. */
  private List<Row> waiting(String show) throws SchedulerException {
    Set<String> names = new HashSet<>(strays);
    names.add(shards.of(show));
    return table.waiting(show, names);
  }

  /** Has an edition made as soon as there is room. */
  void now(Edition edition) throws SchedulerException {
    if (!isKnown(edition, waiting(edition.show()))) {
      Duration patience = timekeeper.plan(edition.show()).map(Plan::patience).orElse(Duration.ZERO);
      attempt(new Work(edition, 0, timekeeper.now().plus(patience)), Duration.ZERO);
    }
  }

  private void attempt(Work work, Duration pause) throws SchedulerException {
    String show = work.edition().show();
    Set<Trigger> triggers = Set.of(trigger(work, pause));
    scheduler(show).scheduleJobs(Map.of(Make.job(key(show)), triggers), true);
  }

  private Trigger trigger(Work work, Duration pause) {
    return newTrigger()
        .withIdentity(
            work.edition().show() + " " + work.edition().slug() + " " + UUID.randomUUID(), EDITION)
        .forJob(key(work.edition().show()))
        .usingJobData(work.data())
        .startAt(timekeeper.date(timekeeper.now().plus(pause)))
        .withSchedule(
            SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionIgnoreMisfires())
        .build();
  }

  /** Tries an edition again, or what a stop or a crash left. */
  void goOn(Work work, boolean recovered, Runnable end) throws SchedulerException {
    boolean waits =
        waiting(work.edition().show()).stream()
            .anyMatch(row -> row.edition().equals(Optional.of(work.edition().label())));
    if (!recovered || !waits) {
      begin(new Work(work.edition(), work.attempts(), timekeeper.lastAttempt(work)), end);
    }
  }

  /** Without a place, an edition waits in the store: another node may have one. */
  private void begin(Work work, Runnable end) throws SchedulerException {
    if (places.isMine()) {
      make(work, end);
    } else {
      attempt(work, Duration.ZERO);
    }
  }

  /** One attempt at an edition, and what follows from it. */
  private void make(Work work, Runnable end) throws SchedulerException {
    Edition edition = work.edition();
    underway.put(edition, new Underway(work, end));
    try {
      Outcome outcome = within(edition, 0, time(work));
      if (outcome == Outcome.DONE) {
        return;
      }
      Duration pause = pause(work.attempts());
      if (timekeeper.now().plus(pause).isAfter(work.lastAttempt())) {
        if (outcome == Outcome.UNPUBLISHED || !climbed(edition)) {
          producer.giveUp(edition);
        }
      } else {
        attempt(new Work(edition, work.attempts() + 1, work.lastAttempt()), pause);
      }
    } catch (InterruptedException e) {
      LOG.info("{}: interrupted, and left for the next start", edition);
    } finally {
      underway.remove(edition);
    }
  }

  /** Whether something could be made of it. */
  private boolean climbed(Edition edition) throws InterruptedException {
    Instant end = timekeeper.now().plus(limit(edition));
    for (int rung = 1; rung <= producer.rungs(edition.show()); rung++) {
      Outcome outcome = within(edition, rung, Duration.between(timekeeper.now(), end));
      if (outcome != Outcome.FAILED) {
        return outcome == Outcome.DONE;
      }
    }
    return false;
  }

  private Outcome within(Edition edition, int rung, Duration most) throws InterruptedException {
    return most.isNegative() || most.isZero()
        ? Outcome.FAILED
        : limit.within(most, () -> producer.produce(edition, rung)).orElse(Outcome.FAILED);
  }

  private Duration limit(Edition edition) {
    return timekeeper.plan(edition.show()).map(Plan::limit).orElse(TimeLimit.USUAL);
  }

  /**
   * For an attempt: what is to be ready at a time leaves some for the ladder, once it is known how
   * long it takes.
   */
  private Duration time(Work work) {
    Duration most = limit(work.edition());
    Duration left = Duration.between(timekeeper.now(), work.lastAttempt());
    boolean hurries =
        left.compareTo(Duration.ZERO) > 0 && timekeeper.usual(work.edition().show()).isPresent();
    return hurries && left.compareTo(most) < 0 ? left : most;
  }

  /** Twice as long each time. */
  private Duration pause(int attempts) {
    Duration pause = settings.pause().multipliedBy(1L << Math.min(attempts, 10));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  /** Leaves to the next start, or to another node, what is underway; no crash to recover from. */
  void handOver() throws SchedulerException {
    for (Underway made : underway.values()) {
      attempt(made.work(), Duration.ZERO);
      made.end().run();
    }
  }

  /** Tries an edition again at once: it waits longer than after any failure. */
  void hurry(Row row) throws SchedulerException {
    Scheduler shard = schedulers.get(row.shard());
    if (shard != null) {
      Work work = Work.of(new JobDataMap(row.data()));
      shard.rescheduleJob(new TriggerKey(row.name(), row.group()), trigger(work, Duration.ZERO));
    }
  }
}
