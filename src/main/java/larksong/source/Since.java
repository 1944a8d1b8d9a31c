package larksong.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import larksong.config.Durations;
import larksong.config.Section;
import larksong.model.Edition;

/**
 * How old something may be to be told, seen from an edition; never younger than its day.
 *
 * @param longest how long ago it may be; empty, if it may be of any time, even to come
 */
public record Since(Optional<Duration> longest) {

  /** Reads {@code since}: all, or a duration. */
  public static Since of(Section section, String otherwise) {
    String written = section.text("since").orElse(otherwise);
    Optional<Duration> longest = Durations.parse(written);
    if (longest.isEmpty() && !written.equals("all")) {
      section.problem(
          "since",
          "expected all, or a duration such as " + otherwise + " but was '" + written + "'");
    }
    return new Since(longest);
  }

  /** Whether something of this moment is told. */
  public boolean holds(Instant moment, Edition edition) {
    Instant end = edition.date().plusDays(1).atStartOfDay(edition.zone()).toInstant();
    return longest.isEmpty()
        || (!moment.isBefore(edition.at().toInstant().minus(longest.orElseThrow()))
            && moment.isBefore(end));
  }
}
