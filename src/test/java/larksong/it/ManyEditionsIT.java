package larksong.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import larksong.library.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many shows, due in the same minute, on two nodes of which one is killed at a third of them.
 * {@code mvn -Pfaults verify} has 10,000, every build some hundreds.
 *
 * <p>With {@code -Dlarksong.baseline=CLASSPATH}, an earlier version of the program does the same
 * first, and the ratio is printed. The class path is that version's jar and its test classes, which
 * have its own {@link ManyEditionsNode}: {@code git worktree add --detach ../baseline REVISION &&
 * mvn -f ../baseline verify -DskipTests}, then {@code
 * -Dlarksong.baseline=../baseline/target/larksong.jar:../baseline/target/test-classes}.
 */
class ManyEditionsIT {

  private static final int EDITIONS = Integer.getInteger("larksong.editions", 300);
  private static final int ALIKE = 16;

  /** Of a node; see {@link ManyEditionsNode}. */
  private static final int PLACES = 8;

  private static final String SHARDS = System.getProperty("larksong.shards", "4");

  /** Seconds. */
  private static final int IDLE = Integer.getInteger("larksong.idle", 0);

  /** The class path of an earlier version of the program. */
  private static final String BASELINE = System.getProperty("larksong.baseline", "");

  @TempDir Path folder;

  private final List<Process> nodes = new ArrayList<>();

  @Test
  @Timeout(2400)
  void makesEachOnceAlthoughANodeIsKilled() throws Exception {
    double before = BASELINE.isEmpty() ? 0 : rate("before", BASELINE);
    double now = rate("now", "");
    if (before > 0) {
      System.out.printf(
          Locale.ROOT,
          "cluster: %d editions, %s shards: %.0f a second, %.0f before: %.2f times%n",
          EDITIONS,
          SHARDS,
          now,
          before,
          now / before);
    }
  }

  private double rate(String version, String classPath) throws Exception {
    nodes.clear();
    Path homes = Files.createDirectories(folder.resolve(version));
    try (PostgresServer server = new PostgresServer()) {
      String database = server.database();
      try (Connection connection = DriverManager.getConnection(database, "postgres", "");
          Statement statement = connection.createStatement()) {
        // The first makes the tables; there is time for both to put all shows down.
        Instant due =
            Instant.now().plusSeconds(10L + EDITIONS / 100).truncatedTo(ChronoUnit.SECONDS);
        Node first = new Node(homes, "one", classPath);
        begin(first, database, due);
        begin(new Node(homes, "two", classPath), database, due);
        statement.execute("create table made (edition varchar(200), at timestamptz)");
        statement.execute("create table begun (edition varchar(200))");
        double floor = floor(database);
        Path errors = homes.resolve("two.err");
        await(statement, 1, errors);
        double served = server.processorSeconds();
        double made = seconds(nodes.get(0).toHandle()) + seconds(nodes.get(1).toHandle());
        await(statement, EDITIONS / 3, errors);
        double killedOne = seconds(nodes.get(0).toHandle());
        nodes.get(0).destroyForcibly().waitFor();
        Instant killed = Instant.now();
        statement.execute(
            "create table underway as select substring(name from 9) as edition from lease"
                + " where holder = 'one' and substring(name from 9) not in (select edition from made)");
        await(statement, EDITIONS, errors);
        System.out.printf(
            Locale.ROOT,
            "cluster, %s: an edition costs the nodes %.1f and the database %.1f CPU milliseconds%n",
            version,
            (killedOne + seconds(nodes.get(1).toHandle()) - made) * 1000 / EDITIONS,
            (server.processorSeconds() - served) * 1000 / EDITIONS);
        double rate = report(version, statement, due, killed, floor);
        if (IDLE > 0) {
          reportIdle(version, nodes.get(1), server);
        }
        return rate;
      } finally {
        for (Process node : nodes) {
          node.destroyForcibly().waitFor();
        }
      }
    }
  }

  /**
   * A node to be.
   *
   * @param classPath of an earlier version; empty for this one
   */
  private record Node(Path homes, String name, String classPath) {

    Path home() {
      return homes.resolve(name);
    }

    Path errors() {
      return homes.resolve(name + ".err");
    }
  }

  private void begin(Node node, String database, Instant due) throws Exception {
    Process process = start(node, database, due);
    String line = process.inputReader().readLine();
    assertThat(line).as(errors(node.errors())).isEqualTo("scheduled");
  }

  private Process start(Node node, String database, Instant due) throws Exception {
    Path home = Files.createDirectories(node.home());
    Path keys = node.homes().resolve("one/keys");
    if (Files.exists(keys) && !node.name().equals("one")) {
      Files.createDirectories(home.resolve("keys"));
      try (Stream<Path> files = Files.list(keys)) {
        for (Path key : files.toList()) {
          Files.copy(key, home.resolve("keys").resolve(key.getFileName()));
        }
      }
    }
    String[] arguments = {
      home.toString(), database, String.valueOf(EDITIONS), due.toString(), SHARDS
    };
    ProcessBuilder builder =
        node.classPath().isEmpty()
            ? Program.beside(ManyEditionsNode.class, arguments)
            : Program.with(node.classPath(), ManyEditionsNode.class, arguments);
    Process process = builder.redirectError(node.errors().toFile()).start();
    nodes.add(process);
    return process;
  }

  private void await(Statement statement, int editions, Path errors) throws Exception {
    long made = 0;
    Instant progress = Instant.now();
    while (made < editions) {
      Process last = nodes.get(nodes.size() - 1);
      assertThat(last.waitFor(100, TimeUnit.MILLISECONDS)).as("the node ended").isFalse();
      long now = number(statement, "select count(distinct edition) from made");
      progress = now > made ? Instant.now() : progress;
      made = now;
      assertThat(progress)
          .as("%d of %d are made, and no more: %s", made, editions, errors(errors))
          .isAfter(Instant.now().minusSeconds(150));
    }
  }

  private static String errors(Path file) throws Exception {
    String all = Files.exists(file) ? Files.readString(file) : "";
    return all.substring(Math.max(0, all.length() - 2000));
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private double report(
      String version, Statement statement, Instant due, Instant killed, double floor)
      throws SQLException {
    long twice = number(statement, "select count(*) - count(distinct edition) from made");
    long lost = EDITIONS - number(statement, "select count(distinct edition) from made");
    String since = "extract(epoch from at - timestamptz '" + due + "') * 1000";
    long again = number(statement, "select count(*) - count(distinct edition) from begun");
    long last = number(statement, "select max(" + since + ") from made");
    long early =
        number(statement, "select count(*) from made where at < timestamptz '" + due + "'");
    long p95 =
        number(
            statement,
            "select percentile_cont(0.95) within group (order by " + since + ") from made");
    long resumed =
        number(
            statement,
            "select coalesce(max(extract(epoch from at - timestamptz '"
                + killed
                + "') * 1000), 0) from made where edition in (select edition from underway)");
    double rate = EDITIONS * 1000.0 / last;
    System.out.printf(
        Locale.ROOT,
        "cluster, %s: %d editions, %d twice, %d lost, %d begun again; %.0f a second (rows alone: %.0f), p95 after %.1f s,"
            + " all after %.1f s, a node killed after %.1f s, what it was at made %.1f s later%n",
        version,
        EDITIONS,
        twice,
        lost,
        again,
        rate,
        floor,
        p95 / 1000.0,
        last / 1000.0,
        Duration.between(due, killed).toMillis() / 1000.0,
        resumed / 1000.0);
    assertThat(early).as("before their time").isZero();
    assertThat(twice).as("twice").isZero();
    assertThat(again)
        .as("begun again: what the killed node was at, and nothing else")
        .isBetween(1L, (long) PLACES);
    assertThat(lost).as("lost").isZero();
    return rate;
  }

  /** What a node, and the database for it, do while nothing is due. */
  private static void reportIdle(String version, Process node, PostgresServer server)
      throws Exception {
    double before = seconds(node.toHandle());
    double served = server.processorSeconds();
    assertThat(node.waitFor(IDLE, TimeUnit.SECONDS)).as("the node ended").isFalse();
    System.out.printf(
        Locale.ROOT,
        "idle, %s: %d shows, an hour costs the node %.0f and the database %.0f CPU seconds (%d s measured)%n",
        version,
        EDITIONS,
        (seconds(node.toHandle()) - before) * 3600 / IDLE,
        (server.processorSeconds() - served) * 3600 / IDLE,
        IDLE);
  }

  private static double seconds(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
  }

  /** What the database does alone: rows a second, each in a transaction, from as many threads. */
  private static double floor(String database) throws Exception {
    List<Thread> writers = new ArrayList<>();
    int each = Math.max(1, EDITIONS / ALIKE);
    long begin = System.nanoTime();
    for (int writer = 0; writer < ALIKE; writer++) {
      Thread thread = new Thread(() -> write(database, each));
      thread.start();
      writers.add(thread);
    }
    for (Thread writer : writers) {
      writer.join();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    try (Connection connection = DriverManager.getConnection(database, "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute("delete from made");
    }
    return each * ALIKE / seconds;
  }

  private static void write(String database, int rows) {
    try (Connection connection = DriverManager.getConnection(database, "postgres", "");
        PreparedStatement insert =
            connection.prepareStatement("insert into made values (?, current_timestamp)")) {
      for (int row = 0; row < rows; row++) {
        insert.setString(1, "row " + row);
        insert.executeUpdate();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
