package larksong.server.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import larksong.json.Json;
import larksong.library.Episodes;
import larksong.library.ShelvedEpisode;
import larksong.library.Tokens.Terms;
import larksong.library.Upload;
import larksong.model.Fixtures;
import larksong.server.Served;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of {@code save-to-spotify.md}, row by row, as its official client calls it. */
class BackendTest {

  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 7};

  @TempDir Path folder;

  private final OkHttpClient client = new OkHttpClient.Builder().followRedirects(false).build();
  private Served served;
  private String token;

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"));
    token = served.tokens.publishing("agent");
  }

  @AfterEach
  void stop() {
    served.close();
  }

  /** A status and, where there is one, a JSON body. */
  private record Answer(int status, String text) {
    JsonNode json() throws IOException {
      return Json.tree(text);
    }
  }

  @Test
  void makesAndListsShowsOldestFirst() throws Exception {
    assertThat(call("GET", "/shows").json()).isEqualTo(Json.tree("{\"shows\":[]}"));

    Answer first = create("Études & more");
    Answer second = create("Second");

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.json().path("show_uri").asText()).matches("spotify:show:[A-Za-z0-9]{22}");
    JsonNode shows = call("GET", "/shows").json().path("shows");
    assertThat(shows.findValuesAsText("show_uri"))
        .containsExactly(
            first.json().path("show_uri").asText(), second.json().path("show_uri").asText());
    assertThat(shows.path(0).path("title").asText()).isEqualTo("Études & more");
    assertThat(shows.path(0).path("language").asText()).isEqualTo("en");
    assertThat(Instant.parse(shows.path(0).path("created_at").asText())).isBefore(Instant.now());
  }

  @Test
  void tellsAndDeletesAShow() throws Exception {
    String show = id(create("One").json(), "show_uri");
    String episode = uploaded(show, "Sent");

    JsonNode told = call("GET", "/shows/" + show).json();
    assertThat(told.path("id").asText()).isEqualTo(show);
    assertThat(told.path("total_episodes").isInt()).isTrue();
    assertThat(told.path("total_episodes").asInt()).isEqualTo(1);
    assertThat(told.path("explicit").isBoolean()).isTrue();

    assertThat(call("DELETE", "/shows/" + show)).isEqualTo(new Answer(204, ""));
    assertThat(call("GET", "/shows/" + show).status()).isEqualTo(404);
    assertThat(call("GET", "/episodes/" + episode + "/readiness").status()).isEqualTo(404);
  }

  @Test
  void publishesARecordingWithItsPicture() throws Exception {
    String show = id(create("One").json(), "show_uri");
    Answer picture = send("POST", "/images", JPEG, "image/jpeg");
    assertThat(picture.status()).isEqualTo(201);
    String image = picture.json().path("upload_token").asText();

    Answer announced = announce(show, "Sent", ",\"image_token\":\"" + image + "\"");

    assertThat(announced.status()).isEqualTo(201);
    assertThat(announced.json().path("status").asText()).isEqualTo("PROCESSING");
    assertThat(announced.json().path("cus_object_id").asText()).isNotEmpty();
    JsonNode parts = announced.json().path("multipart_upload_urls");
    assertThat(parts).hasSize(1);
    assertThat(parts.path(0).path("part_number").asInt()).isEqualTo(1);
    String episode = id(announced.json(), "episode_uri");
    assertThat(feed(show)).doesNotContain("<item>");

    String address = parts.path(0).path("signed_url").asText();
    assertThat(put(address, "sound of a minute")).isEqualTo(200);

    assertThat(settled(episode)).isEqualTo("READY");
    JsonNode listed = call("GET", "/shows/" + show + "/episodes").json().path("episodes").path(0);
    assertThat(listed.path("episode_uri").asText()).isEqualTo("spotify:episode:" + episode);
    assertThat(listed.path("status").asText()).isEqualTo("READY");
    assertThat(listed.path("media_type").asText()).isEqualTo("EPISODE_AUDIO");
    assertThat(feed(show))
        .contains("<title>Sent</title>")
        .contains("Uploaded with the token 'agent'.");
    ShelvedEpisode shelved = shelved(show).get(0);
    assertThat(served.library.media().path(shelved.cover(), ".jpg")).hasBinaryContent(JPEG);
  }

  @Test
  void takesBytesOnceAndOnlyAtTheAddressItGave() throws Exception {
    String show = id(create("One").json(), "show_uri");
    JsonNode announced = announce(show, "Sent", "").json();
    String address = announced.path("multipart_upload_urls").path(0).path("signed_url").asText();

    assertThat(put(address + "x", "sound")).isEqualTo(404);
    assertThat(put(address, "")).as("nothing is no recording").isEqualTo(400);
    assertThat(put(address, "sound")).isEqualTo(200);
    assertThat(put(address, "sound again")).isEqualTo(404);
  }

  @Test
  void refusesWhatIsLargerThanItTakes() throws Exception {
    String show = id(create("One").json(), "show_uri");
    JsonNode announced = announce(show, "Sent", "").json();
    String address = announced.path("multipart_upload_urls").path(0).path("signed_url").asText();

    assertThat(put(address, "sound" + "x".repeat(10 << 20))).isEqualTo(413);
    assertThat(send("POST", "/images", new byte[(1 << 20) + 1], "image/png").status())
        .isEqualTo(413);
  }

  @Test
  void tellsThatWhatWasSentIsNoRecording() throws Exception {
    String show = id(create("One").json(), "show_uri");
    JsonNode announced = announce(show, "Sent", "").json();
    put(
        announced.path("multipart_upload_urls").path(0).path("signed_url").asText(),
        "<html><script>alert(1)</script>");

    assertThat(settled(id(announced, "episode_uri"))).isEqualTo("FAILED");
    assertThat(feed(show)).doesNotContain("<item>");
    assertThat(send("POST", "/images", "GIF89a".getBytes(StandardCharsets.US_ASCII), "image/png"))
        .extracting(Answer::status)
        .isEqualTo(400);
  }

  @Test
  void deletesAnEpisodeForEver() throws Exception {
    String show = id(create("One").json(), "show_uri");
    String episode = uploaded(show, "Sent");
    ShelvedEpisode shelved = shelved(show).get(0);
    String audio = served.listener() + "media/" + shelved.guid() + ".mp3";
    try (Response before = served.get(audio)) {
      assertThat(before.code()).isEqualTo(200);
    }

    assertThat(call("DELETE", "/episodes/" + episode).status()).isEqualTo(204);

    assertThat(call("DELETE", "/episodes/" + episode).status()).isEqualTo(404);
    assertThat(feed(show)).doesNotContain("<item>");
    assertThat(served.library.media().path(shelved.sha256(), ".mp3")).doesNotExist();
    try (Response after = served.get(audio)) {
      assertThat(after.code()).isEqualTo(404);
    }
    assertThat(uploaded(show, "Sent")).isNotEqualTo(episode);
  }

  @Test
  void keepsReplacesAndDeletesATimeline() throws Exception {
    String show = id(create("One").json(), "show_uri");
    String episode = uploaded(show, "Sent");
    String path = "/shows/" + show + "/episodes/" + episode + "/timeline";
    assertThat(call("GET", path).json()).isEqualTo(Json.tree("{\"items\":[]}"));
    String items =
        "{\"items\":[{\"chapter\":{\"title\":\"Start\",\"start_time_ms\":0}},"
            + "{\"chapter\":{\"title\":\"Middle\",\"start_time_ms\":9000}},"
            + "{\"link\":{\"start_time_ms\":1000,\"duration_ms\":2000,\"url\":\"https://a.example\"}},"
            + "{\"spotify_entity\":{\"start_time_ms\":5000,\"uri\":\"spotify:track:4uLU6hMCjMI75M1A2tKUQC\"}}]}";

    Answer put = send("PUT", path, items.getBytes(StandardCharsets.UTF_8), "application/json");

    assertThat(put.status()).isEqualTo(200);
    JsonNode told = call("GET", path).json().path("items");
    assertThat(told).isEqualTo(put.json().path("items")).hasSize(4);
    assertThat(told.path(1).path("chapter").path("start_time_ms").asInt()).isEqualTo(9000);
    assertThat(told.path(1).path("chapter").path("chapter_uri").asText())
        .startsWith("spotify:chapter:");
    assertThat(told.path(2).path("link").path("companion_uri").asText()).isNotEmpty();
    assertThat(told.path(2).path("link").has("url")).isFalse();
    assertThat(shelved(show).get(0).chapters())
        .extracting(chapter -> chapter.title() + " " + chapter.start().toSeconds())
        .containsExactly("Start 0", "Middle 9");

    assertThat(call("DELETE", path).status()).isEqualTo(204);
    assertThat(call("GET", path).json().path("items")).isEmpty();
    assertThat(shelved(show).get(0).chapters())
        .extracting(chapter -> chapter.title())
        .containsExactly("Sent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"items\":[]}",
        "{\"items\":[{\"chapter\":{\"title\":\"One\",\"start_time_ms\":0}}]}",
        "{\"items\":[{\"chapter\":{\"title\":\"A\",\"start_time_ms\":1}},{\"chapter\":{\"title\":\"B\",\"start_time_ms\":9000}}]}",
        "{\"items\":[{\"chapter\":{\"title\":\"A\",\"start_time_ms\":0}},{\"chapter\":{\"title\":\"B\",\"start_time_ms\":400}},{\"chapter\":{\"title\":\"C\",\"start_time_ms\":9000}}]}",
        "{\"items\":[{\"chapter\":{\"title\":\"A\",\"start_time_ms\":0}},{\"chapter\":{\"title\":\" \",\"start_time_ms\":9000}}]}",
        "{\"items\":[{\"chapter\":{\"title\":\"A\",\"start_time_ms\":0}},{\"chapter\":{\"title\":\"B\",\"start_time_ms\":60000}}]}",
        "{\"items\":[{\"link\":{\"start_time_ms\":0,\"duration_ms\":0,\"url\":\"https://a.example\"}}]}",
        "{\"items\":[{\"link\":{\"start_time_ms\":0,\"duration_ms\":10,\"url\":\"javascript:alert(1)\"}}]}",
        "{\"items\":[{\"link\":{\"start_time_ms\":0,\"duration_ms\":3000,\"url\":\"https://a.example\"}},{\"link\":{\"start_time_ms\":2000,\"duration_ms\":3000,\"url\":\"https://b.example\"}}]}",
        "{\"items\":[{\"image\":{\"start_time_ms\":0,\"duration_ms\":10,\"image_token\":\"none\"}}]}",
        "{\"items\":[{\"spotify_entity\":{\"start_time_ms\":0,\"uri\":\"http://a.example\"}}]}",
        "{\"items\":[{\"chapter\":{},\"link\":{}}]}",
        "{\"items\":[{\"verse\":{\"start_time_ms\":0}}]}",
        "[1",
      })
  void refusesATimelineThatTheOfficialServiceRefuses(String items) throws Exception {
    String show = id(create("One").json(), "show_uri");
    String path = "/shows/" + show + "/episodes/" + uploaded(show, "Sent") + "/timeline";

    Answer answer = send("PUT", path, items.getBytes(StandardCharsets.UTF_8), "application/json");

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().fieldNames())
        .toIterable()
        .containsExactly("error_code", "reason", "message");
    assertThat(call("GET", path).json().path("items")).isEmpty();
  }

  @Test
  void takesBaseAddressesWithASlashTooManyOrAPrefix() throws Exception {
    for (String base : List.of("//api/v1/shows", "/lib/api/v1/shows", "/a/b//api/v1/shows")) {
      assertThat(raw("GET", base, token, null, ""))
          .as(base)
          .extracting(Answer::status)
          .isEqualTo(200);
      assertThat(raw("GET", base, "wrong", null, "").status()).as(base).isEqualTo(401);
    }
  }

  @Test
  void refusesWhoHasNoTokenWithoutABody() throws Exception {
    served.tokens.publishing(
        "owner",
        "over",
        new Terms(List.of(), Optional.of(Instant.now().minus(Duration.ofDays(1))), false));
    String listener = served.tokens.listening("phone");
    for (String wrong : List.of("", "x", listener, token + "x", "x".repeat(5000))) {
      assertThat(raw("GET", "/api/v1/shows", wrong, null, "")).isEqualTo(new Answer(401, ""));
    }
  }

  @Test
  void endsATokenAtItsTime() throws Exception {
    Terms over = new Terms(List.of(), Optional.of(Instant.now().minusSeconds(1)), false);
    String ended = served.tokens.publishing("owner", "over", over);

    assertThat(raw("GET", "/api/v1/shows", ended, null, "").status()).isEqualTo(401);
  }

  @Test
  void letsNoOtherAccountTakeAShowsName() throws Exception {
    String ben = served.tokens.publishing("ben", "agent", Terms.NONE);
    String path = "/api/library/shows/morning/editions/2026-11-21";

    assertThat(raw("PUT", path, ben, new byte[] {1}, "text/plain").status())
        .as("a name that nobody has yet")
        .isEqualTo(404);

    served.library.shelve(Episodes.of(folder.resolve("b"), Fixtures.EDITION, "x"));
    assertThat(raw("GET", path, ben, null, "").status()).isEqualTo(404);
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () ->
                served.library.shelve(
                    Episodes.of(folder.resolve("b"), Fixtures.EDITION, "y"), "ben"))
        .hasMessage("The show 'morning' is not this account's. Choose another name.");
  }

  @Test
  void givesNoListeningTokenToWhoReachesOnlySomeShows() throws Exception {
    served.library.shelve(Episodes.of(folder.resolve("b"), Fixtures.EDITION, "x"));
    String path = "/api/library/shows/morning/editions/2026-11-21";
    String scoped =
        served.tokens.publishing(
            "owner", "scoped", new Terms(List.of("morning"), Optional.empty(), false));

    assertThat(raw("GET", path, token, null, "").json().path("location").asText()).contains("/t/");
    assertThat(raw("GET", path, scoped, null, "").json().path("location").asText())
        .doesNotContain("/t/");

    served.tokens.revoke("agent");
    assertThat(served.tokens.list())
        .filteredOn(grant -> grant.name().equals("publisher agent"))
        .allMatch(grant -> grant.revoked().isPresent())
        .isNotEmpty();
  }

  @Test
  void keepsTwoRecordingsOfOneMinuteApart() throws Exception {
    String show = id(create("One").json(), "show_uri");

    uploaded(show, "First");
    uploaded(show, "Second");

    assertThat(shelved(show))
        .extracting(ShelvedEpisode::title)
        .containsExactlyInAnyOrder("First", "Second");
  }

  @Test
  void hidesTheShowsOfOtherAccountsAndTheirEpisodes() throws Exception {
    String show = id(create("One").json(), "show_uri");
    String episode = uploaded(show, "Sent");
    String guid = shelved(show).get(0).guid().toString();
    String other = served.tokens.publishing("ben", "agent", Terms.NONE);

    assertThat(raw("GET", "/api/v1/shows", other, null, "").json().path("shows")).isEmpty();
    for (String path :
        List.of(
            "/shows/" + show,
            "/shows/" + show + "/episodes",
            "/episodes/" + episode + "/readiness",
            "/shows/" + show + "/episodes/" + episode + "/timeline")) {
      Answer answer = raw("GET", "/api/v1" + path, other, null, "");
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.json().path("error_code").asText()).isEqualTo("RESOURCE_NOT_FOUND");
    }
    assertThat(raw("DELETE", "/api/v1/episodes/" + episode, other, null, "").status())
        .isEqualTo(404);
    String listener = "/t/" + served.tokens.listening("ben", "phone") + "/";
    for (String path : List.of("media/" + guid + ".mp3", "media/" + guid + ".vtt")) {
      try (Response response = served.get(listener + path)) {
        assertThat(response.code()).as(path).isEqualTo(404);
      }
    }
  }

  @Test
  void letsATokenReachTheShowsThatItNamesAndNoOther() throws Exception {
    ShelvedEpisode made =
        served.library.shelve(Episodes.of(folder.resolve("b"), Fixtures.EDITION, "x"));
    String other = id(create("Other").json(), "show_uri");
    String scoped =
        served.tokens.publishing(
            "owner", "scoped", new Terms(List.of("morning"), Optional.empty(), false));

    JsonNode shows = raw("GET", "/api/v1/shows", scoped, null, "").json().path("shows");

    assertThat(shows).hasSize(1);
    String morning = shows.path(0).path("show_uri").asText().replaceAll(".*:", "");
    assertThat(raw("GET", "/api/v1/shows/" + other, scoped, null, "").status()).isEqualTo(404);
    assertThat(raw("DELETE", "/api/v1/shows/" + morning, scoped, null, "").status())
        .as("an agent does not delete what was made here")
        .isEqualTo(403);
    assertThat(served.library.find(made.guid())).isPresent();
    assertThat(call("GET", "/shows/" + morning).status())
        .as("nor reaches it without being told so")
        .isEqualTo(404);
  }

  @Test
  void holdsWhatNeedsApprovalUntilTheOwnerSaysSo() throws Exception {
    token =
        served.tokens.publishing("owner", "stranger", new Terms(List.of(), Optional.empty(), true));
    String show = id(create("One").json(), "show_uri");
    JsonNode announced = announce(show, "Sent", "").json();
    put(announced.path("multipart_upload_urls").path(0).path("signed_url").asText(), "sound");

    while (served.intake().held().isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(readiness(id(announced, "episode_uri"))).isEqualTo("NOT_READY");
    assertThat(feed(show)).doesNotContain("<item>");

    Upload held = served.intake().held().get(0);
    served.intake().approve(held);

    assertThat(readiness(id(announced, "episode_uri"))).isEqualTo("READY");
    assertThat(feed(show)).contains("<item>");
  }

  @Test
  void limitsHowManyAreAnnouncedInAnHour() throws Exception {
    String show = id(create("One").json(), "show_uri");
    for (int i = 0; i < 30; i++) {
      assertThat(announce(show, "n" + i, "").status()).isEqualTo(201);
    }

    Answer one = announce(show, "more", "");

    assertThat(one.status()).isEqualTo(429);
    assertThat(one.json().path("error_code").asText()).isEqualTo("RATE_LIMIT_EXCEEDED");
  }

  @Test
  void goesOnAfterARestartWithWhatHadArrived() throws Exception {
    String show = id(create("One").json(), "show_uri");
    JsonNode announced = announce(show, "Sent", "").json();
    Upload upload = served.intake().of(shelfName(show)).get(0);
    served.close();
    try (var library = larksong.library.Library.open(folder.resolve("home"), Clock.systemUTC())) {
      var intake = library.intake(folder.resolve("home/uploads"));
      java.nio.file.Files.writeString(intake.sound(upload), "sound");
      assertThat(intake.receive(upload)).isTrue();
    }

    served = new Served(folder.resolve("home"));

    assertThat(settled(id(announced, "episode_uri"))).isEqualTo("READY");
  }

  @Test
  void hasNoReleasesOfTheClient() throws Exception {
    assertThat(call("GET", "/cli/releases/latest").status()).isEqualTo(404);
  }

  private Answer create(String title) throws Exception {
    String body =
        "{\"title\":"
            + Json.write(title)
            + ",\"summary\":\"About\",\"language\":\"en\",\"playback_control\":\"NONE\"}";
    return send("POST", "/shows", body.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  private Answer announce(String show, String title, String more) throws Exception {
    String body =
        "{\"title\":"
            + Json.write(title)
            + ",\"summary\":\"<p>Hello <script>x</script></p>\",\"language\":\"en\","
            + "\"media_type\":\"EPISODE_AUDIO\""
            + more
            + "}";
    return send(
        "POST",
        "/shows/" + show + "/episodes",
        body.getBytes(StandardCharsets.UTF_8),
        "application/json");
  }

  private String uploaded(String show, String title) throws Exception {
    JsonNode announced = announce(show, title, "").json();
    put(
        announced.path("multipart_upload_urls").path(0).path("signed_url").asText(),
        "sound " + title);
    String episode = id(announced, "episode_uri");
    assertThat(settled(episode)).isEqualTo("READY");
    return episode;
  }

  /** Waits as the client does, only quicker. */
  private String settled(String episode) throws Exception {
    String state = readiness(episode);
    while (state.equals("PROCESSING")) {
      state = readiness(episode);
    }
    return state;
  }

  private String readiness(String episode) throws Exception {
    return call("GET", "/episodes/" + episode + "/readiness").json().path("readiness").asText();
  }

  private List<ShelvedEpisode> shelved(String show) {
    return served.library.episodes(shelfName(show));
  }

  private String shelfName(String show) {
    return larksong.library.Base62.guid(show).flatMap(served.library::show).orElseThrow().name();
  }

  private String feed(String show) throws Exception {
    try (Response response =
        served.get(served.listener() + "shows/" + shelfName(show) + "/feed.xml")) {
      return response.body().string();
    }
  }

  private static String id(JsonNode answer, String field) {
    return answer.path(field).asText().replaceAll(".*:", "");
  }

  private Answer call(String method, String path) throws Exception {
    return raw(method, "/api/v1" + path, token, null, "");
  }

  private Answer send(String method, String path, byte[] body, String type) throws Exception {
    return raw(method, "/api/v1" + path, token, body, type);
  }

  private Answer raw(String method, String path, String bearer, byte[] body, String type)
      throws Exception {
    Request.Builder request =
        new Request.Builder()
            .url(served.url() + path)
            .method(method, body == null ? null : RequestBody.create(body, MediaType.get(type)))
            .header("User-Agent", "save-to-spotify/0.2.0 linux/amd64");
    if (!bearer.isEmpty()) {
      request.header("Authorization", "Bearer " + bearer);
    }
    try (Response response = client.newCall(request.build()).execute()) {
      return new Answer(response.code(), response.body().string());
    }
  }

  private int put(String address, String sound) throws Exception {
    Request request =
        new Request.Builder()
            .url(URI.create(address).toURL())
            .put(RequestBody.create(sound, MediaType.get("audio/mpeg")))
            .build();
    try (Response response = client.newCall(request).execute()) {
      return response.code();
    }
  }
}
