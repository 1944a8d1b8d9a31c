package larksong.speech;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An engine that speaks; safe for use by many threads. */
public interface Synthesizer extends AutoCloseable {

  /** Its name in a voice such as {@code freetts:kevin16}. */
  String engine();

  /** Whether the owner says that it sends to another machine what it speaks. */
  default boolean isElsewhere() {
    return false;
  }

  /** The names of its voices on this machine. */
  List<String> voices();

  /** The language that a voice of it speaks; any other it mispronounces. */
  Optional<Locale> language(String voice);

  /** Whether it knows plain words only, so that figures and symbols must be spelled out for it. */
  boolean needsWords();

  /** Samples per second of what {@link #speak} returns. */
  int sampleRate();

  /**
   * Speaks a text: 16-bit mono samples, without a click at either end; nothing for nothing.
   *
   * @param pace how quick it is beside the voice's usual pace
   * @throws SpeechException if the voice is unknown, or no sound came out in time
   */
  short[] speak(String text, String voice, double pace) throws SpeechException;

  /** The same at the voice's usual pace. */
  default short[] speak(String text, String voice) throws SpeechException {
    return speak(text, voice, 1);
  }

  @Override
  void close();
}
