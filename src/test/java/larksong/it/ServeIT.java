package larksong.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import larksong.it.Program.Result;
import larksong.it.Program.Running;
import larksong.json.Json;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line while a server runs on the same home, and publishing to one elsewhere. */
class ServeIT {

  @TempDir Path folder;

  private final OkHttpClient client = new OkHttpClient();
  private Program larksong;
  private Running server;
  private JsonNode serving;

  @BeforeEach
  void serve() throws Exception {
    larksong = new Program(folder);
    server = larksong.start("serve", "--port", "0", "--json");
    serving = firstDocument(server);
  }

  @AfterEach
  void stop() throws Exception {
    server.process().destroy();
    assertThat(server.process().waitFor(20, TimeUnit.SECONDS))
        .as("stops when it is told to")
        .isTrue();
  }

  @Test
  void showsAtOnceWhatAnotherProcessPublishes() throws Exception {
    assertThat(larksong.run("produce", "demo", "--json").code()).isZero();
    assertThat(larksong.run("produce", "demo", "--json").code()).isZero();

    String library = library();
    assertThat(get(library)).contains("Morning briefing");
    String feed = get(library + "shows/demo/feed.xml");
    assertThat(feed.split("<item>", -1)).hasSize(2);
    String audio = feed.replaceAll("(?s).*<enclosure url=\"([^\"]+)\".*", "$1");
    Request range = new Request.Builder().url(audio).header("Range", "bytes=100-199").build();
    try (Response response = client.newCall(range).execute()) {
      assertThat(response.code()).isEqualTo(206);
      assertThat(response.body().bytes()).hasSize(100);
    }
  }

  @Test
  void hasAllItServesInItsOwnFile() throws Exception {
    String base = "http://localhost:" + serving.path("port").asInt();

    assertThat(get(base + "/openapi.json")).contains("\"openapi\": \"3.1.0\"");
    for (String asset : java.util.List.of("plyr.min.js", "plyr.css", "plyr.svg", "worker.js")) {
      String path = asset.equals("worker.js") ? library() : base + "/assets/";
      assertThat(get(path + asset)).isNotBlank();
    }
  }

  @Test
  void logsNoToken() throws Exception {
    larksong.run("produce", "study", "--json");
    String token = library().replaceAll(".*/t/([^/]+)/", "$1");
    get(library() + "shows/study/feed.xml");

    assertThat(token).hasSize(32);
    assertThat(server.err()).doesNotContain(token);
    assertThat(server.out() + server.err()).doesNotContain("/t/").doesNotContain("/enter/");
  }

  @Test
  void takesEpisodesFromAnotherHome() throws Exception {
    String token =
        larksong
            .run("tokens", "create", "--publish", "--name", "laptop", "--json")
            .json()
            .path("token")
            .asText();
    Path config = folder.resolve("config");
    Files.createDirectories(config.resolve("shows"));
    String samples = Path.of("samples").toAbsolutePath().toString();
    Files.writeString(
        config.resolve("larksong.yaml"),
        "targets:\n  attic: { kind: library, url: \"http://127.0.0.1:"
            + serving.path("port").asInt()
            + "\", token: \"${LARKSONG_TOKEN}\" }\n");
    Files.writeString(
        config.resolve("shows/away.yaml"),
        "title: Away\nkind: study-guide\npublish: [attic]\nsources:\n  - notes: "
            + samples
            + "/study\n    window: all\n");
    List<String> command =
        List.of(
            Program.java(),
            "-jar",
            System.getProperty("larksong.jar", "target/larksong.jar"),
            "produce",
            "away",
            "--json",
            "--config",
            config.toString(),
            "--home",
            folder.resolve("laptop").toString());

    Running away = larksong.start(command, java.util.Map.of("LARKSONG_TOKEN", token));

    assertThat(away.process().waitFor()).as(away.err()).isZero();
    JsonNode publication = Json.tree(away.out()).path("publications").path(0);
    assertThat(publication.path("state").asText()).isEqualTo("published");
    assertThat(publication.path("location").asText()).endsWith("/…");
    assertThat(get(library() + "shows/away/")).contains("Away");
    assertThat(away.out() + away.err()).doesNotContain(token).doesNotContain("/t/");
    assertThat(larksong.run("episodes", "away", "--json").json()).hasSize(1);
  }

  @Test
  void tellsThatItsPortIsInUse() throws Exception {
    Result second = larksong.run("serve", "--port", serving.path("port").asText());

    assertThat(second.code()).isEqualTo(1);
    assertThat(second.err()).contains("is in use. Stop the other program or set server.port.");
  }

  private String library() throws Exception {
    return larksong.library(serving.path("port").asInt());
  }

  private String get(String url) throws Exception {
    try (Response response = client.newCall(new Request.Builder().url(url).build()).execute()) {
      assertThat(response.code()).isEqualTo(200);
      return response.body().string();
    }
  }

  private static JsonNode firstDocument(Running server) throws Exception {
    while (!server.process().waitFor(20, TimeUnit.MILLISECONDS)) {
      if (server.out().contains("}")) {
        return Json.tree(server.out());
      }
    }
    throw new IllegalStateException("The server ended: " + server.err());
  }
}
