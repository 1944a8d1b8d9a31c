package larksong.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import larksong.model.Edition;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** Has editions made when they are due, and chores done. */
public final class Scheduler implements AutoCloseable {

  private static final String WORKS_FOR = "scheduler";
  private static final String SHOW = "show";
  private static final String SINCE = "since";
  private static final String CHORE = "chore";
  private static final Map<String, Work> WORK = new ConcurrentHashMap<>();
  private static final int SIDE_BY_SIDE = 2;

  private final org.quartz.Scheduler quartz;
  private final String name;

  private Scheduler(org.quartz.Scheduler quartz, String name) {
    this.quartz = quartz;
    this.name = name;
  }

  /** Who is told, on a thread of the scheduler. */
  public interface Station {

    /** Makes an edition that is due. */
    void produce(Edition edition);

    /** Notes that an edition is not made, because a later one is, or because it is too late. */
    void skip(Edition edition, boolean late);
  }

  /**
   * Starts. What was due since an instant, while nothing ran, is due now.
   *
   * @param shows each show's plan by its name
   */
  public static Scheduler start(
      Map<String, Plan> shows, Instant since, Clock clock, Station station) {
    String name = "larksong-" + System.nanoTime();
    Properties settings = new Properties();
    settings.setProperty("org.quartz.scheduler.instanceName", name);
    settings.setProperty("org.quartz.threadPool.threadCount", String.valueOf(SIDE_BY_SIDE + 1));
    settings.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    settings.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    Work work = new Work(Map.copyOf(shows), clock, station, new ConcurrentHashMap<>());
    WORK.put(name, work);
    try {
      org.quartz.Scheduler quartz = new StdSchedulerFactory(settings).getScheduler();
      Scheduler scheduler = new Scheduler(quartz, name);
      for (String show : shows.keySet()) {
        JobDataMap data = new JobDataMap();
        data.put(SHOW, show);
        data.put(WORKS_FOR, name);
        quartz.addJob(
            JobBuilder.newJob(Due.class)
                .withIdentity(show)
                .usingJobData(data)
                .storeDurably()
                .build(),
            false);
        work.plan(quartz, show, since);
      }
      quartz.start();
      return scheduler;
    } catch (SchedulerException e) {
      WORK.remove(name);
      throw new IllegalStateException("The scheduler could not be started", e);
    }
  }

  /** What one scheduler has to do. */
  private record Work(
      Map<String, Plan> shows, Clock clock, Station station, Map<String, Runnable> chores) {

    /** Looks after a show again at the first time it fires after an instant. */
    void plan(org.quartz.Scheduler quartz, String show, Instant since) throws SchedulerException {
      List<ZonedDateTime> next = plan(show).timetable().next(since, 1);
      if (!next.isEmpty()) {
        quartz.scheduleJob(
            TriggerBuilder.newTrigger()
                .forJob(show)
                .usingJobData(SINCE, since.toEpochMilli())
                .startAt(Date.from(next.get(0).toInstant()))
                .withSchedule(
                    SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionFireNow())
                .build());
      }
    }

    private Plan plan(String show) {
      return Objects.requireNonNull(shows.get(show));
    }

    void due(org.quartz.Scheduler quartz, String show, Instant since) throws SchedulerException {
      Instant now = clock.instant();
      ZoneId zone = plan(show).timetable().zone();
      Plan.Due due = plan(show).due(since, now);
      plan(quartz, show, now.isAfter(since) ? now : since);
      for (Timetable.Firing skipped : due.skipped()) {
        station.skip(edition(show, skipped, zone), due.make().isEmpty());
      }
      due.make().ifPresent(firing -> station.produce(edition(show, firing, zone)));
    }

    private static Edition edition(String show, Timetable.Firing firing, ZoneId zone) {
      return new Edition(show, firing.nominal().truncatedTo(ChronoUnit.MINUTES), zone);
    }
  }

  /** Has an edition made as soon as there is room. */
  public void now(Edition edition) {
    String key = edition.id();
    try {
      Work work = work();
      chore(
          key,
          () -> {
            work.chores().remove(key);
            work.station().produce(edition);
          },
          TriggerBuilder.newTrigger().startNow());
    } catch (SchedulerException e) {
      throw new IllegalStateException("The scheduler does not take editions", e);
    }
  }

  /** Has something done again and again, never twice at once. */
  public void every(Duration pause, Runnable chore) {
    try {
      chore(
          "every " + pause,
          chore,
          TriggerBuilder.newTrigger()
              .withSchedule(
                  SimpleScheduleBuilder.simpleSchedule()
                      .withIntervalInMilliseconds(pause.toMillis())
                      .withMisfireHandlingInstructionNextWithRemainingCount()
                      .repeatForever()));
    } catch (SchedulerException e) {
      throw new IllegalStateException("The scheduler does not take chores", e);
    }
  }

  private void chore(String key, Runnable chore, TriggerBuilder<?> when) throws SchedulerException {
    work().chores().put(key, chore);
    JobDataMap data = new JobDataMap();
    data.put(CHORE, key);
    data.put(WORKS_FOR, name);
    quartz.scheduleJob(
        JobBuilder.newJob(Chore.class).withIdentity(key, CHORE).usingJobData(data).build(),
        Set.of(when.build()),
        true);
  }

  private Work work() {
    return Objects.requireNonNull(WORK.get(name), "it is closed");
  }

  @Override
  public void close() {
    WORK.remove(name);
    try {
      quartz.shutdown(false);
    } catch (SchedulerException e) {
      throw new IllegalStateException("The scheduler could not be stopped", e);
    }
  }

  /** Quartz makes one for each time. */
  @DisallowConcurrentExecution
  public static final class Chore implements Job {

    @Override
    public void execute(JobExecutionContext context) {
      JobDataMap data = context.getMergedJobDataMap();
      Work work = WORK.get(data.getString(WORKS_FOR));
      Runnable chore = work == null ? null : work.chores().get(data.getString(CHORE));
      if (chore != null) {
        chore.run();
      }
    }
  }

  /** Quartz makes one for each firing. */
  @DisallowConcurrentExecution
  public static final class Due implements Job {

    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      JobDataMap data = context.getMergedJobDataMap();
      Work work = WORK.get(data.getString(WORKS_FOR));
      if (work != null) {
        try {
          work.due(
              context.getScheduler(),
              Objects.requireNonNull(data.getString(SHOW)),
              Instant.ofEpochMilli(data.getLong(SINCE)));
        } catch (SchedulerException e) {
          throw new JobExecutionException(e);
        }
      }
    }
  }
}
