package larksong.library;

/** What was waiting came onto the shelf. */
final class ShelvedMeanwhileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ShelvedMeanwhileException() {
    super("The recording is on the shelf by now.");
  }
}
