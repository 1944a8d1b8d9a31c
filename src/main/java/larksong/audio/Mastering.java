package larksong.audio;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import larksong.files.Fingerprint;
import larksong.files.HashedFiles;
import larksong.files.WholeFile;
import larksong.model.Chapter;
import larksong.model.Cue;
import larksong.model.Loudness;
import larksong.model.Provenance;
import larksong.model.Recording;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Show;
import larksong.model.Speech;

/** Makes one MP3 of all clips: measured, levelled, limited, encoded once, measured again. */
public final class Mastering {

  private final Encoder encoder;

  public Mastering(Encoder encoder) {
    this.encoder = encoder;
  }

  /** Changes when the same speech may become another recording. */
  public String fingerprint() {
    return Levelling.FINGERPRINT + " " + encoder.fingerprint();
  }

  /** Whether a player hears it as loud as {@code private-feed.md} allows: 1 LU either way. */
  public static boolean isAcceptable(Loudness loudness) {
    return Levelling.isAcceptable(loudness);
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
    byte[] cover = dressed(label.show(), assembly.cues(), folder);
    Path part = WholeFile.part(folder.resolve("episode.mp3"));
    Path whole = WholeFile.part(folder.resolve("episode.mp3"));
    try {
      int rate = speech.sampleRate();
      Heard before = Heard.of(assembly, rate, assembly.length());
      Heard heard = new Levelling(encoder).level(assembly, rate, before, part);
      byte[] tag = Tags.bytes(words(label), chapters, heard.length(), cover);
      try (OutputStream out = Files.newOutputStream(whole)) {
        out.write(tag);
        Files.copy(part, out);
      }
      WholeFile.moveScratch(whole, folder.resolve("episode.mp3"));
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

  /** Makes the transcript and the cover of a recording whole again where they are not. */
  public void dress(Recording recording, Label label, Path folder) throws IOException {
    dressed(label.show(), recording.cues(), folder);
  }

  /** Leaves transcript and cover, if they are not there; the cover's bytes. */
  private static byte[] dressed(Show show, List<Cue> cues, Path folder) throws IOException {
    byte[] cover = cover(show, folder);
    WholeFile.refresh(folder.resolve("cover.jpg"), cover);
    WholeFile.refresh(
        folder.resolve("transcript.vtt"), Transcript.webVtt(cues).getBytes(StandardCharsets.UTF_8));
    return cover;
  }

  /** A show's cover is drawn once and kept beside its editions. */
  private static byte[] cover(Show show, Path folder) throws IOException {
    String what = "cover-" + Fingerprint.of(show.name(), show.title()).substring(0, 12);
    HashedFiles kept = HashedFiles.in(folder.resolveSibling(""), ".jpg");
    Optional<Path> there = kept.find(what);
    if (there.isPresent()) {
      return Files.readAllBytes(there.get());
    }
    byte[] cover = Cover.draw(show, folder);
    kept.keep(what, cover);
    return cover;
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
