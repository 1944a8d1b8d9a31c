package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import larksong.app.Sending.Parcel;
import larksong.files.Fingerprint;
import larksong.files.Pcm;
import larksong.library.ShelvedEpisode;
import larksong.library.deletion.Deletions;
import larksong.library.journal.Sendings;
import larksong.model.EditionId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The owner's own recordings, each of which becomes one episode. */
@Timeout(120)
class SendingTest {

  private static final Instant NOW = Instant.parse("2026-11-21T22:00:00Z");

  @TempDir Path folder;

  private Instant now = NOW;

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return Clock.fixed(now, zone);
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  @BeforeEach
  void configure() throws Exception {
    Files.createDirectories(folder.resolve("config/shows"));
    short[] tone = new short[32_000];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (short) (8000 * Math.sin(2 * Math.PI * 440 * i / 16_000));
    }
    Files.write(folder.resolve("talk.wav"), Pcm.wav(tone, 16_000));
    tone[5] = 1;
    Files.write(folder.resolve("other.wav"), Pcm.wav(tone, 16_000));
  }

  private Larksong open() throws Exception {
    return Larksong.open(folder.resolve("home"), folder.resolve("config"), Map.of(), clock, true);
  }

  private void send(Larksong larksong, String file, String title) throws Exception {
    new Sending(larksong)
        .send(new Parcel(folder.resolve(file), title, "", Optional.of("talks"), Optional.empty()));
  }

  @Test
  void knowsARecordingThatWasSentBefore() throws Exception {
    try (Larksong larksong = open()) {
      send(larksong, "talk.wav", "The talk");
      List<ShelvedEpisode> first = larksong.library().episodes("talks");
      now = NOW.plus(Duration.ofDays(3));
      send(larksong, "talk.wav", "The talk");

      assertThat(larksong.library().episodes("talks")).isEqualTo(first).hasSize(1);

      send(larksong, "talk.wav", "Another title");
      send(larksong, "other.wav", "The talk");
      assertThat(larksong.library().episodes("talks")).hasSize(3);

      new Deletions(larksong.library()).remove(first.get(0));
      send(larksong, "talk.wav", "The talk");
      assertThat(larksong.library().episodes("talks"))
          .as("what was taken off the shelf comes anew")
          .hasSize(3)
          .noneMatch(episode -> episode.guid().equals(first.get(0).guid()));
    }
  }

  @Test
  void goesOnWithTheEditionOfOneThatWasKilledBeforeItWasOnTheShelf() throws Exception {
    try (Larksong larksong = open()) {
      String content =
          Fingerprint.of("talks", "The talk", Fingerprint.of(folder.resolve("talk.wav")));
      new Sendings(larksong.library().store())
          .note(content, EditionId.of("talks", "2026-11-21T21:50"));
      send(larksong, "talk.wav", "The talk");

      assertThat(larksong.library().episodes("talks"))
          .extracting(episode -> episode.edition().label())
          .containsExactly("2026-11-21T21:50");
    }
  }

  @Test
  void makesAnEpisodeWholeAgainWhoseFileIsGone() throws Exception {
    try (Larksong larksong = open()) {
      send(larksong, "talk.wav", "The talk");
      ShelvedEpisode first = larksong.library().episodes("talks").get(0);
      Files.delete(larksong.library().media().path(first.sha256(), ".mp3"));
      assertThat(new Examination(larksong).examine(false))
          .filteredOn(result -> result.what().equals("shelf"))
          .singleElement()
          .satisfies(
              result -> {
                assertThat(result.ok()).isFalse();
                assertThat(result.detail())
                    .startsWith("without their files: talks/2026-11-21T22:00 'The talk'.")
                    .contains("larksong produce", "restore a backup");
              });

      send(larksong, "talk.wav", "The talk");

      ShelvedEpisode again = larksong.library().episodes("talks").get(0);
      assertThat(again.guid()).isEqualTo(first.guid());
      assertThat(larksong.library().episodes("talks")).hasSize(1);
      assertThat(larksong.caretaker().missing(true)).isEmpty();
    }
  }
}
