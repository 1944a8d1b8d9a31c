package larksong.schedule;

import static org.quartz.JobBuilder.newJob;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobKey;

/** An edition of a show is to be made, no two of a show at once. */
@DisallowConcurrentExecution
public final class Make implements Job {

  static JobDetail job(JobKey key) {
    return newJob(Make.class).withIdentity(key).storeDurably().requestRecovery().build();
  }

  @Override
  public void execute(JobExecutionContext context) throws JobExecutionException {
    Persistence.of(
        context,
        () -> {
          Roster roster = Scheduler.roster(context);
          Runnable end = Store.end(context);
          if (Work.isIn(context.getMergedJobDataMap())) {
            roster.goOn(Work.of(context.getMergedJobDataMap()), context.isRecovering(), end);
          } else {
            roster.due(
                context.getJobDetail().getKey().getName(),
                Looked.of(context.getMergedJobDataMap()),
                end);
          }
        });
  }
}
