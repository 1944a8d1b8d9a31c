package larksong.schedule;

import static org.quartz.JobBuilder.newJob;
import static org.quartz.TriggerBuilder.newTrigger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import larksong.model.Edition;
import larksong.schedule.Producer.Outcome;
import larksong.schedule.Producer.Reason;
import larksong.schedule.Timetable.Firing;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be made when. In the store, each show has one trigger that fires when its next edition
 * is due, and each edition on its way has one that fires at its next attempt.
 */
final class Roster {

  private static final String DUE = "due";
  private static final String MAKE = "make";

  /** What is looked after: all times up to this one. */
  private static final String SINCE = "since";

  private static final String TIMES = "times";

  /** A trigger that is kept may differ from one that is computed again by as much. */
  private static final Duration SAME = Duration.ofSeconds(2);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

  private final Scheduler due;
  private final Scheduler making;
  private final Map<String, Plan> plans;
  private final Clock clock;
  private final Producer producer;
  private final larksong.schedule.Scheduler.Settings settings;
  private final TimeLimit limit;
  private final Map<Edition, Work> underway = new ConcurrentHashMap<>();

  Roster(
      Scheduler due,
      Scheduler making,
      Map<String, Plan> plans,
      Clock clock,
      Producer producer,
      larksong.schedule.Scheduler.Settings settings,
      TimeLimit limit) {
    this.due = due;
    this.making = making;
    this.plans = Map.copyOf(plans);
    this.clock = clock;
    this.producer = producer;
    this.settings = settings;
    this.limit = limit;
  }

  /**
   * Brings the store to these plans: what it knows of a show goes on, what is gone is forgotten.
   */
  void begin() throws SchedulerException {
    Map<JobDetail, Set<? extends Trigger>> all = new HashMap<>();
    Instant now = clock.instant();
    for (String show : plans.keySet()) {
      Trigger kept = due.getTrigger(new TriggerKey(show, DUE));
      Instant since = kept == null || isOther(show, kept) ? now : since(kept);
      next(show, since)
          .filter(trigger -> kept == null || !isSame(trigger, kept))
          .ifPresent(trigger -> all.put(job(Due.class, show, DUE), Set.of(trigger)));
    }
    due.scheduleJobs(all, true);
    for (JobKey job : new HashSet<>(due.getJobKeys(GroupMatcher.jobGroupEquals(DUE)))) {
      if (!plans.containsKey(job.getName())) {
        due.deleteJob(job);
      }
    }
  }

  /** What another node may be at work on is left alone. */
  private static boolean isSame(Trigger one, Trigger other) {
    return Duration.between(one.getStartTime().toInstant(), other.getStartTime().toInstant())
            .abs()
            .compareTo(SAME)
        < 0;
  }

  /** Whether the show had other times then, of which none is due. */
  private boolean isOther(String show, Trigger kept) {
    return !plan(show).timetable().toString().equals(kept.getJobDataMap().getString(TIMES));
  }

  private static Instant since(Trigger kept) {
    return Instant.ofEpochMilli(Long.parseLong(kept.getJobDataMap().getString(SINCE)));
  }

  private static JobDetail job(Class<? extends org.quartz.Job> type, String show, String group) {
    return newJob(type).withIdentity(show, group).storeDurably().requestRecovery().build();
  }

  /** When a show is looked after again, of which all times up to an instant are. */
  private Optional<Trigger> next(String show, Instant since) {
    Plan plan = plan(show);
    List<ZonedDateTime> next = plan.timetable().next(since, 1);
    if (next.isEmpty()) {
      return Optional.empty();
    }
    Duration apart = Spread.of(show, plans.size(), settings.spread());
    Instant start = plan.begun(next.get(0).toInstant(), usual(plan, show), apart);
    return Optional.of(
        newTrigger()
            .withIdentity(show, DUE)
            .forJob(show, DUE)
            .usingJobData(SINCE, String.valueOf(since.toEpochMilli()))
            .usingJobData(TIMES, plan.timetable().toString())
            .startAt(date(start))
            .withSchedule(
                SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionFireNow())
            .build());
  }

  /** Quartz goes by the machine's clock alone. */
  private Date date(Instant instant) {
    return Date.from(Instant.now().plus(Duration.between(clock.instant(), instant)));
  }

  private Optional<Duration> usual(Plan plan, String show) {
    return plan.readyBy() ? producer.usual(show) : Optional.empty();
  }

  private Plan plan(String show) {
    return Objects.requireNonNull(plans.get(show));
  }

  /** Has made what is due of a show, and looks after it again. */
  void due(String show, Instant since) throws SchedulerException {
    Plan plan = plans.get(show);
    if (plan == null) {
      return;
    }
    Optional<Duration> usual = usual(plan, show);
    Instant now = clock.instant();
    Instant until =
        now.plus(plan.ahead(usual))
            .plus(
                plan.readyBy() ? Spread.of(show, plans.size(), settings.spread()) : Duration.ZERO);
    Plan.Due times = plan.due(since, until, settings.spread());
    ZoneId zone = plan.timetable().zone();
    for (Firing skipped : times.skipped()) {
      producer.skip(
          edition(show, skipped, zone),
          times.make().isEmpty() ? Reason.TOO_LATE : Reason.OVERTAKEN);
    }
    if (times.make().isPresent()) {
      Firing firing = times.make().get();
      make(edition(show, firing, zone), plan, plan.lastAttempt(firing, now, usual));
    }
    Optional<Trigger> next = next(show, until.isAfter(since) ? until : since);
    if (next.isPresent()
        && due.rescheduleJob(new TriggerKey(show, DUE), next.get()) == null) { // after a crash
      due.scheduleJob(next.get());
    }
  }

  private void make(Edition edition, Plan plan, Instant lastAttempt) throws SchedulerException {
    List<Work> busy = busy(edition.show());
    if (plan.skips() && busy.stream().anyMatch(work -> !work.isFor(edition))) {
      producer.skip(edition, Reason.BUSY);
    } else if (busy.stream().noneMatch(work -> work.isFor(edition))) {
      attempt(new Work(edition, 0, lastAttempt), Duration.ZERO);
    }
  }

  /** What is underway of a show, or waits. */
  private List<Work> busy(String show) throws SchedulerException {
    return making.getTriggersOfJob(new JobKey(show, MAKE)).stream()
        .map(trigger -> Work.of(trigger.getJobDataMap()))
        .toList();
  }

  private static Edition edition(String show, Firing firing, ZoneId zone) {
    return new Edition(show, firing.nominal().truncatedTo(ChronoUnit.MINUTES), zone);
  }

  /** Has an edition made as soon as there is room. */
  void now(Edition edition) throws SchedulerException {
    if (busy(edition.show()).stream().noneMatch(work -> work.isFor(edition))) {
      Plan plan = plans.get(edition.show());
      Duration patience = plan == null ? Duration.ZERO : plan.patience();
      attempt(new Work(edition, 0, clock.instant().plus(patience)), Duration.ZERO);
    }
  }

  private void attempt(Work work, Duration pause) throws SchedulerException {
    String show = work.edition().show();
    if (!making.checkExists(new JobKey(show, MAKE))) {
      making.addJob(job(Make.class, show, MAKE), true);
    }
    making.scheduleJob(
        newTrigger()
            .withIdentity(work.edition().slug() + " " + UUID.randomUUID(), show)
            .forJob(show, MAKE)
            .usingJobData(work.data())
            .startAt(date(clock.instant().plus(pause)))
            .withSchedule(
                SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionFireNow())
            .build());
  }

  /** One attempt at an edition, and what follows from it. */
  void make(Work work) throws SchedulerException {
    Edition edition = work.edition();
    underway.put(edition, work);
    try {
      Outcome outcome = within(edition, 0, time(work));
      if (outcome == Outcome.DONE) {
        return;
      }
      Duration pause = pause(work.attempts());
      if (clock.instant().plus(pause).isAfter(work.lastAttempt())) {
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
    Instant end = clock.instant().plus(limit(edition));
    for (int rung = 1; rung <= producer.rungs(edition.show()); rung++) {
      Outcome outcome = within(edition, rung, Duration.between(clock.instant(), end));
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
    Plan plan = plans.get(edition.show());
    return plan == null ? TimeLimit.USUAL : plan.limit();
  }

  /**
   * For an attempt: what is to be ready at a time leaves some for the ladder, once it is known how
   * long it takes.
   */
  private Duration time(Work work) {
    String show = work.edition().show();
    Duration most = limit(work.edition());
    Duration left = Duration.between(clock.instant(), work.lastAttempt());
    boolean hurries =
        left.compareTo(Duration.ZERO) > 0
            && plans.containsKey(show)
            && usual(plan(show), show).isPresent();
    return hurries && left.compareTo(most) < 0 ? left : most;
  }

  /** Twice as long each time. */
  private Duration pause(int attempts) {
    Duration pause = settings.pause().multipliedBy(1L << Math.min(attempts, 10));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  /** Leaves to the next start, or to another node, what is underway. */
  void handOver() throws SchedulerException {
    for (Work work : underway.values()) {
      attempt(work, Duration.ZERO);
    }
  }
}
