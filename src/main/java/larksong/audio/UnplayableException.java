package larksong.audio;

/** What was sent is no sound, or no picture, that can be used; sending it again does not help. */
public final class UnplayableException extends Exception {

  private static final long serialVersionUID = 1L;

  public UnplayableException(String message) {
    super(message);
  }

  public UnplayableException(String message, Throwable cause) {
    super(message, cause);
  }
}
