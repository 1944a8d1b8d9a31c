package larksong.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import larksong.bucket.Bucket;
import larksong.config.Sections;
import larksong.library.Library;
import larksong.library.PostgresServer;
import larksong.library.store.Store;
import larksong.model.Edition;
import larksong.model.MovableClock;
import larksong.net.Http;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows that are spread among several schedulers of Quartz, in a file and on a server. */
@Timeout(120)
class ShardsTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int SHOWS = 20;

  private static PostgresServer server;

  @TempDir Path home;

  @BeforeAll
  static void begin() throws Exception {
    server = new PostgresServer();
  }

  @AfterAll
  static void end() throws Exception {
    server.close();
  }

  /** Notes what it makes; waits before it ends, where it has to. */
  private static final class Noting implements Producer {

    final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    final CountDownLatch end;
    final AtomicInteger now = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();

    Noting(boolean waits) {
      end = new CountDownLatch(waits ? 1 : 0);
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
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
      try {
        told.add(edition.toString());
        end.await();
        return Outcome.DONE;
      } finally {
        now.decrementAndGet();
      }
    }

    @Override
    public void giveUp(Edition edition) {
      told.add("given up " + edition);
    }

    @Override
    public void skip(Edition edition, Reason reason) {
      told.add(reason + " " + edition);
    }

    String next() throws InterruptedException {
      return String.valueOf(told.poll(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void keepsEachShowWhereItIsInEveryVersion() {
    Shards shards = new Shards("lark", 4);

    assertThat(shards.of("morning")).isEqualTo("lark-2");
    assertThat(shards.of("evening")).isEqualTo("lark-2");
    assertThat(shards.of("show-1")).isEqualTo("lark-1");
  }

  @Test
  void spreadsSimilarNamesEvenly() {
    Map<String, Integer> shows = new TreeMap<>();
    Shards shards = new Shards("lark", 4);
    for (int i = 0; i < 10_000; i++) {
      shows.merge(shards.of("show-" + i), 1, Integer::sum);
    }

    assertThat(shows.keySet()).containsExactlyElementsOf(shards.names());
    assertThat(shows.values()).allMatch(count -> count > 2300 && count < 2700);
  }

  @ParameterizedTest
  @CsvSource({"false, 4, 1", "false, 1, 3", "true, 4, 1", "true, 2, 16"})
  void losesNothingWhenTheirNumberChanges(boolean shared, int before, int after) throws Exception {
    Noting stuck = new Noting(true);
    Noting made = new Noting(false);
    try (Library library = open(shared)) {
      try (Scheduler scheduler = start(library, before, "2026-11-20T12:00:00Z", stuck)) {
        scheduler.now(edition("show-1", "2026-11-01"));
        scheduler.now(edition("show-2", "2026-11-01"));
        stuck.next();
        stuck.next();
      }
      try (Scheduler scheduler = start(library, after, "2026-11-21T06:00:00Z", made)) {
        assertThat(scheduler).isNotNull();
        Set<String> all = new HashSet<>();
        for (int i = 0; i < SHOWS + 2; i++) {
          all.add(made.next());
        }
        assertThat(all)
            .hasSize(SHOWS + 2)
            .contains("show-1/2026-11-01", "show-2/2026-11-01")
            .contains("show-0/2026-11-21T06:30", "show-19/2026-11-21T06:30");
      }
      assertThat(made.told).isEmpty();
      assertThat(new TriggerTable(library::connection, "many").shows())
          .hasSize(SHOWS)
          .allMatch(row -> row.shard().equals(new Shards("many", after).of(row.name())));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void makesNoMoreSideBySideThanInOne(boolean shared) throws Exception {
    Noting waiting = new Noting(true);
    try (Library library = open(shared)) {
      try (Scheduler scheduler = start(library, 4, "2026-11-20T12:00:00Z", waiting)) {
        for (int i = 0; i < SHOWS; i++) {
          scheduler.now(edition("show-" + i, "2026-11-01"));
        }
        waiting.next();
        waiting.next();
        waiting.end.countDown();
        for (int i = 2; i < SHOWS; i++) {
          assertThat(waiting.next()).contains("2026-11-01");
        }
      }
    }
    assertThat(waiting.most).hasValue(2);
  }

  private static Edition edition(String show, String day) {
    return Edition.of(show, day, BERLIN);
  }

  private static Scheduler start(Library library, int shards, String now, Producer producer) {
    Plan plan =
        new Plan(
            Timetable.of("0 30 6 * * ?", BERLIN), false, Duration.ofHours(6), HOUR, HOUR, false);
    Map<String, Plan> plans = new TreeMap<>();
    for (int i = 0; i < SHOWS; i++) {
      plans.put("show-" + i, plan);
    }
    return Scheduler.start(
        new Scheduler.Settings(
            "many",
            library::connection,
            library.isShared(),
            2,
            Duration.ofMillis(1),
            Duration.ofSeconds(1),
            shards),
        plans,
        new MovableClock(now),
        producer);
  }

  private Library open(boolean shared) throws Exception {
    Bucket none =
        Bucket.of(
            Sections.of(
                home,
                "{ endpoint: \"http://127.0.0.1:1\", bucket: none, access-key: k, secret-key: s }"),
            () -> Http.offline().client());
    return shared
        ? Library.open(
            home, new Store.Shared(server.database(), "postgres", "", none), Clock.systemUTC())
        : Library.open(home, Clock.systemUTC());
  }
}
