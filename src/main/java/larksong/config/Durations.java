package larksong.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as the owner writes them: {@code 90s}, {@code 5m}, {@code 36h}, {@code 2d}. */
public final class Durations {

  private static final Pattern SHORT = Pattern.compile("(\\d{1,6})\\s*(ms|s|m|h|d)");

  private Durations() {}

  /** The short form, or ISO 8601 such as {@code PT1H30M}; empty if it is neither. */
  public static Optional<Duration> parse(String written) {
    Matcher matcher = SHORT.matcher(written.trim());
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      return Optional.of(
          switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
          });
    }
    try {
      return Optional.of(Duration.parse(written.trim())).filter(read -> !read.isNegative());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
