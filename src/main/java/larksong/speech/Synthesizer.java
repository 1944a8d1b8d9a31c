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
