package larksong.server.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import larksong.json.Json;
import larksong.library.ShelvedEpisode;
import larksong.library.Upload;
import larksong.library.intake.Intake;
import larksong.server.Served;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of {@code save-to-spotify.md}, row by row, as its official client calls it. */
@Timeout(120)
class BackendTest {

  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 7};

  @TempDir Path folder;

  private Served served;
  private SpotifyClient agent;

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"));
    agent = new SpotifyClient(served, served.tokens.publishing("agent"));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void makesAndListsShowsOldestFirst() throws Exception {
    assertThat(agent.call("GET", "/shows").json()).isEqualTo(Json.tree("{\"shows\":[]}"));

    SpotifyClient.Answer first = agent.create("Études & more");
    SpotifyClient.Answer second = agent.create("Second");

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.json().path("show_uri").asText()).matches("spotify:show:[A-Za-z0-9]{22}");
    JsonNode shows = agent.call("GET", "/shows").json().path("shows");
    assertThat(shows.findValuesAsText("show_uri"))
        .containsExactly(
            first.json().path("show_uri").asText(), second.json().path("show_uri").asText());
    assertThat(shows.path(0).path("title").asText()).isEqualTo("Études & more");
    assertThat(shows.path(0).path("language").asText()).isEqualTo("en");
    assertThat(Instant.parse(shows.path(0).path("created_at").asText())).isBefore(Instant.now());
  }

  @Test
  void tellsAndDeletesAShow() throws Exception {
    String show = SpotifyClient.id(agent.create("One").json(), "show_uri");
    String episode = agent.uploaded(show, "Sent");

    JsonNode told = agent.call("GET", "/shows/" + show).json();
    assertThat(told.path("id").asText()).isEqualTo(show);
    assertThat(told.path("total_episodes").isInt()).isTrue();
    assertThat(told.path("total_episodes").asInt()).isEqualTo(1);
    assertThat(told.path("explicit").isBoolean()).isTrue();

    assertThat(agent.call("DELETE", "/shows/" + show)).isEqualTo(new SpotifyClient.Answer(204, ""));
    assertThat(agent.call("GET", "/shows/" + show).status()).isEqualTo(404);
    assertThat(agent.call("GET", "/episodes/" + episode + "/readiness").status()).isEqualTo(404);
  }

  @Test
  void publishesARecordingWithItsPicture() throws Exception {
    String show = SpotifyClient.id(agent.create("One").json(), "show_uri");
    SpotifyClient.Answer picture = agent.send("POST", "/images", JPEG, "image/jpeg");
    assertThat(picture.status()).isEqualTo(201);
    String image = picture.json().path("upload_token").asText();

    SpotifyClient.Answer announced =
        agent.announce(show, "Sent", ",\"image_token\":\"" + image + "\"");

    assertThat(announced.status()).isEqualTo(201);
    assertThat(announced.json().path("status").asText()).isEqualTo("PROCESSING");
    assertThat(announced.json().path("cus_object_id").asText()).isNotEmpty();
    JsonNode parts = announced.json().path("multipart_upload_urls");
    assertThat(parts).hasSize(1);
    assertThat(parts.path(0).path("part_number").asInt()).isEqualTo(1);
    String episode = SpotifyClient.id(announced.json(), "episode_uri");
    assertThat(agent.feed(show)).doesNotContain("<item>");

    String address = parts.path(0).path("signed_url").asText();
    assertThat(agent.put(address, "sound of a minute")).isEqualTo(200);

    assertThat(agent.settled(episode)).isEqualTo("READY");
    JsonNode listed =
        agent.call("GET", "/shows/" + show + "/episodes").json().path("episodes").path(0);
    assertThat(listed.path("episode_uri").asText()).isEqualTo("spotify:episode:" + episode);
    assertThat(listed.path("status").asText()).isEqualTo("READY");
    assertThat(listed.path("media_type").asText()).isEqualTo("EPISODE_AUDIO");
    assertThat(agent.feed(show))
        .contains("<title>Sent</title>")
        .contains("Uploaded with the token 'agent'.");
    ShelvedEpisode shelved = agent.shelved(show).get(0);
    assertThat(served.library.media().path(shelved.cover(), ".jpg")).hasBinaryContent(JPEG);
  }

  @Test
  void takesBytesOnceAndOnlyAtTheAddressItGave() throws Exception {
    String show = SpotifyClient.id(agent.create("One").json(), "show_uri");
    JsonNode announced = agent.announce(show, "Sent", "").json();
    String address = announced.path("multipart_upload_urls").path(0).path("signed_url").asText();

    assertThat(agent.put(address + "x", "sound")).isEqualTo(404);
    assertThat(agent.put(address, "")).as("nothing is no recording").isEqualTo(400);
    assertThat(agent.put(address, "sound")).isEqualTo(200);
    assertThat(agent.put(address, "sound again")).isEqualTo(404);
  }

  @Test
  void refusesWhatIsLargerThanItTakes() throws Exception {
    String show = SpotifyClient.id(agent.create("One").json(), "show_uri");
    JsonNode announced = agent.announce(show, "Sent", "").json();
    String address = announced.path("multipart_upload_urls").path(0).path("signed_url").asText();

    assertThat(agent.put(address, "sound" + "x".repeat(10 << 20))).isEqualTo(413);
    assertThat(agent.send("POST", "/images", new byte[(1 << 20) + 1], "image/png").status())
        .isEqualTo(413);
  }

  @Test
  void tellsThatWhatWasSentIsNoRecording() throws Exception {
    String show = SpotifyClient.id(agent.create("One").json(), "show_uri");
    JsonNode announced = agent.announce(show, "Sent", "").json();
    agent.put(
        announced.path("multipart_upload_urls").path(0).path("signed_url").asText(),
        "<html><script>alert(1)</script>");

    assertThat(agent.settled(SpotifyClient.id(announced, "episode_uri"))).isEqualTo("FAILED");
    assertThat(agent.feed(show)).doesNotContain("<item>");
    assertThat(
            agent.send(
                "POST", "/images", "GIF89a".getBytes(StandardCharsets.US_ASCII), "image/png"))
        .extracting(SpotifyClient.Answer::status)
        .isEqualTo(400);
  }

  @Test
  void deletesAnEpisodeForEver() throws Exception {
    String show = SpotifyClient.id(agent.create("One").json(), "show_uri");
    String episode = agent.uploaded(show, "Sent");
    ShelvedEpisode shelved = agent.shelved(show).get(0);
    String audio = served.listener() + "media/" + shelved.guid() + ".mp3";
    try (Response before = served.get(audio)) {
      assertThat(before.code()).isEqualTo(200);
    }

    assertThat(agent.call("DELETE", "/episodes/" + episode).status()).isEqualTo(204);

    assertThat(agent.call("DELETE", "/episodes/" + episode).status()).isEqualTo(404);
    assertThat(agent.feed(show)).doesNotContain("<item>");
    assertThat(served.library.media().path(shelved.sha256(), ".mp3")).doesNotExist();
    try (Response after = served.get(audio)) {
      assertThat(after.code()).isEqualTo(404);
    }
    assertThat(agent.uploaded(show, "Sent")).isNotEqualTo(episode);
  }

  @Test
  void keepsReplacesAndDeletesATimeline() throws Exception {
    String show = SpotifyClient.id(agent.create("One").json(), "show_uri");
    String episode = agent.uploaded(show, "Sent");
    String path = "/shows/" + show + "/episodes/" + episode + "/timeline";
    assertThat(agent.call("GET", path).json()).isEqualTo(Json.tree("{\"items\":[]}"));
    String items =
        "{\"items\":[{\"chapter\":{\"title\":\"Start\",\"start_time_ms\":0}},"
            + "{\"chapter\":{\"title\":\"Middle\",\"start_time_ms\":9000}},"
            + "{\"link\":{\"start_time_ms\":1000,\"duration_ms\":2000,\"url\":\"https://a.example\"}},"
            + "{\"spotify_entity\":{\"start_time_ms\":5000,\"uri\":\"spotify:track:4uLU6hMCjMI75M1A2tKUQC\"}}]}";

    SpotifyClient.Answer put =
        agent.send("PUT", path, items.getBytes(StandardCharsets.UTF_8), "application/json");

    assertThat(put.status()).isEqualTo(200);
    JsonNode told = agent.call("GET", path).json().path("items");
    assertThat(told).isEqualTo(put.json().path("items")).hasSize(4);
    assertThat(told.path(1).path("chapter").path("start_time_ms").asInt()).isEqualTo(9000);
    assertThat(told.path(1).path("chapter").path("chapter_uri").asText())
        .startsWith("spotify:chapter:");
    assertThat(told.path(2).path("link").path("companion_uri").asText()).isNotEmpty();
    assertThat(told.path(2).path("link").has("url")).isFalse();
    assertThat(agent.shelved(show).get(0).chapters())
        .extracting(chapter -> chapter.title() + " " + chapter.start().toSeconds())
        .containsExactly("Start 0", "Middle 9");

    assertThat(agent.call("DELETE", path).status()).isEqualTo(204);
    assertThat(agent.call("GET", path).json().path("items")).isEmpty();
    assertThat(agent.shelved(show).get(0).chapters())
        .extracting(chapter -> chapter.title())
        .containsExactly("Sent");
  }

  @Test
  void keepsThePicturesOfATimelineAsLongAsTheyAreSeen() throws Exception {
    String show = SpotifyClient.id(agent.create("One").json(), "show_uri");
    String episode = agent.uploaded(show, "Sent");
    String path = "/shows/" + show + "/episodes/" + episode + "/timeline";
    String token =
        agent.send("POST", "/images", JPEG, "image/jpeg").json().path("upload_token").asText();
    String items =
        "{\"items\":[{\"image\":{\"start_time_ms\":1000,\"duration_ms\":2000,\"image_token\":\""
            + token
            + "\",\"title\":\"A <map>\",\"url\":\"https://a.example/map\",\"width\":1,\"height\":1}}]}";

    SpotifyClient.Answer put =
        agent.send("PUT", path, items.getBytes(StandardCharsets.UTF_8), "application/json");

    assertThat(put.json().path("items").path(0).path("image").fieldNames())
        .toIterable()
        .doesNotContain("image_token", "picture")
        .contains("companion_uri");
    ShelvedEpisode shelved = agent.shelved(show).get(0);
    Path kept = mediaOf(JPEG);
    String listener = served.listener();
    String picture = listener + "media/" + shelved.guid() + "/" + kept.getFileName();
    try (Response seen = served.get(picture);
        Response page = served.get(listener + "shows/" + shelved.show() + "/" + shelved.slug());
        Response chapters = served.get(listener + "media/" + shelved.guid() + ".chapters.json")) {
      assertThat(seen.body().bytes()).isEqualTo(JPEG);
      assertThat(seen.header("Content-Type")).isEqualTo("image/jpeg");
      assertThat(page.body().string())
          .contains("A &lt;map&gt;")
          .contains(picture.replaceFirst(".*/media/", "media/"));
      assertThat(Json.tree(chapters.body().string()).path("chapters"))
          .anyMatch(
              entry ->
                  entry.path("img").asText().endsWith(picture)
                      && !entry.path("toc").asBoolean(true));
    }

    assertThat(agent.call("DELETE", "/episodes/" + episode).status()).isEqualTo(204);
    assertThat(kept).doesNotExist();
    try (Response gone = served.get(picture)) {
      assertThat(gone.code()).isEqualTo(404);
    }
  }

  @Test
  void keepsOfATimelineOnlyWhatItsItemsMaySay() throws Exception {
    String show = SpotifyClient.id(agent.create("One").json(), "show_uri");
    String episode = agent.uploaded(show, "Sent");
    String path = "/shows/" + show + "/episodes/" + episode + "/timeline";
    String items =
        "{\"items\":[{\"spotify_entity\":{\"start_time_ms\":0,\"uri\":\"spotify:track:abc\",\"url\":\"javascript:alert(1)\"}},"
            + "{\"link\":{\"start_time_ms\":9000,\"duration_ms\":10,\"url\":\"https://a.example\",\"picture\":\"x9q\",\"title\":\"y\"}}]}";

    assertThat(
            agent
                .send("PUT", path, items.getBytes(StandardCharsets.UTF_8), "application/json")
                .status())
        .isEqualTo(200);

    ShelvedEpisode shelved = agent.shelved(show).get(0);
    try (Response page =
        served.get(served.listener() + "shows/" + shelved.show() + "/" + shelved.slug())) {
      assertThat(page.body().string())
          .contains("https://open.spotify.com/track/abc")
          .doesNotContain("javascript:")
          .doesNotContain("x9q");
    }
    assertThat(agent.call("DELETE", path).status()).isEqualTo(204);
  }

  @Test
  void removesTheSoundOfAnEditionThatWasReplaced() throws Exception {
    larksong.model.Edition edition = larksong.model.Fixtures.EDITION;
    Path bench = folder.resolve("bench");
    ShelvedEpisode before =
        served.library.shelve(larksong.library.Episodes.of(bench, edition, "first"));
    ShelvedEpisode after =
        served.library.shelve(larksong.library.Episodes.of(bench, edition, "second"));

    assertThat(served.library.media().path(before.sha256(), ".mp3")).doesNotExist();
    assertThat(served.library.media().path(after.sha256(), ".mp3")).exists();
  }

  @Test
  void givesAShowsPictureToWhatComesWithoutOne() throws Exception {
    String token =
        agent.send("POST", "/images", JPEG, "image/jpeg").json().path("upload_token").asText();
    String body = "{\"title\":\"One\",\"language\":\"en\",\"image_token\":\"" + token + "\"}";

    String show =
        SpotifyClient.id(
            agent
                .send("POST", "/shows", body.getBytes(StandardCharsets.UTF_8), "application/json")
                .json(),
            "show_uri");
    agent.uploaded(show, "Sent");

    ShelvedEpisode shelved = agent.shelved(show).get(0);
    assertThat(served.library.media().path(shelved.cover(), ".jpg")).hasBinaryContent(JPEG);
    assertThat(
            agent
                .send(
                    "POST",
                    "/shows",
                    body.replace(token, "none").getBytes(StandardCharsets.UTF_8),
                    "application/json")
                .status())
        .isEqualTo(400);
  }

  private Path mediaOf(byte[] content) throws Exception {
    Path file = Files.write(folder.resolve("same"), content);
    return served.library.media().path(larksong.files.Fingerprint.of(file), ".jpg");
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
    String show = SpotifyClient.id(agent.create("One").json(), "show_uri");
    String path = "/shows/" + show + "/episodes/" + agent.uploaded(show, "Sent") + "/timeline";

    SpotifyClient.Answer answer =
        agent.send("PUT", path, items.getBytes(StandardCharsets.UTF_8), "application/json");

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().fieldNames())
        .toIterable()
        .containsExactly("error_code", "reason", "message");
    assertThat(agent.call("GET", path).json().path("items")).isEmpty();
  }

  @Test
  void keepsTwoRecordingsOfOneMinuteApart() throws Exception {
    String show = SpotifyClient.id(agent.create("One").json(), "show_uri");

    agent.uploaded(show, "First");
    agent.uploaded(show, "Second");

    assertThat(agent.shelved(show))
        .extracting(ShelvedEpisode::title)
        .containsExactlyInAnyOrder("First", "Second");
  }

  @Test
  void goesOnAfterARestartWithWhatHadArrived() throws Exception {
    String show = SpotifyClient.id(agent.create("One").json(), "show_uri");
    JsonNode announced = agent.announce(show, "Sent", "").json();
    Upload upload = served.intake().of(agent.shelfName(show)).get(0);
    served.close();
    try (var library = larksong.library.Library.open(folder.resolve("home"), Clock.systemUTC())) {
      var intake = new Intake(library);
      java.nio.file.Files.writeString(intake.sound(upload), "sound");
      assertThat(intake.receive(upload)).isTrue();
    }

    served = new Served(folder.resolve("home"));
    agent = new SpotifyClient(served, served.tokens.publishing("agent"));

    assertThat(agent.settled(SpotifyClient.id(announced, "episode_uri"))).isEqualTo("READY");
  }

  @Test
  void hasNoReleasesOfTheClient() throws Exception {
    assertThat(agent.call("GET", "/cli/releases/latest").status()).isEqualTo(404);
  }
}
