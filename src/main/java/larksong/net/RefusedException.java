package larksong.net;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A server did not do what it was asked to; its message says why, and this says what may help. */
public final class RefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What may help. */
  public enum Help {
    /** Asking again later. */
    TIME,
    /** Something that only the owner can do. */
    OWNER,
    /** Nothing, as long as it is the same content. */
    OTHER_CONTENT
  }

  private final Help help;
  private final transient @Nullable Duration wait;

  public RefusedException(Help help, String message) {
    super(message);
    this.help = help;
    this.wait = null;
  }

  private RefusedException(String message, @Nullable Duration wait) {
    super(message);
    this.help = Help.TIME;
    this.wait = wait;
  }

  /** A server that cannot do it now; it may have said when to come again. */
  public static RefusedException later(Response response) {
    return new RefusedException("it answered " + response.code(), asked(response).orElse(null));
  }

  /** How long a server asks to be left alone, by its own clock or by when its answer came. */
  static Optional<Duration> asked(Response response) {
    return RetryAfter.of(response, Instant.ofEpochMilli(response.receivedResponseAtMillis()));
  }

  /** Whether a status asks to come again later. */
  public static boolean isForLater(int status) {
    return (status >= 500 && status != 501 && status != 507)
        || status == 408
        || status == 409
        || status == 423
        || status == 425
        || status == 429;
  }

  /**
   * What may help against a status.
   *
   * @param carrying whether the request carried an episode's own content
   */
  public static Help help(int status, boolean carrying) {
    if (isForLater(status) || status == 412) {
      return Help.TIME;
    }
    return carrying && (status == 400 || status == 413 || status == 415 || status == 422)
        ? Help.OTHER_CONTENT
        : Help.OWNER;
  }

  public Help help() {
    return help;
  }

  /** How long the server wants to be left alone. */
  public Optional<Duration> asked() {
    return Optional.ofNullable(wait);
  }
}
