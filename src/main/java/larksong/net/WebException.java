package larksong.net;

import java.io.IOException;

/** A web server could not be reached or did not give what was asked for; its message says what. */
public final class WebException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;

  WebException(int status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  WebException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The answer's status, or 0 if there was none. */
  public int status() {
    return status;
  }
}
