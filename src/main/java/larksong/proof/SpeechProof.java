package larksong.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import larksong.model.Clip;
import larksong.model.Finding;
import larksong.model.Finding.Severity;

/** Listens to clips: whether there is a voice, as long as the words need, and undistorted. */
public final class SpeechProof {

  /** 50 dB below full scale: below it there is no voice. */
  private static final int SILENCE = 104;

  private static final int FULL_SCALE = 32_760;

  /**
   * Characters a second. People and engines speak 10–20; a truncated clip of a long sentence, or
   * one that is mostly unspoken, is beyond these bounds.
   */
  private static final double SLOWEST = 3;

  private static final double FASTEST = 45;

  /** Below this many characters a clip is too short for a rate. */
  private static final int SHORTEST_JUDGED = 12;

  private final int sampleRate;

  public SpeechProof(int sampleRate) {
    this.sampleRate = sampleRate;
  }

  /** What is wrong with a clip; 16-bit mono samples. */
  public List<Finding> check(Clip clip, short[] samples) {
    List<Finding> findings = new ArrayList<>();
    String where = "segment " + (clip.segment() + 1) + ", line " + (clip.line() + 1);
    int voiced = 0;
    int clipped = 0;
    for (short sample : samples) {
      int level = Math.abs((int) sample);
      voiced += level > SILENCE ? 1 : 0;
      clipped += level >= FULL_SCALE ? 1 : 0;
    }
    if (voiced < sampleRate / 50) {
      findings.add(
          new Finding(
              "silence",
              Severity.HOLD,
              where,
              "There is no voice in the clip. Try another voice."));
      return findings;
    }
    rate(clip, samples.length, where).ifPresent(findings::add);
    if (clipped > samples.length / 200) {
      findings.add(
          new Finding(
              "clipping", Severity.WARNING, where, "More than one sample in 200 is distorted."));
    }
    return findings;
  }

  private Optional<Finding> rate(Clip clip, int samples, String where) {
    int characters = clip.characters();
    double rate = characters * (double) sampleRate / samples;
    if (characters < SHORTEST_JUDGED || (rate >= SLOWEST && rate <= FASTEST)) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            "rate",
            Severity.HOLD,
            where,
            String.format(
                java.util.Locale.ROOT,
                "Expected %.0f to %.0f characters a second but was %.1f: words are missing or drawn out.",
                SLOWEST,
                FASTEST,
                rate)));
  }
}
