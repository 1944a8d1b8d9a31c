package larksong.cli;

/** The command was given something it cannot work with; the message says what would do. */
final class UsageException extends Exception {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
