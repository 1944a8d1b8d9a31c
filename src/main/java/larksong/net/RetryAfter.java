package larksong.net;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.Response;

/** When a server asks to be left alone for a while (RFC 9110 §10.2.3), in both of its forms. */
public final class RetryAfter {

  /** Who asks for more gets a visit a day: nothing that was made today may wait for next week. */
  public static final Duration LONGEST = Duration.ofDays(1);

  /** Who asks for none at all is not asked again in the same moment. */
  public static final Duration SHORTEST = Duration.ofSeconds(1);

  private static final String HEADER = "Retry-After";

  private RetryAfter() {}

  /**
   * How long, from {@link #SHORTEST} to {@link #LONGEST}; empty if it asks for nothing that can be
   * read, or for a time that has passed.
   *
   * @param now by our clock, for a server that does not send what its own says
   */
  public static Optional<Duration> of(Response response, Instant now) {
    Headers headers = response.headers();
    String asked = headers.get(HEADER);
    if (asked == null) {
      return Optional.empty();
    }
    if (asked.strip().matches("\\d+")) {
      return Optional.of(bounded(seconds(asked.strip())));
    }
    Instant until = headers.getInstant(HEADER);
    if (until == null) {
      return Optional.empty();
    }
    Instant theirs = headers.getInstant("Date"); // its date is by its own clock
    Duration wait = Duration.between(theirs == null ? now : theirs, until);
    return wait.isNegative() ? Optional.empty() : Optional.of(bounded(wait));
  }

  /** Any number of digits. */
  private static Duration seconds(String digits) {
    String significant = digits.replaceFirst("^0+(?=.)", "");
    return significant.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(significant));
  }

  private static Duration bounded(Duration wait) {
    if (wait.compareTo(LONGEST) > 0) {
      return LONGEST;
    }
    return wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
  }
}
