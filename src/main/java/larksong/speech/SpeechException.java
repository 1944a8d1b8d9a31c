package larksong.speech;

import java.util.stream.Collectors;

/** A text could not be spoken; the message says why and what the owner can do. */
public final class SpeechException extends Exception {

  private static final long serialVersionUID = 1L;

  public SpeechException(String message) {
    super(message);
  }

  /** An engine has no voice of this name; it tells those it has. */
  public static SpeechException unknownVoice(Synthesizer engine, String voice) {
    return new SpeechException(
        "No voice '"
            + engine.engine()
            + ":"
            + voice
            + "'. Voices on this machine: "
            + engine.voices().stream()
                .map(name -> engine.engine() + ":" + name)
                .collect(Collectors.joining(", "))
            + ".");
  }

  /** A sentence is longer than an engine takes. */
  public static SpeechException tooLong(int most, int was) {
    return new SpeechException(
        "Expected at most " + most + " characters in a sentence but was " + was);
  }

  public SpeechException(String message, Throwable cause) {
    super(message, cause);
  }
}
