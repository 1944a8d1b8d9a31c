package larksong.model;

import java.time.Duration;

/** A sentence of the transcript with its measured place in the recording. */
public record Cue(Duration start, Duration end, String speaker, String text) {

  public Cue {
    Check.that(
        end.compareTo(start) >= 0, "Expected an end at or after " + start + " but was " + end);
  }
}
