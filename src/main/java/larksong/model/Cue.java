package larksong.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sentence of the transcript with its measured place in the recording.
 *
 * @param rests the items that it rests on, each as {@code source: title}; none for greetings
 */
public record Cue(
    Duration start, Duration end, String speaker, String text, @Nullable List<String> rests) {

  public Cue {
    Objects.requireNonNull(speaker, "speaker");
    Objects.requireNonNull(text, "text");
    Check.that(
        end.compareTo(start) >= 0, "Expected an end at or after " + start + " but was " + end);
    // An episode that was shelved before there was evidence has none.
    rests = rests == null ? List.of() : List.copyOf(rests);
  }

  public Cue(Duration start, Duration end, String speaker, String text) {
    this(start, end, speaker, text, List.of());
  }

  @Override
  public List<String> rests() {
    return rests == null ? List.of() : rests;
  }

  /** The same, resting on these items. */
  public Cue restingOn(List<String> items) {
    return new Cue(start, end, speaker, text, items);
  }
}
