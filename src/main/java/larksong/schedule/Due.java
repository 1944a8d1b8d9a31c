package larksong.schedule;

import java.time.Instant;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;

/** A show is due; Quartz makes one for each time. */
@DisallowConcurrentExecution
public final class Due implements Job {

  @Override
  public void execute(JobExecutionContext context) throws JobExecutionException {
    Persistence.of(
        context,
        () ->
            Scheduler.roster(context)
                .due(
                    context.getJobDetail().getKey().getName(),
                    Instant.ofEpochMilli(
                        Long.parseLong(context.getMergedJobDataMap().getString("since")))));
  }
}
