package larksong.process;

import java.io.IOException;

/** A program could not be started, failed, or was ended; the message gives its last words. */
public final class ProgramException extends IOException {

  private static final long serialVersionUID = 1L;

  ProgramException(String message) {
    super(message);
  }

  ProgramException(String message, Throwable cause) {
    super(message, cause);
  }
}
