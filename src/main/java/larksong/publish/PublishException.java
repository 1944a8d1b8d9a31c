package larksong.publish;

/** An episode could not be published to one target; the message says what the owner can do. */
public final class PublishException extends Exception {

  private static final long serialVersionUID = 1L;

  public PublishException(String message) {
    super(message);
  }

  public PublishException(String message, Throwable cause) {
    super(message, cause);
  }
}
