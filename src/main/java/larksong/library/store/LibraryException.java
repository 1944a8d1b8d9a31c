package larksong.library.store;

/** The library could not be read or written; the message says what the owner can do. */
public class LibraryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LibraryException(String message) {
    super(message);
  }

  public LibraryException(String message, Throwable cause) {
    super(message, cause);
  }
}
