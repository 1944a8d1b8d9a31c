package larksong.audio.jave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import larksong.audio.Remastering;
import larksong.audio.SentSound;
import larksong.audio.UnplayableException;
import larksong.files.Pcm;
import larksong.model.Fixtures;
import larksong.model.Recording;
import larksong.model.Show;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in the parts that another Larksong sends, beside a recording of our own. */
class SentSoundTest {

  private static final int RATE = 44_100;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir static Path made;
  private static Recording recording;

  @TempDir Path folder;

  @BeforeAll
  static void master() throws Exception {
    short[] tone = new short[40 * RATE];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (short) (i % (3 * RATE) < RATE ? 0 : 6_000 * Math.sin(2 * Math.PI * i / 100));
    }
    Path sound = made.resolve("sound");
    Files.write(sound, Pcm.wav(tone, RATE));
    Show show = Show.ofRecordings("talks", "Talks", "", Locale.ENGLISH, Fixtures.STOCKHOLM);
    recording =
        new Remastering(
                new JaveEncoder(new FfmpegLocator(Optional.empty(), made.resolve("programs"))))
            .master(
                sound,
                new Remastering.Label(show, "Sent", LocalDate.of(2026, 11, 21), "By the owner."),
                Optional.empty(),
                made);
  }

  @Test
  void takesARecordingOfOurs() throws Exception {
    SentSound.check(made.resolve("episode.mp3"), recording.duration());
  }

  @Test
  void refusesALengthThatTheSoundDoesNotHave() {
    for (Duration said : new Duration[] {Duration.ofSeconds(2), Duration.ofHours(3)}) {
      assertThatThrownBy(() -> SentSound.check(made.resolve("episode.mp3"), said))
          .isInstanceOf(UnplayableException.class)
          .hasMessage(
              "Expected a recording of " + said.toSeconds() + " seconds but its sound has 40.");
    }
  }

  @Test
  void refusesWhatIsNoSoundOrHasSomethingElseInIt() throws Exception {
    byte[] mp3 = Files.readAllBytes(made.resolve("episode.mp3"));
    ByteArrayOutputStream stuffed = new ByteArrayOutputStream();
    stuffed.write(mp3);
    stuffed.write("<html>".repeat(20_000).getBytes(StandardCharsets.US_ASCII));
    for (byte[] sent :
        new byte[][] {
          "ID3 and then a page".repeat(9_000).getBytes(StandardCharsets.US_ASCII),
          "ID3".getBytes(StandardCharsets.US_ASCII),
          stuffed.toByteArray()
        }) {
      Path file = Files.write(folder.resolve("sent"), sent);
      assertThatThrownBy(() -> SentSound.check(file, recording.duration()))
          .isInstanceOf(UnplayableException.class)
          .hasMessageStartingWith("Expected an MP3 ");
    }
  }

  @Test
  void keepsTheWordsOfATranscriptAndNothingElse() throws Exception {
    String sent =
        """
        WEBVTT - a title
        X-TIMESTAMP-MAP=LOCAL:00:00:00.000

        STYLE
        ::cue { background: url(https://a.example/pixel) }

        NOTE nobody sees this

        first
        00:00.500 --> 00:00:02.000 position:10% line:0
        <v.loud Ada><b>Good</b> morning &amp; <script>alert(1)</script>hello</v>

        00:02.000 --> 00:03.250
        Who am I?
        """;

    assertThat(SentSound.transcript(sent, MINUTE))
        .isEqualTo(
            """
            WEBVTT

            00:00:00.500 --> 00:00:02.000
            <v Ada>Good morning &amp; alert(1)hello</v>

            00:00:02.000 --> 00:00:03.250
            Who am I?
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WEBVTT\n\n00:05.000 --> 00:02.000\nback",
        "WEBVTT\n\n00:05.000 --> 99:00:02.000\nfar",
        "WEBVTT\n\n99999999999:00:05.000 --> 00:06.000\nodd",
        "WEBVTT\n\n-00:05.000 --> 00:06.000\nbefore",
        "WEBVTT\n\nNaN --> 00:06.000\nnone",
      })
  void refusesATranscriptWithTimesThatTheRecordingDoesNotHave(String sent) {
    assertThatThrownBy(() -> SentSound.transcript(sent, MINUTE))
        .isInstanceOf(UnplayableException.class)
        .hasMessageStartingWith("Expected ");
  }

  @Test
  void rewritesATranscriptOfOursToItself() throws Exception {
    String ours =
        "WEBVTT\n\n00:00:00.300 --> 00:00:02.000\n<v host>Hello &lt;you&gt; &amp; all.</v>\n";

    assertThat(SentSound.transcript(ours, MINUTE)).isEqualTo(ours);
  }
}
