package larksong.audio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import larksong.model.Loudness;
import larksong.model.Recording;

/**
 * How long and loud a sound is.
 *
 * @param course its level in each stretch of two seconds, in LUFS; empty if that is not known
 */
public record Heard(Duration length, Loudness loudness, List<Double> course) {

  /** Two frames of MP3 and the encoder's delay are more than enough. */
  private static final Duration A_FEW_FRAMES = Duration.ofMillis(150);

  /** LU; a limiter takes some off a voice, silence and noise are further away. */
  private static final double NEAR = 8;

  private static final double SILENCE = -70;

  /** Bytes below which a disk has no room for a recording. */
  private static final long FULL = 1 << 20;

  private static final String NEXT =
      " Nothing was published. Check 'ffmpeg' in larksong.yaml, then run it again.";

  public Heard {
    course = List.copyOf(course);
  }

  /** What a recording says of itself. */
  public static Heard of(Recording recording) {
    return new Heard(recording.duration(), recording.loudness(), List.of());
  }

  /** What a player hears of a file. */
  public static Heard of(Encoder encoder, Path sound, int sampleRate) throws EncodingException {
    LoudnessMeter meter = new LoudnessMeter(sampleRate);
    encoder.decode(sound, sampleRate, meter);
    return new Heard(
        Duration.ofNanos(Math.round(meter.count() * 1e9 / sampleRate)),
        meter.loudness(),
        meter.course());
  }

  /** What samples sound like that last so long. */
  static Heard of(Samples sound, int sampleRate, Duration length) throws IOException {
    LoudnessMeter meter = new LoudnessMeter(sampleRate);
    sound.sendTo(meter);
    return new Heard(length, meter.loudness(), meter.course());
  }

  /**
   * What a player hears of a file that an encoder made of this, raised by so many decibels. That a
   * program ended well is no proof that it did what it was asked.
   *
   * @throws EncodingException if it is of another length, far from that loud, or silent in parts
   */
  public Heard encoded(Encoder encoder, Path made, int sampleRate, double gainDb)
      throws EncodingException {
    try {
      return checked(encoder, made, sampleRate, gainDb);
    } catch (EncodingException e) {
      if (isFull(made)) {
        throw new EncodingException(
            "The disk of '"
                + made.getFileName()
                + "' is full. Nothing was published. Make room, and run the same command again.",
            e);
      }
      throw e;
    }
  }

  /** An encoder that finds no more room for what it makes may end as if all were well. */
  private static boolean isFull(Path made) {
    try {
      return Files.getFileStore(made).getUsableSpace() < FULL;
    } catch (IOException e) {
      return false;
    }
  }

  private Heard checked(Encoder encoder, Path made, int sampleRate, double gainDb)
      throws EncodingException {
    Heard heard;
    try {
      heard = of(encoder, made, sampleRate);
    } catch (EncodingException e) {
      throw new EncodingException(
          String.format(
              Locale.ROOT,
              "Expected an MP3 of %.1f s but what the encoder made cannot be played: %s%s",
              seconds(length),
              e.getMessage(),
              NEXT),
          e);
    }
    if (heard.length.minus(length).abs().compareTo(A_FEW_FRAMES) > 0) {
      throw new EncodingException(
          String.format(
              Locale.ROOT,
              "Expected an MP3 of %.1f s but the encoder made one of %.1f s.%s",
              seconds(length),
              seconds(heard.length),
              NEXT));
    }
    if (!isNear(heard.loudness.lufs(), gainDb)) {
      throw new EncodingException(
          String.format(
              Locale.ROOT,
              "Expected an MP3 at about %.0f LUFS but the encoder made one at %.0f LUFS.%s",
              loudness.lufs() + gainDb,
              heard.loudness.lufs(),
              NEXT));
    }
    checkCourse(heard.course);
    return heard;
  }

  private void checkCourse(List<Double> heard) throws EncodingException {
    for (int i = 0; i < Math.min(course.size(), heard.size()); i++) {
      boolean voiced = course.get(i) > loudness.lufs() - NEAR;
      if (voiced && heard.get(i) <= SILENCE) {
        throw new EncodingException(
            String.format(
                Locale.ROOT,
                "Expected an MP3 with a voice in it but what the encoder made is silent at %d s.%s",
                2 * i,
                NEXT));
      }
    }
  }

  /** A limiter may keep peaks from being raised at all, but makes nothing quieter than it was. */
  private boolean isNear(double lufs, double gainDb) {
    double before = loudness.lufs();
    return before <= SILENCE // too short or too quiet to be measured
        || (lufs > Math.max(before + Math.min(0, gainDb) - NEAR, SILENCE)
            && lufs < before + gainDb + NEAR);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
