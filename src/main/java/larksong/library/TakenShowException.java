package larksong.library;

/** A show of this name belongs to another account, or the show is gone. */
public final class TakenShowException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TakenShowException(String show) {
    super("The show '" + show + "' is not this account's. Choose another name.");
  }
}
