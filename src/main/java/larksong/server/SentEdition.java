package larksong.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import larksong.files.Fingerprint;
import larksong.files.PrivateFiles;
import larksong.files.WholeFile;
import larksong.json.Json;
import larksong.library.Notes;
import larksong.library.access.Tokens.Grant;
import larksong.library.intake.Finishing;
import larksong.library.intake.Finishing.UnfitException;
import larksong.library.intake.SentTexts;
import larksong.model.Episode;
import larksong.model.Recording;

/**
 * Makes an episode of the parts that another Larksong sends. The recording is checked and stays as
 * it is; its cover and its transcript are made again, so that nothing else comes with them.
 */
final class SentEdition {

  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
  private static final byte[] ID3 = {'I', 'D', '3'};
  private static final byte[] WEBVTT = {'W', 'E', 'B', 'V', 'T', 'T'};

  private static final long LARGEST_WORDS = 4 << 20;
  private static final long LARGEST_COVER = 8 << 20;
  private static final long LARGEST_TRANSCRIPT = 4 << 20;

  private final Finishing finishing;

  /** Unpacking a picture takes memory. */
  private final Semaphore painters = new Semaphore(2);

  SentEdition(Finishing finishing) {
    this.finishing = finishing;
  }

  /** A part has more bytes than it may have. */
  static final class TooLargeException extends Exception {
    private static final long serialVersionUID = 1L;

    TooLargeException(String part, long most, long actual) {
      super("Expected a part '" + part + "' of at most " + most + " bytes but was " + actual + ".");
    }
  }

  /**
   * All of it, with its files in the folder.
   *
   * @throws UnfitException if it is no episode that can be kept; the message says why
   */
  Episode receive(Context context, Path folder, Grant publisher)
      throws IOException, UnfitException, TooLargeException {
    Episode sent = episode(context);
    EditionRules.check(sent);
    Recording recording = sent.recording();
    Path mp3 = saved(context, "audio", ID3, folder.resolve("episode.mp3"));
    if (Files.size(mp3) != recording.bytes() || !Fingerprint.of(mp3).equals(recording.sha256())) {
      throw new UnfitException("the audio is not the one that 'episode' describes");
    }
    finishing.check(mp3, recording.duration());
    byte[] cover = bytes(context, "cover", JPEG, LARGEST_COVER);
    WholeFile.write(folder.resolve("cover.jpg"), painted(cover));
    byte[] transcript = bytes(context, "transcript", WEBVTT, LARGEST_TRANSCRIPT);
    WholeFile.write(
        folder.resolve("transcript.vtt"),
        finishing.transcript(new String(transcript, StandardCharsets.UTF_8), recording.duration()));
    return new Episode(
        sent.edition(),
        sent.show(),
        sent.title(),
        sent.summary(),
        Notes.html(sent.notes()),
        new Recording(
            "episode.mp3",
            "transcript.vtt",
            "cover.jpg",
            recording.duration(),
            recording.bytes(),
            recording.sha256(),
            recording.loudness(),
            recording.chapters(),
            recording.cues()),
        sent.provenance().saidBy(publisher.name()),
        folder,
        sent.told(),
        sent.opening(),
        sent.level());
  }

  private byte[] painted(byte[] cover) throws UnfitException, IOException {
    painters.acquireUninterruptibly();
    try {
      return finishing.picture(cover);
    } finally {
      painters.release();
    }
  }

  private static Episode episode(Context context)
      throws IOException, UnfitException, TooLargeException {
    byte[] json = bytes(context, "episode", new byte[0], LARGEST_WORDS);
    try {
      JsonNode tree = Json.tree(new String(json, StandardCharsets.UTF_8));
      SentTexts.check(tree);
      Episode episode = Json.convert(tree, Episode.class);
      if (episode == null
          || !episode.show().name().equals(context.pathParam("show"))
          || !episode.edition().show().equals(context.pathParam("show"))
          || !episode.edition().slug().equals(context.pathParam("edition"))) {
        throw new UnfitException("'episode' is of another show or edition than the address");
      }
      return episode;
    } catch (JsonProcessingException | ArithmeticException e) {
      throw new UnfitException("'episode' is not the JSON of an episode");
    }
  }

  private static UploadedFile part(Context context, String name) throws UnfitException {
    UploadedFile part = context.uploadedFile(name);
    if (part == null) {
      throw new UnfitException("expected a part '" + name + "'");
    }
    return part;
  }

  /** A part that is small, and begins as its kind does. */
  private static byte[] bytes(Context context, String name, byte[] beginning, long most)
      throws IOException, UnfitException, TooLargeException {
    UploadedFile part = part(context, name);
    if (part.size() > most) {
      throw new TooLargeException(name, most, part.size());
    }
    try (InputStream in = part.content()) {
      byte[] sent = in.readAllBytes();
      checkBeginning(name, sent, beginning);
      return sent;
    }
  }

  /** Saves a part that begins as its kind does. */
  private static Path saved(Context context, String name, byte[] beginning, Path file)
      throws IOException, UnfitException {
    try (InputStream in = part(context, name).content()) {
      PrivateFiles.make(file);
      WholeFile.fill(file, in);
    }
    try (InputStream in = Files.newInputStream(file)) {
      checkBeginning(name, in.readNBytes(beginning.length), beginning);
    }
    return file;
  }

  private static void checkBeginning(String name, byte[] sent, byte[] beginning)
      throws UnfitException {
    int length = Math.min(sent.length, beginning.length);
    if (!Arrays.equals(sent, 0, length, beginning, 0, beginning.length)) {
      throw new UnfitException("the part '" + name + "' is not what it should be");
    }
  }
}
