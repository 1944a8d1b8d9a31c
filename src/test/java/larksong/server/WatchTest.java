package larksong.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import larksong.library.Episodes;
import larksong.library.ShelvedEpisode;
import larksong.library.access.Accounts;
import larksong.library.access.Tokens;
import larksong.library.store.Store;
import larksong.model.Fixtures;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server tells of its requests, and that no token is in it. */
class WatchTest {

  @TempDir Path folder;

  private Logged logged;
  private Served served;

  @BeforeEach
  void start() throws Exception {
    logged = new Logged();
    served = new Served(folder.resolve("home"));
  }

  @AfterEach
  void stop() {
    served.close();
    logged.close();
  }

  @Test
  void putsATokenIntoNoLogPageHeaderOrMetric() throws Exception {
    ShelvedEpisode episode =
        served.library.shelve(Episodes.of(folder.resolve("b"), Fixtures.EDITION, "sound"));
    String listening = served.tokens.listening("canary");
    String publishing = served.tokens.publishing("canary");
    String invited = new Accounts(served.library.store()).invite(Store.OWNER);
    served.get("/studio/enter/" + invited).close();
    StringBuilder told = new StringBuilder();
    String token = "/t/" + listening;
    for (String path :
        List.of(
            token,
            token + "/",
            token + "/shows/morning/feed.xml?secret=" + listening,
            token + "/media/" + episode.guid() + ".mp3",
            token + "/media/" + episode.guid() + ".vtt",
            token + "x/shows/",
            token + "/nothing",
            "/x" + token,
            "//t/" + listening,
            "/t/%2e%2e/" + listening,
            token + "/..%2f",
            "/api/v1/shows?token=" + publishing,
            "/api/v1/arrivals/" + publishing,
            "/api/v1/" + publishing)) {
      try (Response response = served.get(path, "Authorization", "Bearer " + publishing)) {
        // The folder without its slash is the one address that is told, to whoever has it.
        told.append(path.equals(token) ? "" : response.headers());
        String body = response.body().string();
        // Feeds and their OPML hold the listener's own addresses; nothing else repeats them.
        told.append(path.contains("feed") || path.endsWith("/shows/") ? "" : body);
      }
    }
    String metrics = metrics(publishing);

    assertThat(logged.text())
        .contains("\"path\":\"/t/-/shows/morning/feed.xml\"")
        .doesNotContain(listening)
        .doesNotContain(publishing)
        .doesNotContain(invited);
    assertThat(metrics)
        .contains("larksong_http_requests_seconds_count")
        .contains("what=\"sound\"")
        .doesNotContain(listening)
        .doesNotContain(publishing);
    assertThat(told.toString()).doesNotContain(listening).doesNotContain(publishing);
  }

  @Test
  void showsMetricsToTheOwnerAlone() throws Exception {
    String other = served.tokens.publishing("ben", "agent", Tokens.Terms.NONE);
    for (String header : List.of("", "Bearer x", "Bearer " + other)) {
      try (Response response = served.get("/metrics", "Authorization", header)) {
        assertThat(response.code()).isEqualTo(401);
        assertThat(response.body().string()).isEmpty();
      }
    }
  }

  @Test
  void saysWhetherItIsReady() throws Exception {
    try (Response ready = served.get("/ready")) {
      assertThat(ready.code()).isEqualTo(200);
    }
    served.library.close();
    try (Response broken = served.get("/ready")) {
      assertThat(broken.code()).isEqualTo(503);
    }
  }

  private String metrics(String token) throws Exception {
    try (Response response = served.get("/metrics", "Authorization", "Bearer " + token)) {
      assertThat(response.code()).isEqualTo(200);
      return response.body().string();
    }
  }
}
