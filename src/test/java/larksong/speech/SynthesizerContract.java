package larksong.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What every engine promises. */
public abstract class SynthesizerContract {

  protected abstract Synthesizer engine();

  /** A voice of the engine. */
  protected abstract String voice();

  @Test
  void declaresItsFormatAndItsVoices() {
    assertThat(engine().sampleRate()).isBetween(8_000, 48_000);
    assertThat(engine().voices()).contains(voice());
  }

  @Test
  void speaksLongerTextLonger() throws Exception {
    int one = engine().speak("Good morning.", voice()).length;
    int three = engine().speak("Good morning. It is raining in the harbour today.", voice()).length;

    assertThat(one).isPositive();
    assertThat(three).isGreaterThan(one * 3 / 2);
  }

  @Test
  void speaksSlowerWhereThePaceIsLower() throws Exception {
    String text = "It is raining in the harbour today.";
    int usual = engine().speak(text, voice()).length;

    assertThat(engine().speak(text, voice(), 0.5).length).isBetween(usual * 3 / 2, usual * 5 / 2);
    assertThat(engine().speak(text, voice())).as("the next sentence").hasSize(usual);
  }

  @Test
  void namesTheVoicesThereAreForAnUnknownOne() {
    assertThatThrownBy(() -> engine().speak("Hello.", "kevim"))
        .isInstanceOf(SpeechException.class)
        .hasMessageContaining("No voice '" + engine().engine() + ":kevim'")
        .hasMessageContaining(engine().engine() + ":" + voice());
  }

  @Test
  void saysNothingForNothing() throws Exception {
    assertThat(engine().speak(" ", voice())).isEmpty();
  }

  @Test
  void doesNotClickAtEitherEnd() throws Exception {
    short[] samples = engine().speak("Good morning.", voice());

    assertThat(Math.abs(samples[0])).isLessThan((short) 1500);
    assertThat(Math.abs(samples[samples.length - 1])).isLessThan((short) 1500);
  }
}
