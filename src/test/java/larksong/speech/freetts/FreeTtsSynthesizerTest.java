package larksong.speech.freetts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import larksong.speech.SpeechException;
import larksong.speech.Synthesizer;
import larksong.speech.SynthesizerContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class FreeTtsSynthesizerTest extends SynthesizerContract {

  private static final FreeTtsSynthesizer ENGINE = new FreeTtsSynthesizer();

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  @Override
  protected Synthesizer engine() {
    return ENGINE;
  }

  @Override
  protected String voice() {
    return "kevin16";
  }

  @Test
  void saysTheSameOnManyThreadsFromAColdStart() throws Exception {
    String text = "The council votes on the money on Tuesday afternoon.";
    short[] alone = ENGINE.speak(text, "kevin16");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (FreeTtsSynthesizer fresh = new FreeTtsSynthesizer()) {
      List<Future<short[]>> spoken = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        String voice = i % 6 == 5 ? "kevin" : "kevin16";
        spoken.add(threads.submit(() -> fresh.speak(text, voice)));
      }
      for (int i = 0; i < spoken.size(); i++) {
        if (i % 6 != 5) {
          assertThat(spoken.get(i).get()).as("clip %s", i).isEqualTo(alone);
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void refusesATextThatIsNoSentence() {
    assertThatThrownBy(() -> ENGINE.speak("word ".repeat(10_000), "kevin16"))
        .isInstanceOf(SpeechException.class)
        .hasMessageContaining("Expected at most 20000 characters");
  }
}
