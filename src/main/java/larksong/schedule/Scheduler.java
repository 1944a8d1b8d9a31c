package larksong.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** Looking after shows takes no time, and no place of an edition's. */
  private static final int DUE_AT_ONCE = 8;

  private final org.quartz.Scheduler due;
  private final org.quartz.Scheduler making;
  private final Roster roster;
  private final TimeLimit limit;
  private final Chores chores = new Chores();

  private Scheduler(
      org.quartz.Scheduler due, org.quartz.Scheduler making, Roster roster, TimeLimit limit) {
    this.due = due;
    this.making = making;
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
    List<org.quartz.Scheduler> begun = new ArrayList<>();
    try {
      org.quartz.Scheduler due = Quartz.of(settings, "due", DUE_AT_ONCE);
      begun.add(due);
      org.quartz.Scheduler making = Quartz.of(settings, "make", settings.atOnce());
      begun.add(making);
      Roster roster = new Roster(due, making, shows, clock, producer, settings, limit);
      due.getContext().put(ROSTER, roster);
      making.getContext().put(ROSTER, roster);
      roster.begin();
      due.start();
      making.start();
      return new Scheduler(due, making, roster, limit);
    } catch (SchedulerException | RuntimeException e) {
      limit.close();
      begun.forEach(Scheduler::stop);
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
      due.standby();
      making.standby();
      roster.handOver();
      limit.close();
      // Neither waits: what a job has not written by then is written at the next start.
      due.shutdown(false);
      making.shutdown(false);
    } catch (SchedulerException e) {
      throw new IllegalStateException("The scheduler could not be stopped", e);
    }
  }
}
