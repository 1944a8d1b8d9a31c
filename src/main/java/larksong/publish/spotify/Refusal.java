package larksong.publish.spotify;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The service said no; whatever it was asked for has not happened. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  /** The sign-in, the show, or the moment: nothing that another content would change. */
  private static final Set<Integer> OF_OTHERS = Set.of(401, 403, 404, 409, 412, 429);

  private final int status;
  private final String code;
  private final String reason;
  private final transient Optional<Duration> wait;

  /** Its code is a word such as {@code RATE_LIMIT_EXCEEDED}, or empty. */
  Refusal(int status, String code, String reason, Optional<Duration> wait) {
    super("it answered " + status + (code.matches("[A-Z_]{1,60}") ? " " + code : ""));
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

  /** It will not have what was sent, whenever it is sent. */
  boolean isOfContent() {
    return !OF_OTHERS.contains(status);
  }

  /** What is there now is in its way, as it says. */
  boolean isOfMoment() {
    return status == 409 || status == 412;
  }

  /** It said nothing about what was sent, but that it is too much at once, or not for us. */
  boolean isOfSender() {
    return status == 401 || status == 403 || status == 429;
  }

  /** The show holds as many episodes as it may; waiting does not help. */
  boolean isFull() {
    return status == 429 && code.equals("RATE_LIMIT_EXCEEDED") && reason.contains("capacity");
  }
}
