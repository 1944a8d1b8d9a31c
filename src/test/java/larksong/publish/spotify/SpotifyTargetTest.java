package larksong.publish.spotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import larksong.config.Sections;
import larksong.library.Episodes;
import larksong.model.Episode;
import larksong.model.Fixtures;
import larksong.model.Publication.State;
import larksong.net.Http;
import larksong.publish.KeptInMemory;
import larksong.publish.PublishException;
import larksong.publish.Reencoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By what a target at Spotify is known, and what it leaves beside an episode. */
class SpotifyTargetTest {

  private static final String SHOW = "show: " + StandIn.SHOW;

  @TempDir Path folder;

  private final KeptInMemory receipts = new KeptInMemory();

  private SpotifyPublisher publisher(String name, String section, Reencoder reencoder) {
    return SpotifyPublisher.of(
        name,
        Sections.of(folder, "{ " + section + " }"),
        new SpotifyPublisher.Outside(
            () -> Http.withoutCache().client(),
            receipts,
            reencoder,
            Clock.fixed(Instant.parse("2026-11-21T05:30:00Z"), ZoneOffset.UTC)));
  }

  private String address(String name, String section) {
    return publisher(name, section, Episode::mp3).address();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show: \"spotify:show:" + StandIn.SHOW + "\"",
        SHOW + ", url: \"https://saveto.spotify.com\"",
        SHOW + ", url: \"https://SaveTo.Spotify.com:443/\"",
        SHOW + ", token: another",
        SHOW + ", sign-in: moved/elsewhere",
        SHOW + ", when-full: new-show"
      })
  void isTheSameUnderAnotherNameOrSignIn(String section) {
    assertThat(address("podcast", section)).isEqualTo(address("spotify", SHOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show: another",
        SHOW + ", url: \"https://other.example.com\"",
        SHOW + ", url: \"https://saveto.spotify.com/v2\""
      })
  void isAnotherAtAnotherShowOrService(String section) {
    assertThat(address("spotify", section)).isNotEqualTo(address("spotify", SHOW));
  }

  @Test
  void hasNoSecretInItsAddress() {
    assertThat(
            address(
                "spotify",
                SHOW
                    + ", token: hidden, url: \"https://ada:hidden@other.example.com/?key=hidden#hidden\""))
        .isEqualTo("https://other.example.com " + StandIn.SHOW);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void leavesNoSecondFileOnceItIsThereOrRefused(boolean usable) throws Exception {
    try (StandIn service = new StandIn()) {
      service.unusable = sound -> !usable || !sound.endsWith("again");
      Path bench = folder.resolve("bench");
      Episode episode = Episodes.of(bench, Fixtures.EDITION, "ID3 a sound");
      Path again = bench.resolve("again.mp3");
      SpotifyPublisher publisher =
          publisher(
              "spotify",
              SHOW + ", url: \"" + service.url() + "\", token: " + StandIn.TOKEN,
              new Written(again));
      assertThatThrownBy(() -> publisher.publish(episode)).isInstanceOf(PublishException.class);

      if (usable) {
        assertThat(publisher.publish(episode).state()).isEqualTo(State.PUBLISHED);
      } else {
        assertThatThrownBy(() -> publisher.publish(episode)).isInstanceOf(PublishException.class);
      }

      assertThat(bench.resolve("made")).exists();
      assertThat(again).doesNotExist();
    }
  }

  private record Written(Path file) implements Reencoder {
    @Override
    public Path again(Episode episode) throws IOException {
      Files.writeString(file.resolveSibling("made"), "");
      return Files.writeString(file, Files.readString(episode.mp3()) + " again");
    }

    @Override
    public void done(Episode episode) throws IOException {
      Files.deleteIfExists(file);
    }
  }
}
