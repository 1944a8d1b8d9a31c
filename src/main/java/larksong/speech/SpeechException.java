package larksong.speech;

/** A text could not be spoken; the message says why and what the owner can do. */
public final class SpeechException extends Exception {

  private static final long serialVersionUID = 1L;

  public SpeechException(String message) {
    super(message);
  }

  public SpeechException(String message, Throwable cause) {
    super(message, cause);
  }
}
