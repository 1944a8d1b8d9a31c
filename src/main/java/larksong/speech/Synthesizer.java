package larksong.speech;

import java.util.List;
import java.util.Locale;

/** An engine that speaks; safe for use by many threads. */
public interface Synthesizer extends AutoCloseable {

  /** Its name in a voice such as {@code freetts:kevin16}. */
  String engine();

  /** The names of its voices on this machine. */
  List<String> voices();

  /** Whether its voices speak a language; in any other they would mispronounce every word. */
  boolean speaks(Locale language);

  /** Samples per second of what {@link #speak} returns. */
  int sampleRate();

  /**
   * Speaks a text that was made speakable: 16-bit mono samples, without a click at either end;
   * nothing for nothing.
   *
   * @throws SpeechException if the voice is unknown, or no sound came out in time
   */
  short[] speak(String text, String voice) throws SpeechException;

  @Override
  void close();
}
