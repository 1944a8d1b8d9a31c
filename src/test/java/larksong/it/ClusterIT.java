package larksong.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import larksong.bucket.S3Server;
import larksong.clients.Installed;
import larksong.it.Program.Running;
import larksong.library.PostgresServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two and three nodes, real processes, on a real PostgreSQL and a real S3 server. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(300)
class ClusterIT {

  /** How long a node is stopped, at least. */
  private static final long STOP = Long.getLong("larksong.stop", 1);

  private static final String FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

  @TempDir Path folder;

  private PostgresServer postgres;
  private String database = "";
  private S3Server s3;
  private Path config;
  private Path seen;
  private final List<Running> nodes = new ArrayList<>();

  @BeforeEach
  void configure() throws Exception {
    postgres = new PostgresServer();
    database = postgres.database();
    s3 = S3Server.start();
    config = Files.createDirectories(folder.resolve("config/shows")).getParent();
    seen = Files.createDirectories(folder.resolve("seen"));
    Files.writeString(Files.createDirectories(folder.resolve("notes")).resolve("a.md"), "# Oats\n");
    Files.writeString(
        config.resolve("larksong.yaml"),
        """
        server: { port: 0 }
        cluster:
          database: "%s"
          user: postgres
          media: { %s }
          lease: 8s
        engines:
          slow:
            run: [sh, -c, "touch %3$s/begun; while ! test -e %3$s/go; do sleep 0.1; done; cat >> %3$s/spoken; echo >> %3$s/spoken; cat %3$s/voice.mp3"]
            deadline: 9m
            voices: { voice: en }
        """
            .formatted(database, s3.settings(), seen));
    // Ready in eight minutes: it is begun at once.
    LocalTime ready = LocalTime.now(ZoneOffset.UTC).plusMinutes(8);
    Files.writeString(
        config.resolve("shows/early.yaml"),
        """
        title: Early
        kind: morning-briefing
        zone: UTC
        schedule: { ready-by: "%s" }
        sources: [{ notes: ../../notes, window: all }]
        voices: slow:voice
        """
            .formatted(ready.format(DateTimeFormatter.ofPattern("HH:mm"))));
    Program alone = new Program(Files.createDirectories(folder.resolve("alone")));
    Program.Result said =
        alone.run("say", "Good morning.", "-o", folder.resolve("voice.mp3").toString());
    assertThat(said.code()).as(said.err()).isZero();
    Files.copy(folder.resolve("voice.mp3"), seen.resolve("voice.mp3"));
  }

  @AfterEach
  void stop() throws Exception {
    for (Running node : nodes) {
      node.process().destroyForcibly().waitFor();
    }
    s3.close();
    postgres.close();
  }

  @Test
  void makesOnceWhatAStalledNodeWasAtAndLetsItPublishNothing() throws Exception {
    Running one = begun(node("one", ""));
    Program second = node("two", "one");
    Running two = listening(serve(second));
    signal("STOP", one);
    long stopped = System.nanoTime();
    Files.createFile(seen.resolve("go"));

    JsonNode made = episodes(second, two);
    one.process()
        .waitFor(STOP * 1000 - (System.nanoTime() - stopped) / 1_000_000, TimeUnit.MILLISECONDS);
    signal("CONT", one);
    await(one, "What it makes counts.");

    assertThat(made).hasSize(1);
    assertThat(second.run("episodes", "early", "--json", "--config", config.toString()).json())
        .as("what the other made, and nothing else")
        .isEqualTo(made);
    assertThat(second.run("runs", "--json", "--config", config.toString()).json())
        .as("how it ended, and not how it went for the one that was stalled")
        .singleElement()
        .satisfies(run -> assertThat(run.path("status").asText()).isEqualTo("published"));
    assertThat(sound(two)).as("any node serves it").isEqualTo(sound(one)).isPositive();
  }

  @Test
  void makesWhatTwoNodesWereAtThatWereKilledOneAfterTheOther() throws Exception {
    Running one = begun(node("one", ""));
    Program second = node("two", "one");
    Running two = listening(serve(second));
    Files.delete(seen.resolve("begun"));
    try (WatchService watch = folder.getFileSystem().newWatchService()) {
      seen.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      one.process().destroyForcibly().waitFor();
      assertThat(watch.poll(90, TimeUnit.SECONDS)).as(two.err()).isNotNull();
    }
    Program third = node("three", "one");
    Running three = listening(serve(third));
    two.process().destroyForcibly().waitFor();
    Files.createFile(seen.resolve("go"));

    assertThat(episodes(third, three)).hasSize(1);
  }

  @Test
  void makesWhatItWasAtAlthoughTheDatabaseWasAwayMeanwhile() throws Exception {
    Running one = begun(node("one", ""));
    Program second = node("two", "one");
    Running two = listening(serve(second));
    postgres.restart();
    Files.createFile(seen.resolve("go"));

    assertThat(episodes(second, two)).hasSize(1);
    assertThat(one.process().isAlive()).isTrue();
  }

  /** A node whose clock is an hour ahead takes the others for dead, and their work for its own. */
  @Test
  @EnabledIfSystemProperty(named = "larksong.clocks", matches = "true")
  void makesOnceWhatANodeIsAtWhileTheClockOfAnotherJumps() throws Exception {
    String faketime = Installed.program(FAKETIME, "libfaketime").toString();
    Path offset = Files.writeString(folder.resolve("offset"), "+0");
    Running one = begun(node("one", ""));
    Program second = node("two", "one");
    Running two =
        listening(
            kept(
                second.start(
                    Map.of(
                        "LD_PRELOAD",
                        faketime,
                        "FAKETIME_TIMESTAMP_FILE",
                        offset.toString(),
                        "FAKETIME_NO_CACHE",
                        "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1"),
                    "serve",
                    "--config",
                    config.toString())));
    Files.writeString(offset, "+1h");
    assertThat(one.process().waitFor(STOP / 2, TimeUnit.SECONDS)).as(one.err()).isFalse();
    Files.createFile(seen.resolve("go"));
    JsonNode made = episodes(second, one);
    assertThat(clock(two)).as("it jumped").isAfter(Instant.now().plusSeconds(1800));
    Files.writeString(offset, "-10m");
    assertThat(two.process().waitFor(STOP / 2, TimeUnit.SECONDS)).as(two.err()).isFalse();

    assertThat(made).hasSize(1);
    assertThat(clock(two)).as("it jumped back").isBefore(Instant.now());
    assertThat(Files.readAllLines(seen.resolve("spoken")))
        .as("spoken by one of them")
        .doesNotHaveDuplicates();
    assertThat(sound(two)).as("both serve it").isEqualTo(sound(one)).isPositive();
  }

  /** A node of its own home, with the keys of another. */
  private Program node(String name, String other) throws Exception {
    Path own = Files.createDirectories(folder.resolve(name));
    if (!other.isEmpty()) {
      Path keys = Files.createDirectories(own.resolve("home/keys"));
      for (String key : new String[] {"tokens.key", "seal.key", "told.key"}) {
        Files.copy(folder.resolve(other).resolve("home/keys").resolve(key), keys.resolve(key));
      }
    }
    return new Program(own);
  }

  private Running begun(Program node) throws Exception {
    try (WatchService watch = folder.getFileSystem().newWatchService()) {
      seen.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      Running running = serve(node);
      assertThat(watch.poll(60, TimeUnit.SECONDS)).as(running.err()).isNotNull();
      return running;
    }
  }

  private Running serve(Program node) throws IOException {
    return kept(node.start("serve", "--config", config.toString()));
  }

  private Running kept(Running node) {
    nodes.add(node);
    return node;
  }

  private static Running listening(Running node) throws Exception {
    await(node, "http");
    return node;
  }

  /** Until it says so. */
  private static void await(Running node, String words) throws Exception {
    while (!node.err().contains(words) && !node.out().contains(words)) {
      assertThat(node.process().waitFor(50, TimeUnit.MILLISECONDS)).as(node.err()).isFalse();
    }
  }

  private static void signal(String signal, Running node) throws Exception {
    assertThat(
            new ProcessBuilder("kill", "-" + signal, String.valueOf(node.process().pid()))
                .start()
                .waitFor())
        .isZero();
  }

  /** As the command lists them, once there is one. */
  private JsonNode episodes(Program program, Running serving) throws Exception {
    try (Connection connection = DriverManager.getConnection(database, "postgres", "");
        Statement statement = connection.createStatement()) {
      while (!statement.executeQuery("select 1 from episode").next()) {
        assertThat(serving.process().waitFor(50, TimeUnit.MILLISECONDS))
            .as(serving.err())
            .isFalse();
      }
    }
    Program.Result episodes =
        program.run("episodes", "early", "--json", "--config", config.toString());
    assertThat(episodes.code()).as(episodes.err()).isZero();
    return episodes.json();
  }

  /** What time a node thinks it is. */
  private static Instant clock(Running node) throws IOException {
    try (Response response =
        new OkHttpClient().newCall(new Request.Builder().url(page(node)).build()).execute()) {
      return Objects.requireNonNull(response.headers().getInstant("Date"));
    }
  }

  private static String page(Running node) throws IOException {
    return node.out().replaceAll("(?s).*?(http://[^/\\s]+).*", "$1/");
  }

  /** How many bytes of sound a node serves. */
  private long sound(Running node) throws Exception {
    int serving = Integer.parseInt(page(node).replaceAll("http://[^:]+:(\\d+)/.*", "$1"));
    String page =
        new Program(folder.resolve("one")).library(serving, "--config", config.toString());
    OkHttpClient client = new OkHttpClient();
    String feed = get(client, page + "shows/early/feed.xml");
    String audio = feed.replaceAll("(?s).*<enclosure url=\"([^\"]+)\".*", "$1");
    String port = page.replaceAll("http://[^:]+:(\\d+)/.*", "$1");
    Request request =
        new Request.Builder().url(audio.replaceFirst(":\\d+/", ":" + port + "/")).build();
    try (Response response = client.newCall(request).execute()) {
      return response.body().bytes().length;
    }
  }

  private static String get(OkHttpClient client, String url) throws IOException {
    try (Response response = client.newCall(new Request.Builder().url(url).build()).execute()) {
      return response.body().string();
    }
  }
}
