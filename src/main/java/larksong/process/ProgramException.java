package larksong.process;

import java.io.IOException;

/** A program could not be started, failed, or was ended; the message gives its last words. */
public final class ProgramException extends IOException {

  private static final long serialVersionUID = 1L;

  private final boolean verdict;

  ProgramException(String message) {
    this(message, false);
  }

  ProgramException(String message, boolean verdict) {
    super(message);
    this.verdict = verdict;
  }

  /** Whether the program itself refused what it was given, and would again. */
  public boolean isVerdict() {
    return verdict;
  }

  ProgramException(String message, Throwable cause) {
    super(message, cause);
    this.verdict = false;
  }
}
