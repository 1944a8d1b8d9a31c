package larksong.server.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import larksong.library.ShelvedShow;
import larksong.library.Upload;
import larksong.library.intake.Finishing;
import larksong.model.Recording;
import larksong.server.PlainFinishing;
import larksong.server.Served;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A recording for which there is not memory enough keeps no other from the shelf. */
@Timeout(120)
class FailedFinishingTest {

  @TempDir Path folder;

  private Served served;
  private SpotifyClient agent;

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"), new OftenOutOfMemory());
    agent = new SpotifyClient(served, served.tokens.publishing("agent"));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void delaysNoOtherAndIsGivenUp() throws Exception {
    String show = SpotifyClient.id(agent.create("One").json(), "show_uri");
    JsonNode announced = agent.announce(show, "Huge", "").json();
    agent.put(
        announced.path("multipart_upload_urls").path(0).path("signed_url").asText(), "sound huge");
    String huge = SpotifyClient.id(announced, "episode_uri");

    for (int i = 0; i < 3; i++) {
      assertThat(agent.uploaded(show, "Sent " + i)).isNotEmpty();
    }

    assertThat(agent.settled(huge)).isEqualTo("FAILED");
  }

  private static final class OftenOutOfMemory implements Finishing {

    private final Finishing plain = new PlainFinishing();

    @Override
    public Recording recording(
        Path sound, ShelvedShow show, Upload upload, Optional<Path> picture, Path bench)
        throws UnfitException, IOException {
      if (upload.details().title().equals("Huge")) {
        throw new OutOfMemoryError("Java heap space");
      }
      return plain.recording(sound, show, upload, picture, bench);
    }

    @Override
    public void check(Path mp3, Duration length) throws UnfitException, IOException {
      plain.check(mp3, length);
    }

    @Override
    public String transcript(String sent, Duration length) throws UnfitException {
      return plain.transcript(sent, length);
    }

    @Override
    public byte[] picture(byte[] sent) throws UnfitException, IOException {
      return plain.picture(sent);
    }
  }
}
