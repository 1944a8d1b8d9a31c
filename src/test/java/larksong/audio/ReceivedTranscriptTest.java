package larksong.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a transcript is kept that another Larksong sends. */
class ReceivedTranscriptTest {

  private static final Duration LENGTH = Duration.ofMinutes(1);

  @Test
  void keepsVoicesAndWordsWithoutTags() throws Exception {
    assertThat(transcript("<v.loud Ada Berg>Good <i>morning</i>, 1 &lt; 2 and 3 < 4.</v>"))
        .contains("<v Ada Berg>Good morning, 1 &lt; 2 and 3 &lt; 4.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<", "<v ", "<v.", "<v  "})
  @Timeout(5)
  void readsTagsThatNeverEndAtOnce(String beginning) throws Exception {
    String cue = beginning.repeat(9_900 / beginning.length());

    assertThat(transcript((cue + "\n\n00:01.000 --> 00:02.000\n").repeat(40) + "end"))
        .contains("end");
  }

  private static String transcript(String words) throws Exception {
    return SentSound.transcript("WEBVTT\n\n00:01.000 --> 00:02.000\n" + words, LENGTH);
  }
}
