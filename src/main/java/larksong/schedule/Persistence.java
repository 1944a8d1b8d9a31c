package larksong.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a job again that the database or a fault of ours kept from its end; else it would be lost.
 */
final class Persistence {

  private static final Logger LOG = LoggerFactory.getLogger(Persistence.class);
  private static final int SHORTEST_PAUSE_SECONDS = 5;
  private static final int LONGEST_PAUSE_SECONDS = 60;

  /** What is wrong for longer is no passing trouble. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private Persistence() {}

  /** What a job does. */
  @FunctionalInterface
  interface Doing {
    void run() throws SchedulerException;
  }

  /** What a stopped scheduler has in its store is done at the next start. */
  private static boolean isStopped(JobExecutionContext context) throws JobExecutionException {
    try {
      return context.getScheduler().isShutdown();
    } catch (SchedulerException e) {
      throw new JobExecutionException(e);
    }
  }

  static void of(JobExecutionContext context, Doing doing) throws JobExecutionException {
    try {
      doing.run();
    } catch (SchedulerException | RuntimeException e) {
      Duration since = Duration.between(context.getFireTime().toInstant(), Instant.now());
      if (isStopped(context) || since.compareTo(LONGEST) > 0) {
        LOG.error("The schedule gives up a job: {}", e.getClass().getSimpleName());
        throw new JobExecutionException(e);
      }
      LOG.error("The schedule could not go on and tries again: {}", e.getClass().getSimpleName());
      try {
        TimeUnit.SECONDS.sleep(
            Math.min(
                LONGEST_PAUSE_SECONDS, SHORTEST_PAUSE_SECONDS * (1L + context.getRefireCount())));
      } catch (InterruptedException stopped) {
        throw new JobExecutionException(stopped);
      }
      throw new JobExecutionException(e, true);
    }
  }
}
