package larksong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import larksong.json.Json;
import larksong.library.Episodes;
import larksong.model.Fixtures;
import larksong.model.MovableClock;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An address to listen at is printed to whoever asked for it or watches, and into no journal. */
@Timeout(120)
class PrintedAddressesTest {

  private static final String LISTENING = "http://localhost:\\d+/t/[A-Za-z0-9_-]{32}/";
  private static final String LINK = "http://localhost:\\d+/studio/enter/[A-Za-z0-9_-]{32}";

  @TempDir Path folder;

  private Desk desk;

  @BeforeEach
  void configure() throws Exception {
    desk = new Desk(folder, new MovableClock("2026-11-21T05:30:00Z"));
    desk.configure(
        "  files: { kind: folder, path: ../published, url: \"https://www.example.com/x7\" }\n",
        "library, files");
  }

  @Test
  void serveTellsATerminalTheAddressAndAJournalHowToGetIt() throws Exception {
    assertThat(served(true)).containsPattern(LISTENING).containsPattern(LINK);
    assertThat(served(true, "--json")).containsPattern(LISTENING).containsPattern(LINK);

    assertThat(served(false))
        .contains("Listening at http://localhost:")
        .contains("'larksong tokens create --name DEVICE'", "'larksong studio'")
        .doesNotContain("/t/")
        .doesNotContain("/enter/");
    assertThat(served(false, "--json"))
        .containsPattern("\"port\" : \\d+")
        .doesNotContain("/t/")
        .doesNotContain("/enter/");
  }

  /** What it prints until it is stopped. */
  private String served(boolean watched, String... more) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] words = new String[more.length + 3];
    System.arraycopy(new String[] {"serve", "--port", "0"}, 0, words, 0, 3);
    System.arraycopy(more, 0, words, 3, more.length);
    Thread serving = new Thread(() -> desk.run(out, watched, words), "serving");
    serving.start();
    while (!printed(out).contains("Stop with Ctrl-C.") && !printed(out).contains("}")) {
      assertThat(serving.isAlive()).as(printed(out)).isTrue();
      Thread.onSpinWait();
    }
    serving.interrupt();
    serving.join();
    return printed(out);
  }

  private static String printed(ByteArrayOutputStream out) {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void produceAndUploadTellThemToATerminalOnly() throws Exception {
    Path talk =
        Files.copy(
            Episodes.of(folder.resolve("bench"), Fixtures.EDITION, "x").cover(),
            folder.resolve("cover.jpg"));
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    assertThat(desk.run(seen, true, "produce", "morning").out())
        .containsPattern(LISTENING)
        .contains("https://www.example.com/x7/");

    Desk.Answer kept = desk.run("produce", "morning");
    assertThat(kept.out())
        .contains("Listen: http://localhost:8484/…", "'larksong feed SHOW' prints the address")
        .contains("https://www.example.com/…")
        .doesNotContain("/t/")
        .doesNotContain("x7");
    assertThat(desk.run("produce", "morning", "--json").out())
        .contains("\"http://localhost:8484/…\"")
        .doesNotContain("/t/")
        .doesNotContain("x7");
    Path mp3 = desk.home.resolve("work/morning/2026-11-21/episode.mp3");
    String[] upload = {"upload", mp3.toString(), "--title", "A talk", "--cover", talk.toString()};
    assertThat(desk.run(upload).out())
        .contains("library: http://localhost:8484/…")
        .doesNotContain("/t/");
    assertThat(desk.run(with(upload, "--json")).out()).contains("…").doesNotContain("/t/");
    assertThat(desk.run(seen, true, upload).out()).containsPattern(LISTENING);
  }

  private static String[] with(String[] words, String more) {
    String[] all = java.util.Arrays.copyOf(words, words.length + 1);
    all[words.length] = more;
    return all;
  }

  @Test
  void whoAsksForAnAddressGetsItAnywhere() throws Exception {
    assertThat(desk.run("tokens", "create", "--name", "phone").out()).containsPattern(LISTENING);
    assertThat(desk.run("feed", "morning").out()).containsPattern(LISTENING);
    assertThat(desk.run("studio").out()).containsPattern("^" + LINK + "\n$");
    assertThat(Json.tree(desk.run("studio", "--json").out()).path("url").asText()).matches(LINK);
  }

  @Test
  void aLinkOfTheCommandOpensTheStudioOfAServerThatRuns() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Thread serving = new Thread(() -> desk.run(out, false, "serve", "--port", "0", "--json"));
    serving.start();
    while (!printed(out).contains("}")) {
      assertThat(serving.isAlive()).isTrue();
      Thread.onSpinWait();
    }
    int port = Json.tree(printed(out)).path("port").asInt();

    String link = desk.run("studio").out().strip().replace(":8484/", ":" + port + "/");
    Request request = new Request.Builder().url(link).build();
    try (Response entered = new OkHttpClient().newCall(request).execute();
        Response again = new OkHttpClient().newCall(request).execute()) {
      assertThat(entered.code()).isEqualTo(200);
      assertThat(entered.header("Set-Cookie")).startsWith("larksong_studio=");
      assertThat(again.code()).as("once").isEqualTo(403);
    } finally {
      serving.interrupt();
      serving.join();
    }
  }
}
