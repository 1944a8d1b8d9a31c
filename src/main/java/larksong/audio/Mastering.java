package larksong.audio;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import larksong.audio.Encoder.Levels;
import larksong.files.Fingerprint;
import larksong.files.WholeFile;
import larksong.model.Chapter;
import larksong.model.Loudness;
import larksong.model.Provenance;
import larksong.model.Recording;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Show;
import larksong.model.Speech;

/** Makes one MP3 of all clips: measured, levelled, limited, encoded once, measured again. */
public final class Mastering {

  /** Apple and the AES recommend -16 LUFS; {@code private-feed.md} allows 1 LU either way. */
  static final double TARGET_LUFS = -16;

  static final double HIGHEST_TRUE_PEAK = -1;

  private static final double TOLERANCE = 0.75;

  /** What the limiter takes off a voice that is raised to the target, measured with FreeTTS. */
  private static final double LIMITER_LOSS = 0.4;

  private static final double CEILING = -1.5;
  private static final double MOST_GAIN = 30;

  private final Encoder encoder;

  public Mastering(Encoder encoder) {
    this.encoder = encoder;
  }

  /** Changes when the same speech may become another recording. */
  public String fingerprint() {
    return TARGET_LUFS + " " + CEILING + " " + encoder.fingerprint();
  }

  /** Whether a player hears it as loud as {@code private-feed.md} allows: 1 LU either way. */
  public static boolean isAcceptable(Loudness loudness) {
    return Math.abs(loudness.lufs() - TARGET_LUFS) <= 1
        && loudness.truePeakDbtp() <= HIGHEST_TRUE_PEAK;
  }

  /** What a recording says about itself. */
  public record Label(Show show, Script script, Rundown rundown, Provenance provenance) {}

  /**
   * Masters into the folder: {@code episode.mp3}, {@code transcript.vtt}, {@code cover.jpg}.
   *
   * @throws EncodingException if the encoder failed; retryable
   */
  public Recording master(Speech speech, Label label, Path folder)
      throws EncodingException, IOException {
    try {
      return mastered(speech, label, folder);
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private Recording mastered(Speech speech, Label label, Path folder)
      throws EncodingException, IOException {
    Assembly assembly = new Assembly(speech, folder);
    List<Chapter> chapters = assembly.chapters(label.script(), label.rundown().stories());
    byte[] cover = cover(label.show(), folder);
    WholeFile.write(folder.resolve("cover.jpg"), cover);
    WholeFile.write(folder.resolve("transcript.vtt"), Transcript.webVtt(assembly.cues()));
    Path part = WholeFile.part(folder.resolve("episode.mp3"));
    Path whole = WholeFile.part(folder.resolve("episode.mp3"));
    try {
      Heard heard = levelled(assembly, speech.sampleRate(), part);
      byte[] tag = Tags.bytes(words(label), chapters, heard.length(), cover);
      try (OutputStream out = Files.newOutputStream(whole)) {
        out.write(tag);
        Files.copy(part, out);
      }
      WholeFile.move(whole, folder.resolve("episode.mp3"));
      Path mp3 = folder.resolve("episode.mp3");
      return new Recording(
          "episode.mp3",
          "transcript.vtt",
          "cover.jpg",
          heard.length(),
          Files.size(mp3),
          Fingerprint.of(mp3),
          heard.loudness(),
          chapters,
          assembly.cues());
    } finally {
      Files.deleteIfExists(part);
      Files.deleteIfExists(whole);
    }
  }

  /** A show's cover is drawn once and kept beside its editions. */
  private static byte[] cover(Show show, Path folder) throws IOException {
    String name = "cover-" + Fingerprint.of(show.name(), show.title()).substring(0, 12) + ".jpg";
    Path kept = folder.resolveSibling(name);
    if (!Files.exists(kept)) {
      WholeFile.write(kept, Cover.draw(show));
    }
    return Files.readAllBytes(kept);
  }

  /** What a player will hear. */
  private record Heard(Duration length, Loudness loudness) {
    boolean isOnTarget() {
      return Math.abs(loudness.lufs() - TARGET_LUFS) <= TOLERANCE
          && loudness.truePeakDbtp() <= HIGHEST_TRUE_PEAK;
    }
  }

  /** Encodes; if limiter or encoder moved it off the target, once more with what was learned. */
  private Heard levelled(Assembly assembly, int sampleRate, Path mp3)
      throws EncodingException, IOException {
    LoudnessMeter before = new LoudnessMeter(sampleRate);
    assembly.sendTo(before);
    Levels levels =
        new Levels(gain(TARGET_LUFS + LIMITER_LOSS - before.loudness().lufs()), CEILING);
    Heard heard = encoded(assembly, sampleRate, levels, mp3);
    if (heard.isOnTarget()) {
      return heard;
    }
    double over = Math.max(0, heard.loudness().truePeakDbtp() - HIGHEST_TRUE_PEAK + 0.2);
    Levels corrected =
        new Levels(
            gain(levels.gainDb() + TARGET_LUFS - heard.loudness().lufs()),
            levels.ceilingDbfs() - over);
    return encoded(assembly, sampleRate, corrected, mp3);
  }

  private Heard encoded(Assembly assembly, int sampleRate, Levels levels, Path mp3)
      throws EncodingException {
    encoder.encode(assembly, sampleRate, assembly.length(), levels, mp3);
    // At the voice's own rate: above half of it there is nothing to hear, and four times it is
    // where the true peak is looked for.
    LoudnessMeter meter = new LoudnessMeter(sampleRate);
    encoder.decode(mp3, sampleRate, meter);
    Duration length = Duration.ofNanos(Math.round(meter.count() * 1e9 / sampleRate));
    return new Heard(length, meter.loudness());
  }

  private static double gain(double wanted) {
    return Math.max(-MOST_GAIN, Math.min(MOST_GAIN, wanted));
  }

  private static Tags.Words words(Label label) {
    return new Tags.Words(
        label.script().title(),
        "Larksong",
        label.show().title(),
        label.rundown().edition().date(),
        label.script().language(),
        label.provenance().sentence());
  }
}
