package larksong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import larksong.app.Larksong;
import larksong.app.Station;
import larksong.cli.Desk.Answer;
import larksong.model.MovableClock;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What another user of the machine could read of a home. */
@Timeout(240)
class PrivateHomeTest {

  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  @TempDir Path temporary;

  private Path folder;
  private MockWebServer server;
  private Desk desk;

  @BeforeEach
  void configure() throws Exception {
    folder = Files.createDirectory(temporary.resolve("of all"));
    Path usual = Files.createFile(folder.resolve("usual"));
    assumeFalse(isPrivate(usual), "this machine makes every file private by itself");
    server = new MockWebServer();
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return "GET".equals(request.getMethod())
                ? new MockResponse(
                    200,
                    Headers.of("ETag", "\"1\"", "Cache-Control", "max-age=60"),
                    "<rss version=\"2.0\"><channel><title>N</title><item><title>A lark</title>"
                        + "<guid>1</guid><description>It sang.</description></item></channel></rss>")
                : new MockResponse(400, Headers.of(), "no");
          }
        });
    server.start();
    desk = new Desk(folder, new MovableClock("2026-11-21T05:30:00Z"));
    desk.configure("  files: { kind: folder, path: ../published }\n", "library, files");
    Files.writeString(
        desk.config.resolve("larksong.yaml"),
        Files.readString(desk.config.resolve("larksong.yaml"))
            + "models:\n  local: { provider: openai, model: m, base-url: \""
            + server.url("/v1")
            + "\" }\n");
    Path show = desk.config.resolve("shows/morning.yaml");
    Files.writeString(
        show,
        Files.readString(show)
                .replace(
                    "window: all }]", "window: all }, { feed: \"" + server.url("/n.xml") + "\" }]")
            + "writer: local\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void isClosedToOthersWhateverCommandComesFirst() throws Exception {
    List<List<String>> commands =
        List.of(
            List.of("produce", "morning"),
            List.of("tokens", "create", "--name", "phone"),
            List.of("feed", "morning"),
            List.of("say", "A lark sang.", "-o", folder.resolve("said.mp3").toString()),
            List.of("doctor"),
            List.of("schedule"),
            List.of("uploads"),
            List.of("deliveries"),
            List.of("ledger"),
            List.of("preview", "morning"),
            List.of("check"));
    for (List<String> command : commands) {
      Path home = folder.resolve("home of " + command.get(0));
      Answer answer = desk.runIn(home, desk.config, command.toArray(String[]::new));
      assertThat(open(home)).as("%s %s", command, answer).isEmpty();
    }
    assertThat(all(folder.resolve("home of produce")))
        .extracting(file -> String.valueOf(file.getFileName()))
        .as("what libraries make is among it")
        .contains("library.db", "journal", "cache.lock", "script.json", "episode.mp3");
  }

  @Test
  void staysClosedWhileAServerRuns() throws Exception {
    try (Larksong larksong = desk.open();
        Station station = Station.start(larksong, 0)) {
      String token = larksong.tokens().publishing("laptop");
      Request picture =
          new Request.Builder()
              .url("http://127.0.0.1:" + station.port() + "/api/v1/shows")
              .header("Authorization", "Bearer " + token)
              .post(RequestBody.create("{\"title\":\"A\"}", MediaType.get("application/json")))
              .build();
      try (Response made = new OkHttpClient().newCall(picture).execute()) {
        assertThat(made.code()).isEqualTo(201);
      }
      assertThat(desk.run("produce", "morning").code()).isZero();
      assertThat(desk.run("backup", folder.resolve("library.zip").toString()).code()).isZero();

      assertThat(all(desk.home))
          .extracting(file -> String.valueOf(file.getFileName()))
          .contains("library.db-wal", "library.db-shm");
      assertThat(open(desk.home)).isEmpty();
    }
  }

  @Test
  void closesAHomeThatAnEarlierProgramLeftOpen() throws Exception {
    assertThat(desk.run("produce", "morning").code()).isZero();
    Path elsewhere = Files.createFile(folder.resolve("elsewhere"));
    Files.createSymbolicLink(desk.home.resolve("media/link"), elsewhere);
    for (Path path : all(desk.home)) {
      Files.setPosixFilePermissions(
          path,
          PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--"));
    }

    assertThat(desk.run("episodes").code()).isZero();

    assertThat(open(desk.home)).isEmpty();
    assertThat(isPrivate(elsewhere)).as("what a link leads to is not the home's").isFalse();
  }

  @Test
  void closesADatabaseThatLiesOpenInAClosedHome() throws Exception {
    assertThat(desk.run("produce", "morning").code()).isZero();
    Path database = desk.home.resolve("library.db");
    Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(desk.run("episodes").code()).isZero();

    assertThat(open(desk.home)).isEmpty();
  }

  /** In Linux' folder of processes nobody changes permissions, not even root. */
  @Test
  void refusesAHomeThatItCannotCloseAndSaysWhoCan() throws Exception {
    Path home = Path.of("/proc/self/task");
    assumeTrue(Files.isDirectory(home), "this machine has no folder of processes");

    Answer refused = desk.runIn(home, desk.config, "episodes");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .isEqualTo(
            "The home folder '/proc/self/task' is open to other users (r-xr-xr-x) and belongs to '"
                + Files.getOwner(home).getName()
                + "', so that it could not be closed. Let its owner run \"chmod -R go-rwx"
                + " '/proc/self/task'\", or name another folder with --home.\n");
  }

  @Test
  void leavesWhatIsPublishedIntoAFolderReadable() throws Exception {
    assertThat(desk.run("produce", "morning").code()).isZero();

    assertThat(all(folder.resolve("published")))
        .filteredOn(file -> file.toString().endsWith(".mp3"))
        .isNotEmpty()
        .allSatisfy(file -> assertThat(isPrivate(file)).isFalse());
  }

  /** Those of a home that others may do something with. */
  private static List<String> open(Path home) throws IOException {
    List<String> open = new ArrayList<>();
    for (Path path : all(home)) {
      if (!isPrivate(path)) {
        open.add(path + " " + permissions(path));
      }
    }
    return open;
  }

  private static boolean isPrivate(Path path) throws IOException {
    return permissions(path).stream().noneMatch(OF_OTHERS::contains);
  }

  private static Set<PosixFilePermission> permissions(Path path) throws IOException {
    return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .permissions();
  }

  private static List<Path> all(Path home) throws IOException {
    if (!Files.exists(home)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(path -> !Files.isSymbolicLink(path)).toList();
    }
  }
}
