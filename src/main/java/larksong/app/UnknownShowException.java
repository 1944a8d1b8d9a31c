package larksong.app;

/** There is no show of this name; the message lists those there are. */
public final class UnknownShowException extends Exception {

  private static final long serialVersionUID = 1L;

  UnknownShowException(String message) {
    super(message);
  }
}
