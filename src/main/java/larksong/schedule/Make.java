package larksong.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;

/** An edition is to be made; Quartz makes one for each attempt, and no two of a show at once. */
@DisallowConcurrentExecution
public final class Make implements Job {

  @Override
  public void execute(JobExecutionContext context) throws JobExecutionException {
    Persistence.of(
        context, () -> Scheduler.roster(context).make(Work.of(context.getMergedJobDataMap())));
  }
}
