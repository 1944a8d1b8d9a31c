package larksong.schedule;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import larksong.model.Edition;
import org.quartz.CronScheduleBuilder;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** Has editions made when they are due, and chores done. */
public final class Scheduler implements AutoCloseable {

  private static final String PRODUCER = "producer";
  private static final String SHOW = "show";
  private static final String ZONE = "zone";
  private static final String NOMINAL = "nominal";
  private static final String CHORE = "chore";
  private static final Map<String, Consumer<Edition>> PRODUCERS = new ConcurrentHashMap<>();
  private static final Map<String, Runnable> CHORES = new ConcurrentHashMap<>();
  private static final int SIDE_BY_SIDE = 2;

  private final org.quartz.Scheduler quartz;
  private final String name;

  private Scheduler(org.quartz.Scheduler quartz, String name) {
    this.quartz = quartz;
    this.name = name;
  }

  /** Starts; the producer is called on a thread of the scheduler with each edition that is due. */
  public static Scheduler start(Map<String, Timetable> shows, Consumer<Edition> producer) {
    String name = "larksong-" + System.nanoTime();
    Properties settings = new Properties();
    settings.setProperty("org.quartz.scheduler.instanceName", name);
    settings.setProperty("org.quartz.threadPool.threadCount", String.valueOf(SIDE_BY_SIDE + 1));
    settings.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    settings.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    PRODUCERS.put(name, producer);
    try {
      org.quartz.Scheduler quartz = new StdSchedulerFactory(settings).getScheduler();
      Scheduler scheduler = new Scheduler(quartz, name);
      for (Map.Entry<String, Timetable> show : shows.entrySet()) {
        scheduler.add(show.getKey(), show.getValue());
      }
      quartz.start();
      return scheduler;
    } catch (SchedulerException e) {
      PRODUCERS.remove(name);
      throw new IllegalStateException("The scheduler could not be started", e);
    }
  }

  private void add(String show, Timetable timetable) throws SchedulerException {
    JobDataMap data = data(show, timetable.zone());
    Trigger trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(show)
            .withSchedule(
                CronScheduleBuilder.cronSchedule(timetable.expression())
                    .withMisfireHandlingInstructionFireAndProceed())
            .build();
    quartz.scheduleJob(
        JobBuilder.newJob(Due.class).withIdentity(show).usingJobData(data).build(), trigger);
  }

  /** Has an edition made as soon as there is room. */
  public void now(Edition edition) {
    JobDataMap data = data(edition.show(), edition.zone());
    data.put(NOMINAL, edition.nominal().toString());
    try {
      quartz.scheduleJob(
          JobBuilder.newJob(Due.class).withIdentity(edition.id(), "now").usingJobData(data).build(),
          Set.of(TriggerBuilder.newTrigger().startNow().build()),
          true);
    } catch (SchedulerException e) {
      throw new IllegalStateException("The scheduler does not take editions", e);
    }
  }

  /** Has something done again and again, never twice at once. */
  public void every(Duration pause, Runnable chore) {
    String key = name + " " + CHORES.size();
    CHORES.put(key, chore);
    JobDataMap data = new JobDataMap();
    data.put(CHORE, key);
    try {
      quartz.scheduleJob(
          JobBuilder.newJob(Chore.class).withIdentity(key, CHORE).usingJobData(data).build(),
          TriggerBuilder.newTrigger()
              .withSchedule(
                  SimpleScheduleBuilder.simpleSchedule()
                      .withIntervalInMilliseconds(pause.toMillis())
                      .withMisfireHandlingInstructionNextWithRemainingCount()
                      .repeatForever())
              .build());
    } catch (SchedulerException e) {
      throw new IllegalStateException("The scheduler does not take chores", e);
    }
  }

  private JobDataMap data(String show, ZoneId zone) {
    JobDataMap data = new JobDataMap();
    data.put(SHOW, show);
    data.put(ZONE, zone.getId());
    data.put(PRODUCER, name);
    return data;
  }

  @Override
  public void close() {
    PRODUCERS.remove(name);
    CHORES.keySet().removeIf(key -> key.startsWith(name + " "));
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
      Runnable chore = CHORES.get(context.getMergedJobDataMap().getString(CHORE));
      if (chore != null) {
        chore.run();
      }
    }
  }

  /** Quartz makes one for each firing. */
  @DisallowConcurrentExecution
  public static final class Due implements Job {

    @Override
    public void execute(JobExecutionContext context) {
      JobDataMap data = context.getMergedJobDataMap();
      Consumer<Edition> producer = PRODUCERS.get(data.getString(PRODUCER));
      ZoneId zone = ZoneId.of(Objects.requireNonNull(data.getString(ZONE)));
      String asked = data.getString(NOMINAL);
      LocalDateTime nominal =
          asked != null
              ? LocalDateTime.parse(asked)
              : LocalDateTime.ofInstant(context.getScheduledFireTime().toInstant(), zone)
                  .truncatedTo(ChronoUnit.MINUTES);
      if (producer != null) {
        producer.accept(new Edition(Objects.requireNonNull(data.getString(SHOW)), nominal, zone));
      }
    }
  }
}
