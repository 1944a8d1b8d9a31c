package larksong.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import larksong.model.Edition;
import org.quartz.JobExecutionContext;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has editions made when they are due, again if they fail, and chores done. What is to be made is
 * in a database, so that it is made whatever happens to this process.
 */
public final class Scheduler implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

  private static final String ROSTER = "roster";

  private static final Duration LOOK = Duration.ofSeconds(2);

  private final Map<String, org.quartz.Scheduler> shards;
  private final Roster roster;
  private final Places places;
  private final TimeLimit limit;
  private final Chores chores = new Chores();

  private Scheduler(
      Map<String, org.quartz.Scheduler> shards, Roster roster, Places places, TimeLimit limit) {
    this.shards = shards;
    this.roster = roster;
    this.places = places;
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
   * @param shards among how many schedulers of Quartz shows are spread; the same on each node
   */
  public record Settings(
      String name,
      Tables tables,
      boolean shared,
      int atOnce,
      Duration pause,
      Duration spread,
      int shards) {}

  /**
   * Starts. What was due while nothing ran is due now, and what was underway goes on.
   *
   * @param shows each show's plan by its name
   */
  public static Scheduler start(
      Settings settings, Map<String, Plan> shows, Clock clock, Producer producer) {
    TimeLimit limit = new TimeLimit();
    Places places = new Places(settings.atOnce());
    Map<String, org.quartz.Scheduler> begun = new ConcurrentHashMap<>();
    try {
      Timekeeper timekeeper = new Timekeeper(shows, clock, producer::usual, settings.spread());
      TriggerTable table = new TriggerTable(settings.tables(), settings.name());
      Shards shards = new Shards(settings.name(), settings.shards());
      // Where there were more or others, what is underway goes on there.
      Map<String, Set<String>> kept = table.shards();
      Set<String> names = new TreeSet<>(kept.keySet());
      names.addAll(shards.names());
      Roster roster =
          new Roster(
              shards,
              begun,
              shards.strays(kept),
              table,
              timekeeper,
              producer,
              settings,
              places,
              limit);
      for (String name : names) {
        org.quartz.Scheduler shard = Quartz.of(settings, name, timekeeper, places);
        begun.put(name, shard);
        shard.getContext().put(ROSTER, roster);
      }
      Lookout lookout = new Lookout(shards, begun, table, timekeeper, roster, places);
      lookout.begin();
      for (org.quartz.Scheduler shard : begun.values()) {
        shard.start();
      }
      Scheduler scheduler = new Scheduler(begun, roster, places, limit);
      scheduler.every(LOOK, lookout::look);
      return scheduler;
    } catch (SchedulerException | RuntimeException e) {
      limit.close();
      places.close();
      begun.values().forEach(Scheduler::stop);
      throw new IllegalStateException("The scheduler could not be started", e);
    }
  }

  private static void stop(org.quartz.Scheduler quartz) {
    try {
      quartz.shutdown(false);
    } catch (SchedulerException e) {
      LOG.warn("A scheduler could not be stopped: {}", e.getMessage());
    }
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
      for (org.quartz.Scheduler shard : shards.values()) {
        shard.standby();
      }
      roster.handOver();
      for (org.quartz.Scheduler shard : shards.values()) {
        // Does not wait: what a job has not written by then is written at the next start.
        shard.shutdown(false);
      }
      limit.close();
      places.close();
    } catch (SchedulerException e) {
      throw new IllegalStateException("The scheduler could not be stopped", e);
    }
  }
}
