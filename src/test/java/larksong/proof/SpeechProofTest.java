package larksong.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import larksong.model.Clip;
import larksong.model.Finding;
import larksong.speech.freetts.FreeTtsSynthesizer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Defects planted into what the embedded voice really says. */
class SpeechProofTest {

  private static final String TEXT =
      "Walkers and cyclists save twenty minutes on the way to the ferry in the morning.";
  private static final FreeTtsSynthesizer VOICE = new FreeTtsSynthesizer();

  @AfterAll
  static void close() {
    VOICE.close();
  }

  @Test
  void letsAWholeClipPass() throws Exception {
    assertThat(check(spoken())).isEmpty();
  }

  @Test
  void hearsThatMostOfAClipIsMissing() throws Exception {
    short[] whole = spoken();

    assertThat(check(Arrays.copyOf(whole, whole.length / 4))).containsExactly("rate");
  }

  @Test
  void hearsSilenceAndAnEmptyClip() throws Exception {
    assertThat(check(new short[spoken().length])).containsExactly("silence");
    assertThat(check(new short[0])).containsExactly("silence");
  }

  @Test
  void hearsDistortion() throws Exception {
    short[] loud = spoken();
    for (int i = 0; i < loud.length; i++) {
      loud[i] = (short) Math.max(-32_768, Math.min(32_767, loud[i] * 20));
    }

    assertThat(check(loud)).containsExactly("clipping");
  }

  private static short[] spoken() throws Exception {
    return VOICE.speak(TEXT, "kevin16");
  }

  private static List<String> check(short[] samples) {
    Clip clip = new Clip(0, 0, "host", TEXT, TEXT.length(), "x.pcm", samples.length, Duration.ZERO);
    return new SpeechProof(16_000).check(clip, samples).stream().map(Finding::check).toList();
  }
}
