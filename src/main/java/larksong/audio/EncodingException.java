package larksong.audio;

/** A file could not be encoded or decoded; may work if tried again when a resource was short. */
public final class EncodingException extends Exception {

  private static final long serialVersionUID = 1L;

  public EncodingException(String message) {
    super(message);
  }

  public EncodingException(String message, Throwable cause) {
    super(message, cause);
  }
}
