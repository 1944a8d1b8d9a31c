package larksong.model;

import java.time.Duration;
import java.util.Optional;

/**
 * What one speaker says in one go.
 *
 * @param pause the measured silence after it, where the script asks for one of its own
 */
public record Line(String speaker, String text, Optional<Duration> pause) {

  public Line {
    Check.filled("speaker", speaker);
    Check.filled("text", text);
    Check.that(
        pause.isEmpty() || !pause.orElseThrow().isNegative(),
        "Expected a pause of zero or more but was " + pause);
  }

  public Line(String speaker, String text) {
    this(speaker, text, Optional.empty());
  }
}
