package larksong.library.store;

import java.time.Duration;

/** A search took too long and was ended; the message says what may find more quickly. */
public final class EndedSearchException extends LibraryException {

  private static final long serialVersionUID = 1L;

  private final String sentence;

  EndedSearchException(Duration longest) {
    this(
        "The search was ended after "
            + longest.toSeconds()
            + " seconds. Search for more words, or for other ones.");
  }

  private EndedSearchException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
