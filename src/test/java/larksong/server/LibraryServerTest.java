package larksong.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import larksong.library.Episodes;
import larksong.library.ShelvedEpisode;
import larksong.model.Fixtures;
import larksong.server.backend.Limits;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryServerTest {

  private static final String SOUND = "0123456789".repeat(100);

  @TempDir Path folder;

  private Served served;
  private ShelvedEpisode episode;
  private String audio;

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"));
    episode = served.library.shelve(Episodes.of(folder.resolve("bench"), Fixtures.EDITION, SOUND));
    audio = served.listener() + "media/" + episode.guid() + ".mp3";
  }

  @AfterEach
  void stop() {
    served.close();
  }

  /** The answers of nginx 1.22 to the same requests for the same 1000 bytes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-|206|bytes 0-999/1000|1000",
        "bytes=0-0|206|bytes 0-0/1000|1",
        "bytes=10-19|206|bytes 10-19/1000|10",
        "bytes=990-2000|206|bytes 990-999/1000|10",
        "bytes=-5|206|bytes 995-999/1000|5",
        "bytes=-5000|206|bytes 0-999/1000|1000",
        "lines=1-2|200||1000",
      })
  void answersARange(String range, int status, String contentRange, int length) throws Exception {
    try (Response response = served.get(audio, "Range", range)) {
      assertThat(response.code()).isEqualTo(status);
      assertThat(response.header("Content-Range")).isEqualTo(contentRange);
      assertThat(response.header("Content-Length")).isEqualTo(String.valueOf(length));
      String body = response.body().string();
      assertThat(body).hasSize(length);
      if (contentRange != null) {
        int from = Integer.parseInt(contentRange.replaceAll("bytes (\\d+)-.*", "$1"));
        assertThat(body).isEqualTo(SOUND.substring(from, from + length));
      }
    }
  }

  @Test
  void refusesARangePastTheEnd() throws Exception {
    try (Response response = served.get(audio, "Range", "bytes=1000-")) {
      assertThat(response.code()).isEqualTo(416);
      assertThat(response.header("Content-Range")).isEqualTo("bytes */1000");
    }
  }

  @Test
  void neverGivesWrongBytesForSeveralRanges() throws Exception {
    try (Response response = served.get(audio, "Range", "bytes=0-1,5-6")) {
      assertThat(response.code()).isIn(200, 206);
      String body = response.body().string();
      assertThat(
              response.code() == 200
                  ? body.equals(SOUND)
                  : body.contains("\r\n\r\n01\r\n") && body.contains("\r\n\r\n56\r\n"))
          .isTrue();
    }
  }

  @Test
  void answersHeadAsGet() throws Exception {
    try (Response head = served.send("HEAD", audio);
        Response get = served.get(audio)) {
      assertThat(head.code()).isEqualTo(200);
      for (String name :
          List.of("Content-Length", "Content-Type", "ETag", "Last-Modified", "Accept-Ranges")) {
        assertThat(head.header(name)).as(name).isNotNull().isEqualTo(get.header(name));
      }
      assertThat(get.header("Content-Type")).isEqualTo("audio/mpeg");
      assertThat(get.header("Content-Encoding")).isNull();
    }
  }

  @Test
  void answersConditions() throws Exception {
    String etag = '"' + episode.sha256() + '"';
    assertThat(status("If-None-Match", etag)).isEqualTo(304);
    assertThat(status("If-None-Match", "*")).isEqualTo(304);
    assertThat(status("If-None-Match", "\"x\", W/" + etag)).isEqualTo(304);
    assertThat(status("If-None-Match", "\"x\"")).isEqualTo(200);
    assertThat(
            status("If-None-Match", "\"x\"", "If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT"))
        .isEqualTo(200);
    assertThat(status("If-Range", etag, "Range", "bytes=0-1")).isEqualTo(206);
    assertThat(status("If-Range", "\"x\"", "Range", "bytes=0-1")).isEqualTo(200);
    assertThat(status("If-None-Match", etag, "Range", "bytes=0-1")).isEqualTo(304);
  }

  @Test
  void saysNoLengthOfWhatHasNotChanged() throws Exception {
    for (String path :
        List.of(
            audio,
            served.listener() + "shows/morning/feed.xml",
            served.listener() + "feed.xml?page=1",
            audio.replace(".mp3", ".vtt"))) {
      String etag;
      try (Response first = served.get(path)) {
        etag = first.header("ETag");
      }
      try (Response unchanged = served.get(path, "If-None-Match", etag)) {
        assertThat(unchanged.code()).as(path).isEqualTo(304);
        assertThat(unchanged.header("Content-Length")).as(path).isNull();
      }
    }
  }

  @Test
  void servesAFeedThatChangesOnlyWithItsContent() throws Exception {
    String path = served.listener() + "shows/morning/feed.xml";
    try (Response first = served.get(path)) {
      String etag = first.header("ETag");
      assertThat(first.header("Content-Type")).startsWith("application/rss+xml");
      assertThat(first.header("X-Robots-Tag")).isEqualTo("noindex");
      assertThat(first.header("Cache-Control")).contains("private");
      assertThat(first.body().string())
          .contains("<itunes:block>Yes</itunes:block>")
          .contains(audio);
      try (Response second = served.get(path, "If-None-Match", String.valueOf(etag))) {
        assertThat(second.code()).isEqualTo(304);
        assertThat(second.body().string()).isEmpty();
      }
    }
  }

  @Test
  void zipsAFeedForWhoCanTakeItUnderAValidatorOfItsOwn() throws Exception {
    String path = served.listener() + "feed.xml";
    try (Response plain = served.get(path, "Accept-Encoding", "identity");
        Response zipped = served.get(path, "Accept-Encoding", "gzip, br");
        Response refused = served.get(path, "Accept-Encoding", "br, gzip;q=0")) {
      assertThat(plain.header("Vary")).isEqualTo("Accept-Encoding");
      assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
      assertThat(refused.header("Content-Encoding")).isNull();
      assertThat(zipped.header("ETag")).isNotEqualTo(plain.header("ETag"));
      try (var in = new java.util.zip.GZIPInputStream(zipped.body().byteStream())) {
        assertThat(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
            .isEqualTo(plain.body().string());
      }
      String etag = String.valueOf(plain.header("ETag"));
      assertThat(statusOf(path, "Accept-Encoding", "identity", "If-None-Match", etag))
          .isEqualTo(304);
      assertThat(statusOf(path, "Accept-Encoding", "gzip", "If-None-Match", etag)).isEqualTo(200);
    }
  }

  @Test
  void dividesALongFeedAndChangesItWithItsContent() throws Exception {
    String path = served.listener() + "shows/morning/feed.xml";
    String before = text(path);
    java.time.LocalDate day = Fixtures.DAY;
    for (int i = 1; i <= 500; i++) {
      served.library.shelve(
          Episodes.of(
              folder.resolve("bench"),
              new larksong.model.Edition(
                  "morning", day.minusDays(i).atStartOfDay(), Fixtures.STOCKHOLM),
              "0" + i));
    }

    String first = text(path);
    String second = text(path + "?page=2");

    assertThat(before).doesNotContain("rel=\"next\"");
    assertThat(first.split("<item>", -1)).hasSize(501);
    assertThat(first).contains("rel=\"next\"").contains("feed.xml?page=2\"");
    assertThat(second.split("<item>", -1)).hasSize(2);
    assertThat(second).contains("rel=\"previous\"").doesNotContain("rel=\"next\"");
    assertThat(text(served.listener() + "feed.xml").split("<item>", -1)).hasSize(501);
  }

  @Test
  void opensASecondDoorForAppsThatKeepAPassword() throws Exception {
    String token = served.tokens.listening("test");
    String path = "/shows/morning/feed.xml";

    try (Response feed = served.get(path, "Authorization", okhttp3.Credentials.basic("x", token));
        Response none = served.get(path);
        Response wrong =
            served.get(path, "Authorization", okhttp3.Credentials.basic("x", "wrong"))) {
      assertThat(feed.body().string()).contains(audio);
      assertThat(none.code()).isEqualTo(401);
      assertThat(none.header("WWW-Authenticate")).startsWith("Basic ");
      assertThat(wrong.code()).isEqualTo(401);
    }
    for (String odd : List.of("Basic %%%", "Basic eA==", "Basic ", "Basic", "Bearer x")) {
      assertThat(statusOf(path, "Authorization", odd)).as(odd).isEqualTo(401);
    }
  }

  @Test
  void keepsWhereOneStoppedWithinTheEpisode() throws Exception {
    String place = served.listener() + "positions/" + episode.guid();

    assertThat(text(place)).isEqualTo("{}");
    assertThat(put(place, "12.5")).isEqualTo(204);
    assertThat(text(place)).startsWith("{\"seconds\":12.5,\"at\":\"2");
    for (String wrong : List.of("99999", "-1", "1e3", "NaN", "", "{}")) {
      assertThat(put(place, wrong)).as(wrong).isEqualTo(400);
    }
    assertThat(put(place.replace(episode.guid().toString(), "x"), "1")).isEqualTo(404);
  }

  private int put(String path, String body) throws Exception {
    okhttp3.Request request =
        new okhttp3.Request.Builder()
            .url(served.url() + path)
            .put(okhttp3.RequestBody.create(body, okhttp3.MediaType.get("text/plain")))
            .build();
    try (Response response = new okhttp3.OkHttpClient().newCall(request).execute()) {
      return response.code();
    }
  }

  @Test
  void listsAllFeedsForAnAppThatTakesMany() throws Exception {
    assertThat(text(served.listener() + "feeds.opml"))
        .contains("<opml version=\"2.0\">")
        .contains("text=\"Morning briefing\"")
        .contains(served.listener() + "shows/morning/feed.xml");
  }

  private String text(String path) throws Exception {
    try (Response response = served.get(path, "Accept-Encoding", "identity")) {
      assertThat(response.code()).isEqualTo(200);
      return response.body().string();
    }
  }

  @Test
  void servesTranscriptAndChapters() throws Exception {
    String media = served.listener() + "media/" + episode.guid();
    try (Response vtt = served.get(media + ".vtt");
        Response chapters = served.get(media + ".chapters.json");
        Response json = served.get(media + ".transcript.json")) {
      assertThat(vtt.header("Content-Type")).startsWith("text/vtt");
      assertThat(vtt.header("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(chapters.body().string())
          .contains("\"version\":\"1.2.0\"")
          .contains(
              "{\"startTime\":9.0,\"title\":\"The bridge\",\"url\":\"https://example.com/bridge\"}");
      assertThat(json.body().string())
          .contains("{\"speaker\":\"host\",\"startTime\":0.3,\"endTime\":2.0,\"body\":\"Hello.\"}");
    }
  }

  @Test
  void showsPagesThatEscapeEveryTextAndAskNobodyElse() throws Exception {
    for (String page :
        List.of("", "shows/morning/", "shows/morning/" + episode.slug(), "search?q=hello")) {
      try (Response response = served.get(served.listener() + page)) {
        String html = response.body().string();
        assertThat(response.code()).as(page).isEqualTo(200);
        assertThat(html).contains("Morning &amp; more");
        assertThat(html).doesNotContain("<story>").doesNotContain("//cdn").contains("<main");
        assertThat(response.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(html.length()).isLessThan(60_000);
      }
    }
  }

  @Test
  void marksEachSentenceWithWhatItRestsOn() throws Exception {
    try (Response response = served.get(served.listener() + "shows/morning/" + episode.slug())) {
      assertThat(response.body().string())
          .contains("Hello.</a><sup><a href=\"#item-1\"")
          .contains("<li id=\"item-1\">news: &lt;story&gt; &amp; more</li>");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/t/wrong/",
        "/t/wrong/shows/morning/feed.xml",
        "/t/TOKEN/shows/nobody/feed.xml",
        "/t/TOKEN/shows/morning/2020-01-01",
        "/t/TOKEN/media/00000000-0000-0000-0000-000000000000.mp3",
        "/t/TOKEN/media/x.vtt",
        "/t/TOKEN/media/..%2f..%2fkeys%2ftokens.key",
        "/t/TOKEN/media/../../keys/tokens.key",
        "/t/TOKEN/../../library.db",
        "/library.db",
        "/api/library/shows",
      })
  void tellsNothingOfWhatIsNotThere(String path) throws Exception {
    String token = served.tokens.listening("test");
    try (Response response = served.get(path.replace("TOKEN", token))) {
      assertThat(response.code()).isIn(400, 404);
      assertThat(response.body().string()).doesNotContain(token);
    }
  }

  @Test
  void sendsAFolderWithoutItsSlashToTheOneWith() throws Exception {
    String folderPath = served.listener() + "shows/morning";
    try (Response response = served.get(folderPath)) {
      assertThat(response.code()).isEqualTo(301);
      assertThat(response.header("Location")).endsWith("morning/");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "shows//evil.example",
        "shows/%2F%2Fevil.example",
        "shows/morning%2F..%2F%2Fevil.example",
        "shows/https:%2F%2Fevil.example",
        "../..//evil.example",
        "search?q=x&next=https://evil.example",
      })
  void sendsNobodyElsewhere(String path) throws Exception {
    try (Response response = served.get(served.listener() + path)) {
      String location = Objects.requireNonNullElse(response.header("Location"), "./");
      URI target = served.url().resolve(served.listener() + "x").resolve(location);
      assertThat(target.getHost()).isEqualTo(served.url().getHost());
      assertThat(target.getPort()).isEqualTo(served.url().getPort());
    }
  }

  @Test
  void stopsListeningWhenATokenIsRevoked() throws Exception {
    assertThat(status()).isEqualTo(200);
    served.tokens.revoke("test");

    assertThat(status()).isEqualTo(404);
  }

  @Test
  void servesHealthRobotsAndAssetsToAnyone() throws Exception {
    try (Response health = served.get("/health");
        Response robots = served.get("/robots.txt");
        Response script = served.get("/assets/player.js");
        Response door = served.get("/")) {
      assertThat(health.body().string()).isEqualTo("{\"status\":\"ok\"}");
      assertThat(robots.body().string()).contains("Disallow: /");
      assertThat(script.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(door.body().string()).contains("larksong feed SHOW");
    }
  }

  @Test
  void saysThatAPortIsInUse() {
    LibraryServer.Settings same =
        new LibraryServer.Settings(
            "127.0.0.1",
            served.server.port(),
            port -> served.url(),
            Optional.empty(),
            folder.resolve("up"),
            new Limits(1, 1, 1),
            false,
            Entrance.DIRECT);

    assertThatThrownBy(() -> LibraryServer.start(same, served.services))
        .hasMessage(
            "Port "
                + served.server.port()
                + " is in use. Stop the other program or set server.port.");
  }

  private int status(String... headers) throws Exception {
    return statusOf(audio, headers);
  }

  private int statusOf(String path, String... headers) throws Exception {
    try (Response response = served.get(path, headers)) {
      return response.code();
    }
  }
}
