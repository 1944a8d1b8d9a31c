package larksong.it;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import larksong.bucket.Bucket;
import larksong.config.Sections;
import larksong.library.Library;
import larksong.library.store.Leases;
import larksong.library.store.Leases.Lease;
import larksong.library.store.Store;
import larksong.model.Edition;
import larksong.net.Http;
import larksong.schedule.Plan;
import larksong.schedule.Producer;
import larksong.schedule.Scheduler;
import larksong.schedule.Timetable;

/**
 * A node that schedules shows as the program does; an edition is a row, written under its lease, so
 * that what is measured is the schedule and not the voice.
 */
public final class ManyEditionsNode implements Producer {

  private static final int AT_ONCE = 8;

  /** The first node is at work on its first edition until it is killed. */
  private final AtomicBoolean slow;

  private final String name;
  private final Leases leases;
  private final String database;
  private final ThreadLocal<Connection> connections = ThreadLocal.withInitial(this::connect);

  private ManyEditionsNode(String name, Leases leases, String database) {
    this.name = name;
    this.slow = new AtomicBoolean(name.equals("one"));
    this.leases = leases;
    this.database = database;
  }

  /**
   * Arguments: a home, the database, how many shows, when all are due each day, and how many
   * shards.
   */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    String database = arguments[1];
    Instant due = Instant.parse(arguments[3]);
    Bucket none =
        Bucket.of(
            Sections.of(
                home,
                "{ endpoint: \"http://127.0.0.1:1\", bucket: none, access-key: k, secret-key: s }"),
            () -> Http.offline().client());
    Library library =
        Library.open(home, new Store.Shared(database, "postgres", "", none), Clock.systemUTC());
    var at = due.atZone(ZoneOffset.UTC);
    Timetable timetable =
        Timetable.of(
            at.getSecond() + " " + at.getMinute() + " " + at.getHour() + " * * ?", ZoneOffset.UTC);
    Duration hour = Duration.ofHours(1);
    Plan plan = new Plan(timetable, false, hour, hour, hour, false);
    Map<String, Plan> shows = new TreeMap<>();
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      shows.put("show-" + i, plan);
    }
    Scheduler.start(
        new Scheduler.Settings(
            "many",
            library::connection,
            true,
            AT_ONCE,
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Integer.parseInt(arguments[4])),
        shows,
        Clock.systemUTC(),
        new ManyEditionsNode(home.getFileName().toString(), new Leases(library.store()), database));
    System.out.println("scheduled");
    new CountDownLatch(1).await();
  }

  private Connection connect() {
    try {
      return DriverManager.getConnection(database, "postgres", "");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Optional<Duration> usual(String show) {
    return Optional.empty();
  }

  @Override
  public int rungs(String show) {
    return 0;
  }

  @Override
  public Outcome produce(Edition edition, int rung) throws InterruptedException {
    Optional<Lease> lease =
        leases.take("edition " + edition.id().text(), name, Duration.ofSeconds(5));
    if (lease.isEmpty()) {
      return Outcome.FAILED; // another has it
    }
    try (PreparedStatement begun =
        connections.get().prepareStatement("insert into begun values (?)")) {
      begun.setString(1, edition.id().text());
      begun.executeUpdate();
    } catch (SQLException e) {
      return Outcome.FAILED;
    }
    if (slow.getAndSet(false)) {
      new CountDownLatch(1).await();
    }
    // As the studio, it makes nothing that is there.
    try (PreparedStatement made =
        connections
            .get()
            .prepareStatement(
                "insert into made (edition, at) select ?, ? where exists"
                    + " (select 1 from lease where name = ? and fence = ? for update)"
                    + " and not exists (select 1 from made where edition = ?)")) {
      made.setString(1, edition.id().text());
      made.setTimestamp(2, Timestamp.from(Instant.now()));
      made.setString(3, lease.get().name());
      made.setLong(4, lease.get().fence());
      made.setString(5, edition.id().text());
      made.executeUpdate();
      leases.release(lease.get());
      return Outcome.DONE;
    } catch (SQLException e) {
      return Outcome.FAILED;
    }
  }

  @Override
  public void giveUp(Edition edition) {
    System.out.println("given up " + edition);
  }

  @Override
  public void skip(Edition edition, Reason reason) {
    System.out.println("skipped " + edition + " " + reason);
  }
}
