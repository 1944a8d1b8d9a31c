package larksong.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import larksong.schedule.TriggerTable.Row;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is in the store in line with the plans, the clock and the number of shards, and looks
 * after shows whose triggers can't fire.
 */
final class Lookout {

  /** A trigger that is kept may differ from one that is computed again by as much. */
  private static final Duration SAME = Duration.ofSeconds(2);

  private static final Duration SECOND = Duration.ofSeconds(1);

  /** In case it was another node's clock that was wrong. */
  private static final Duration NOW_AND_THEN = Duration.ofMinutes(10);

  private static final int MANY = 100;

  private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

  private final Shards shards;
  private final Map<String, Scheduler> schedulers;
  private final TriggerTable table;
  private final Timekeeper timekeeper;
  private final Roster roster;
  private final Places places;
  private Instant seen;
  private Instant compared;
  private boolean moving;

  Lookout(
      Shards shards,
      Map<String, Scheduler> schedulers,
      TriggerTable table,
      Timekeeper timekeeper,
      Roster roster,
      Places places) {
    this.shards = shards;
    this.schedulers = schedulers;
    this.table = table;
    this.timekeeper = timekeeper;
    this.roster = roster;
    this.places = places;
    this.seen = timekeeper.now();
    this.compared = seen;
  }

  /**
   * Brings the store to these plans: what it knows of a show goes on, what is gone is forgotten.
   */
  void begin() throws SchedulerException {
    for (Row row : table.shows()) {
      if (timekeeper.plan(row.name()).isEmpty()) {
        schedulerOf(row).unscheduleJob(Timekeeper.key(row.name()));
      }
    }
    List<Row> rows = table.shows();
    addJobs(rows);
    moving = !gather(rows);
    int changed = compare(true);
    if (changed > MANY) {
      table.analyze();
    }
  }

  private Scheduler schedulerOf(Row row) {
    return Objects.requireNonNull(schedulers.get(row.shard()));
  }

  /** The jobs of shows that are to move, where they move to. */
  private void addJobs(List<Row> rows) throws SchedulerException {
    for (Row row : rows) {
      String shard = shards.of(row.name());
      if (!row.shard().equals(shard)) {
        Objects.requireNonNull(schedulers.get(shard))
            .addJob(Make.job(new JobKey(row.name(), Roster.SHOW)), true);
      }
    }
  }

  /** Moves shows to their shards, after their number changed; false if one is at work. */
  private boolean gather(List<Row> rows) throws SchedulerException {
    boolean all = true;
    Map<String, Row> home = new HashMap<>();
    rows.stream()
        .filter(row -> row.shard().equals(shards.of(row.name())))
        .forEach(row -> home.put(row.name(), row));
    for (Row row : rows) {
      String shard = shards.of(row.name());
      if (row.shard().equals(shard)) {
        continue;
      }
      if (home.containsKey(row.name())) {
        schedulerOf(row).unscheduleJob(Timekeeper.key(row.name()));
      } else {
        all &= table.move(row, shard);
      }
    }
    return all;
  }

  /** Looks around: a chore. */
  synchronized void look() {
    try {
      Instant now = timekeeper.now();
      boolean wentBack = now.isBefore(seen.minus(SECOND));
      seen = now;
      if (moving) {
        moving = !gather(table.shows());
      }
      if (wentBack
          || now.isBefore(compared)
          || Duration.between(compared, now).compareTo(NOW_AND_THEN) > 0) {
        compared = now;
        compare(false);
      }
      if (places.isAnyTaken()) {
        behind();
      }
    } catch (SchedulerException e) {
      LOG.warn("The schedule could not be looked after and will be: {}", e.getMessage());
    }
  }

  /** Puts right what the plans, or a clock that was wrong, make different from what is stored. */
  private int compare(boolean adds) throws SchedulerException {
    Map<String, Row> rows = new HashMap<>();
    table.shows().forEach(row -> rows.put(row.name(), row));
    Map<String, Map<JobDetail, Set<? extends Trigger>>> changes = new HashMap<>();
    List<String> ahead = new ArrayList<>();
    int changed = 0;
    for (String show : timekeeper.shows()) {
      Plan plan = timekeeper.plan(show).orElseThrow();
      Row row = rows.get(show);
      if (!adds && (row == null || row.isReserved(Instant.now()))) {
        continue;
      }
      Optional<Looked> kept = Optional.ofNullable(row).map(Row::looked);
      Looked looked = timekeeper.looked(show, plan, kept);
      if (kept.isPresent() && kept.get().isAhead(timekeeper.now())) {
        ahead.add(show);
      }
      Optional<Trigger> trigger = timekeeper.trigger(show, plan, looked);
      if (trigger.isPresent() && (row == null || !isSame(row, trigger.get(), looked))) {
        String shard = row == null ? shards.of(show) : row.shard();
        changes
            .computeIfAbsent(shard, none -> new HashMap<>())
            .put(Make.job(new JobKey(show, Roster.SHOW)), Set.of(trigger.get()));
        changed++;
      }
    }
    for (var change : changes.entrySet()) {
      Objects.requireNonNull(schedulers.get(change.getKey())).scheduleJobs(change.getValue(), true);
    }
    if (!ahead.isEmpty()) {
      LOG.warn(
          "The clock was ahead and is right again: {} shows were looked after up to a time to come,"
              + " and go on from now",
          ahead.size());
    }
    hurry();
    return changed;
  }

  /** What another node may be at work on is left alone. */
  private static boolean isSame(Row row, Trigger trigger, Looked looked) {
    Date next = trigger.getStartTime();
    Looked kept = row.looked();
    return Duration.between(row.next(), next.toInstant()).abs().compareTo(SAME) < 0
        && kept.times().equals(looked.times())
        && kept.until().toEpochMilli() == looked.until().toEpochMilli();
  }

  /** No edition waits longer than the longest pause, if the clock was right when it failed. */
  private void hurry() throws SchedulerException {
    Instant latest = Instant.now().plus(Roster.LONGEST_PAUSE).plus(SAME);
    for (Row row : table.editions()) {
      if (row.next().isAfter(latest)) {
        roster.hurry(row);
      }
    }
  }

  private void behind() throws SchedulerException {
    Instant now = Instant.now();
    boolean stuck = places.areStuck();
    Set<String> noticed = new HashSet<>();
    for (Row row : table.overdue(now.minus(SECOND))) {
      if (isForUs(row, now, stuck) && noticed.add(row.show())) {
        roster.notice(row);
      }
    }
  }

  private boolean isForUs(Row row, Instant now, boolean stuck) {
    if (row.isBlocked()) {
      return roster.isAtWorkOn(row.show());
    }
    Duration late = Duration.between(row.next(), now);
    return timekeeper
        .plan(row.show())
        .filter(plan -> stuck || late.compareTo(timekeeper.grace(plan).dividedBy(2)) > 0)
        .isPresent();
  }
}
