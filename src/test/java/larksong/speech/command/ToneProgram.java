package larksong.speech.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import larksong.files.Pcm;
import larksong.speech.SpeechException;
import larksong.speech.ToneSynthesizer;

/** A voice as a program: text in, WAV out; its argument is how much slower than usual. */
public final class ToneProgram {

  private ToneProgram() {}

  public static void main(String... arguments) throws IOException, SpeechException {
    String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    if (text.contains("nonsense")) {
      System.out.println("This is no sound.");
      return;
    }
    try (ToneSynthesizer tone = new ToneSynthesizer()) {
      short[] samples = tone.speak(text, arguments[0], 1 / Double.parseDouble(arguments[1]));
      System.out.write(Pcm.wav(samples, tone.sampleRate()));
      System.out.flush();
    }
  }
}
