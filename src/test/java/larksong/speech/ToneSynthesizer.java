package larksong.speech;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Speaks one tone a word: an engine for tests, exact to the sample. */
public final class ToneSynthesizer implements Synthesizer {

  /** Samples of each word: a fifth of a second of tone and a twentieth of silence. */
  public static final int TONE = 3200;

  public static final int SILENCE = 800;

  @Override
  public String engine() {
    return "tone";
  }

  @Override
  public List<String> voices() {
    return List.of("a");
  }

  @Override
  public Optional<Locale> language(String voice) {
    return Optional.of(Locale.UK).filter(language -> voice.equals("a"));
  }

  @Override
  public boolean needsWords() {
    return true;
  }

  @Override
  public int sampleRate() {
    return 16_000;
  }

  @Override
  public short[] speak(String text, String voice, double pace) throws SpeechException {
    if (!voice.equals("a")) {
      throw SpeechException.unknownVoice(this, voice);
    }
    int words = text.isBlank() ? 0 : text.trim().split("\\s+").length;
    int rest = (int) ((TONE + SILENCE) / pace) - TONE;
    short[] samples = new short[words * (TONE + rest)];
    for (int word = 0; word < words; word++) {
      for (int i = 0; i < TONE; i++) {
        double fade = Math.min(1, Math.min(i, TONE - i) / 200.0);
        double wave = Math.sin(2 * Math.PI * (400 + 40 * (word % 5)) * i / sampleRate());
        samples[word * (TONE + rest) + i] = (short) (9000 * fade * wave);
      }
    }
    return samples;
  }

  @Override
  public void close() {}
}
