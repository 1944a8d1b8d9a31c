package larksong.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The mastered MP3 and what belongs to it, as files on the bench.
 *
 * @param mp3 file name within the bench
 * @param transcript WebVTT, file name within the bench
 * @param cover JPEG, file name within the bench
 * @param duration the decoded length
 * @param sha256 of the MP3, in hexadecimal
 */
public record Recording(
    String mp3,
    String transcript,
    String cover,
    Duration duration,
    long bytes,
    String sha256,
    Loudness loudness,
    List<Chapter> chapters,
    List<Cue> cues) {

  public Recording {
    Objects.requireNonNull(duration, "duration");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(loudness, "loudness");
    chapters = List.copyOf(chapters);
    cues = List.copyOf(cues);
  }

  /** The same with these cues. */
  public Recording with(List<Cue> others) {
    return new Recording(
        mp3, transcript, cover, duration, bytes, sha256, loudness, chapters, others);
  }
}
