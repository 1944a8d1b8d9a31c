package larksong.schedule;

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
  private static final long PAUSE_SECONDS = 5;

  /** Ten minutes; a database that is away for longer stops all else too. */
  private static final int MOST = 120;

  private Persistence() {}

  /** What a job does. */
  @FunctionalInterface
  interface Doing {
    void run() throws SchedulerException;
  }

  /** What a stopped scheduler has in its store is done at the next start. */
  private static boolean isStopped(JobExecutionContext context) throws JobExecutionException {
    try {
      return context.getScheduler().isInStandbyMode() || context.getScheduler().isShutdown();
    } catch (SchedulerException e) {
      throw new JobExecutionException(e);
    }
  }

  static void of(JobExecutionContext context, Doing doing) throws JobExecutionException {
    try {
      doing.run();
    } catch (SchedulerException | RuntimeException e) {
      if (isStopped(context) || context.getRefireCount() >= MOST) {
        LOG.error("The schedule gives up a job: {}", e.getClass().getSimpleName());
        throw new JobExecutionException(e);
      }
      LOG.error("The schedule could not go on and tries again: {}", e.getClass().getSimpleName());
      try {
        TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
      } catch (InterruptedException stopped) {
        throw new JobExecutionException(stopped);
      }
      throw new JobExecutionException(e, true);
    }
  }
}
