package larksong.script;

/** A writer could not write; the message says why and what the owner can do. */
public final class WritingException extends Exception {

  private static final long serialVersionUID = 1L;

  public WritingException(String message) {
    super(message);
  }

  public WritingException(String message, Throwable cause) {
    super(message, cause);
  }
}
