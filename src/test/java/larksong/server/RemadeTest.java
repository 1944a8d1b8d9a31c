package larksong.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import larksong.json.Json;
import larksong.library.Episodes;
import larksong.library.ShelvedEpisode;
import larksong.library.ShelvedShow;
import larksong.library.Upload;
import larksong.library.intake.Finishing;
import larksong.model.Episode;
import larksong.model.Fixtures;
import larksong.model.Recording;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of what somebody sends, nothing is kept beside a recording but what was made of it here. */
@Timeout(120)
class RemadeTest {

  private static final MediaType BYTES = MediaType.get("application/octet-stream");
  private static final byte[] PICTURE = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 'o', 'u', 'r', 's'};

  @TempDir Path folder;

  private final OkHttpClient client = new OkHttpClient();
  private final Remaking remaking = new Remaking();
  private Served served;
  private String token;

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"), remaking);
    token = served.tokens.publishing("laptop");
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void aCoverAndATranscriptThatComeWithAnEdition() throws Exception {
    assertThat(sent()).startsWith("200");

    ShelvedEpisode shelved = served.library.find(Fixtures.EDITION.id()).orElseThrow();
    assertThat(shelved.transcript()).isEqualTo("WEBVTT\n\nmade here");
    assertThat(served.library.media().path(shelved.cover(), ".jpg")).hasBinaryContent(PICTURE);
  }

  @Test
  void aRecordingIsLookedAtBeforeItIsKept() throws Exception {
    remaking.refusal = Optional.of("It holds something else than sound.");

    assertThat(sent()).isEqualTo("422{\"error\":\"It holds something else than sound.\"}");
    assertThat(served.library.find(Fixtures.EDITION.id())).isEmpty();
  }

  @Test
  void aPictureThatIsSentByItself() throws Exception {
    byte[] picture = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 't', 'h', 'e', 'i', 'r', 's'};
    Request request =
        as("/api/v1/images").post(RequestBody.create(picture, MediaType.get("image/jpeg"))).build();
    try (Response response = client.newCall(request).execute()) {
      String name =
          served
              .intake()
              .pictures()
              .of("owner", Json.tree(response.body().string()).path("upload_token").asText())
              .orElseThrow();
      String kept = served.intake().pictures().shelve(name);
      assertThat(served.library.media().path(kept, ".jpg")).hasBinaryContent(PICTURE);
    }
  }

  private Request.Builder as(String path) {
    return new Request.Builder()
        .url(served.url() + path)
        .header("Authorization", "Bearer " + token);
  }

  private String sent() throws Exception {
    Episode episode = Episodes.of(folder.resolve("bench"), Fixtures.EDITION, "ID3 a sound");
    byte[] transcript = "WEBVTT\n\nNOTE <script>".getBytes(StandardCharsets.UTF_8);
    Request request =
        as("/api/library/shows/morning/editions/" + episode.edition().slug())
            .put(
                new MultipartBody.Builder()
                    .setType(MultipartBody.FORM)
                    .addFormDataPart("episode", "e", RequestBody.create(Json.write(episode), BYTES))
                    .addFormDataPart(
                        "audio", "a", RequestBody.create(episode.mp3().toFile(), BYTES))
                    .addFormDataPart(
                        "cover",
                        "c",
                        RequestBody.create(
                            Files.readAllBytes(episode.folder().resolve("cover.jpg")), BYTES))
                    .addFormDataPart("transcript", "t", RequestBody.create(transcript, BYTES))
                    .build())
            .build();
    try (Response response = client.newCall(request).execute()) {
      return response.code() + response.body().string();
    }
  }

  /** Makes one picture and one transcript of whatever is sent. */
  private static final class Remaking implements Finishing {

    private final Finishing plain = new PlainFinishing();
    Optional<String> refusal = Optional.empty();

    @Override
    public Recording recording(
        Path sound, ShelvedShow show, Upload upload, Optional<Path> picture, Path bench)
        throws UnfitException, IOException {
      return plain.recording(sound, show, upload, picture, bench);
    }

    @Override
    public void check(Path mp3, Duration length) throws UnfitException {
      if (refusal.isPresent()) {
        throw new UnfitException(refusal.get());
      }
    }

    @Override
    public String transcript(String sent, Duration length) {
      return "WEBVTT\n\nmade here";
    }

    @Override
    public byte[] picture(byte[] sent) {
      return PICTURE.clone();
    }
  }
}
