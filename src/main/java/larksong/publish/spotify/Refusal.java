package larksong.publish.spotify;

import java.time.Duration;
import java.util.Optional;

/** The service said no; whatever it was asked for has not happened. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String reason;
  private final transient Optional<Duration> wait;

  /** Its code is a word such as {@code RATE_LIMIT_EXCEEDED}, or empty. */
  Refusal(int status, String code, String reason, Optional<Duration> wait) {
    super("it answered " + status + (code.isEmpty() ? "" : " " + code));
    this.status = status;
    this.code = code;
    this.reason = reason;
    this.wait = wait;
  }

  int status() {
    return status;
  }

  Optional<Duration> asked() {
    return wait;
  }

  /** The show holds as many episodes as it may; waiting does not help. */
  boolean isFull() {
    return status == 429 && code.equals("RATE_LIMIT_EXCEEDED") && reason.contains("capacity");
  }
}
