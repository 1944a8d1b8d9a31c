package larksong.server.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import larksong.json.Json;
import larksong.library.Episodes;
import larksong.library.ShelvedShow;
import larksong.library.Upload;
import larksong.library.access.Tokens.Terms;
import larksong.library.intake.AnnouncedShows;
import larksong.library.intake.Intake;
import larksong.model.Episode;
import larksong.model.Fixtures;
import larksong.server.Served;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All that an account stores counts, and who has stored all it may stores no more by any door. */
@Timeout(120)
class FullTest {

  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 7};
  private static final long MOST = 60_000;

  @TempDir Path folder;

  private Served served;
  private String token;
  private SpotifyClient agent;

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"), new Limits(10 << 20, MOST, 1_000));
    token = served.tokens.publishing("ben", "agent", Terms.NONE);
    agent = new SpotifyClient(served, token);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private long taken() throws Exception {
    return served.intake().room().taken("ben");
  }

  @Test
  void countsTheWordsOfAShow() throws Exception {
    new AnnouncedShows(served.library)
        .announce(
            "ben",
            new AnnouncedShows.Details(
                "Show", "x".repeat(4_000), Locale.ENGLISH, Optional.empty()));

    assertThat(taken()).isGreaterThanOrEqualTo(4_000);
  }

  @Test
  void countsWhatIsAnnouncedAndWhatOfItArrivedBeforeItIsWhole() throws Exception {
    ShelvedShow show =
        new AnnouncedShows(served.library)
            .announce(
                "ben", new AnnouncedShows.Details("Show", "", Locale.ENGLISH, Optional.empty()));
    long before = taken();
    Intake intake = served.intake();
    Upload.Details details =
        new Upload.Details("Sent", "y".repeat(3_000), "", Locale.ENGLISH, false);
    Upload upload =
        intake.open(served.tokens.list().get(0), show, details, Optional.empty()).upload();
    long announced = taken();
    Files.write(intake.sound(upload), new byte[5_000]);

    assertThat(announced - before).isGreaterThanOrEqualTo(3_000);
    assertThat(taken() - announced).isEqualTo(5_000);
  }

  @Test
  void countsTheCoverTheTranscriptAndTheWordsOfAnEpisode() throws Exception {
    Episode episode = Episodes.of(folder.resolve("bench"), Fixtures.EDITION, "ID3 a sound");
    served.library.shelve(episode, "ben");
    long plain = taken();
    Files.write(episode.folder().resolve("cover.jpg"), new byte[7_000]);
    served.library.shelve(episode, "ben");
    long covered = taken();
    Files.writeString(episode.folder().resolve("transcript.vtt"), "WEBVTT\n" + "z".repeat(9_000));
    served.library.shelve(episode, "ben");

    assertThat(covered).isGreaterThanOrEqualTo(7_000).isGreaterThan(plain);
    assertThat(taken() - covered).isEqualTo(9_000);
  }

  @Test
  void storesNoMoreByAnyDoorOnceItIsFull() throws Exception {
    String show = SpotifyClient.id(agent.create("Show").json(), "show_uri");
    String episode = agent.uploaded(show, "Sent");
    String address =
        agent
            .announce(show, "Announced", "")
            .json()
            .path("multipart_upload_urls")
            .path(0)
            .path("signed_url")
            .asText();
    for (int i = 0; i < MOST / 4_000; i++) {
      new AnnouncedShows(served.library)
          .announce(
              "ben",
              new AnnouncedShows.Details(
                  "Show " + i, "x".repeat(4_000), Locale.ENGLISH, Optional.empty()));
    }
    long full = taken();
    assertThat(full).isGreaterThanOrEqualTo(MOST);

    SpotifyClient.Answer more = agent.create("Another");
    assertThat(more.status()).isEqualTo(429);
    assertThat(more.json().path("reason").asText()).isEqualTo("capacity");
    assertThat(agent.announce(show, "Another", "").status()).isEqualTo(429);
    assertThat(agent.send("POST", "/images", JPEG, "image/jpeg").status()).isEqualTo(429);
    String items =
        "{\"items\":[{\"chapter\":{\"title\":\"A\",\"start_time_ms\":0}},"
            + "{\"chapter\":{\"title\":\"B\",\"start_time_ms\":9000}}]}";
    assertThat(
            agent
                .send(
                    "PUT",
                    "/shows/" + show + "/episodes/" + episode + "/timeline",
                    items.getBytes(StandardCharsets.UTF_8),
                    "application/json")
                .status())
        .isEqualTo(429);
    assertThat(agent.put(address, "sound that has no room")).isEqualTo(429);
    assertThat(sentEdition(10)).startsWith("507");
    assertThat(taken()).isEqualTo(full);
    SpotifyClient other =
        new SpotifyClient(served, served.tokens.publishing("eve", "agent", Terms.NONE));
    assertThat(other.create("Another's").status()).isEqualTo(201);
  }

  @Test
  void takesNoRecordingThatHasNoRoom() throws Exception {
    String show = SpotifyClient.id(agent.create("Show").json(), "show_uri");
    String address =
        agent
            .announce(show, "Large", "")
            .json()
            .path("multipart_upload_urls")
            .path(0)
            .path("signed_url")
            .asText();

    assertThat(agent.put(address, "sound " + "x".repeat((int) MOST))).isEqualTo(413);
    assertThat(sentEdition((int) MOST)).startsWith("507");
    assertThat(taken()).isLessThan(MOST / 2);
  }

  /** A recording of so many bytes, of which its sender does not say how many they are. */
  private String sentEdition(int bytes) throws Exception {
    Episode episode =
        Episodes.of(folder.resolve("sent"), Fixtures.EDITION, "ID3" + "a".repeat(bytes));
    String words = Json.write(episode).replace("\"morning", "\"ben-news");
    MediaType type = MediaType.get("application/octet-stream");
    MultipartBody parts =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("episode", "e", RequestBody.create(words, type))
            .addFormDataPart("audio", "a", RequestBody.create(episode.mp3().toFile(), type))
            .addFormDataPart(
                "cover",
                "c",
                RequestBody.create(episode.folder().resolve("cover.jpg").toFile(), type))
            .addFormDataPart(
                "transcript",
                "t",
                RequestBody.create(episode.folder().resolve("transcript.vtt").toFile(), type))
            .build();
    Request request =
        new Request.Builder()
            .url(served.url() + "/api/library/shows/ben-news/editions/" + episode.edition().slug())
            .put(new Unannounced(parts))
            .header("Authorization", "Bearer " + token)
            .build();
    try (Response response = new OkHttpClient().newCall(request).execute()) {
      return response.code() + response.body().string();
    }
  }

  /** Sent in chunks. */
  private static final class Unannounced extends RequestBody {
    private final RequestBody parts;

    Unannounced(RequestBody parts) {
      this.parts = parts;
    }

    @Override
    public MediaType contentType() {
      return parts.contentType();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      parts.writeTo(sink);
    }
  }
}
