package larksong.audio;

import java.nio.file.Path;
import larksong.audio.Encoder.Levels;
import larksong.model.Loudness;

/** Encodes sound as loud as listeners expect it: measured, levelled, limited, measured again. */
final class Levelling {

  /** Apple and the AES recommend -16 LUFS; {@code private-feed.md} allows 1 LU either way. */
  static final double TARGET_LUFS = -16;

  static final double HIGHEST_TRUE_PEAK = -1;

  private static final double TOLERANCE = 0.75;

  /** What the limiter takes off a voice that is raised to the target, measured with FreeTTS. */
  private static final double LIMITER_LOSS = 0.4;

  private static final double CEILING = -1.5;
  private static final double MOST_GAIN = 30;

  /** Changes when the same sound may become another file. */
  static final String FINGERPRINT = TARGET_LUFS + " " + CEILING;

  private final Encoder encoder;

  Levelling(Encoder encoder) {
    this.encoder = encoder;
  }

  /** Whether a player hears it as loud as {@code private-feed.md} allows: 1 LU either way. */
  static boolean isAcceptable(Loudness loudness) {
    return Math.abs(loudness.lufs() - TARGET_LUFS) <= 1
        && loudness.truePeakDbtp() <= HIGHEST_TRUE_PEAK;
  }

  private static boolean isOnTarget(Loudness loudness) {
    return Math.abs(loudness.lufs() - TARGET_LUFS) <= TOLERANCE
        && loudness.truePeakDbtp() <= HIGHEST_TRUE_PEAK;
  }

  /**
   * Encodes; if limiter or encoder moved it off the target, once more with what was learned.
   *
   * @param before how long and loud the sound is
   * @throws EncodingException if the encoder failed, or made something else
   */
  Heard level(Samples sound, int sampleRate, Heard before, Path mp3) throws EncodingException {
    Levels levels =
        new Levels(gain(TARGET_LUFS + LIMITER_LOSS - before.loudness().lufs()), CEILING);
    Heard heard = encoded(sound, sampleRate, before, levels, mp3);
    if (isOnTarget(heard.loudness())) {
      return heard;
    }
    double over = Math.max(0, heard.loudness().truePeakDbtp() - HIGHEST_TRUE_PEAK + 0.2);
    Levels corrected =
        new Levels(
            gain(levels.gainDb() + TARGET_LUFS - heard.loudness().lufs()),
            levels.ceilingDbfs() - over);
    return encoded(sound, sampleRate, before, corrected, mp3);
  }

  private Heard encoded(Samples sound, int sampleRate, Heard before, Levels levels, Path mp3)
      throws EncodingException {
    encoder.encode(sound, sampleRate, before.length(), levels, mp3);
    // At the voice's own rate: above half of it there is nothing to hear, and four times it is
    // where the true peak is looked for.
    return before.encoded(encoder, mp3, sampleRate, levels.gainDb());
  }

  private static double gain(double wanted) {
    return Math.max(-MOST_GAIN, Math.min(MOST_GAIN, wanted));
  }
}
