package larksong.model;

import java.time.Duration;
import java.util.List;

/** All clips of a script in speaking order, at one sample rate (samples per second). */
public record Speech(int sampleRate, List<Clip> clips) {

  public Speech {
    Check.that(sampleRate > 0, "Expected a sample rate above zero but was " + sampleRate);
    clips = List.copyOf(clips);
    Check.that(!clips.isEmpty(), "Expected at least one clip");
  }

  /** How long this many samples sound. */
  public Duration durationOf(long samples) {
    return Duration.ofNanos(Math.round(samples * 1e9 / sampleRate));
  }
}
