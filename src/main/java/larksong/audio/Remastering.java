package larksong.audio;

import com.mpatric.mp3agic.InvalidDataException;
import com.mpatric.mp3agic.Mp3File;
import com.mpatric.mp3agic.UnsupportedTagException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import larksong.files.Fingerprint;
import larksong.files.WholeFile;
import larksong.model.Chapter;
import larksong.model.Recording;
import larksong.model.Show;
import larksong.process.ProgramException;

/**
 * Makes recordings of sound that others made. Whatever was sent, what is kept holds nothing but
 * frames of sound that could be played, and tags and a picture of ours.
 */
public final class Remastering {

  private static final int RATE = 44_100;
  private static final Duration LONGEST = Duration.ofHours(6);

  private static final Duration A_FRAME_OR_TWO = Duration.ofMillis(100);

  /** LU by which the loudness of copied frames may differ. */
  private static final double A_HAIR = 0.5;

  private static final int LARGEST_SIDE = 1400;
  private static final int LARGEST_TAGGED = 300_000;

  private final Encoder encoder;

  public Remastering(Encoder encoder) {
    this.encoder = encoder;
  }

  /** What a recording says about itself. */
  public record Label(Show show, String title, LocalDate date, String origin) {}

  /**
   * Masters a file into the folder: {@code episode.mp3}, {@code transcript.vtt} without a word,
   * {@code cover.jpg}. The frames of an MP3 that is as loud as it should be stay as they are.
   *
   * @param picture a JPEG to make the cover of; else one is drawn
   * @throws UnplayableException if it is no sound that can be played to its end
   * @throws EncodingException if the encoder failed; trying again may help
   */
  public Recording master(Path sound, Label label, Optional<Path> picture, Path folder)
      throws UnplayableException, EncodingException, IOException {
    boolean mp3 = kind(sound).equals("mp3");
    Heard sent = playable(sound);
    Path part = WholeFile.part(folder.resolve("episode.mp3"));
    Path whole = WholeFile.part(folder.resolve("episode.mp3"));
    try {
      boolean bearable = Levelling.isAcceptable(sent.loudness());
      Optional<Heard> copied = mp3 && bearable ? copied(sound, part, sent) : Optional.empty();
      Heard heard =
          copied.isPresent()
              ? copied.get()
              : new Levelling(encoder).level(encoder.decoded(sound, RATE), RATE, sent, part);
      byte[] cover = cover(label.show(), picture, folder);
      List<Chapter> chapters = List.of(new Chapter(label.title(), Duration.ZERO, Optional.empty()));
      WholeFile.write(folder.resolve("cover.jpg"), cover);
      WholeFile.write(folder.resolve("transcript.vtt"), Transcript.webVtt(List.of()));
      try (OutputStream out = Files.newOutputStream(whole)) {
        out.write(Tags.bytes(words(label), chapters, heard.length(), small(cover)));
        Files.copy(part, out);
      }
      Path episode = folder.resolve("episode.mp3");
      WholeFile.move(whole, episode);
      return new Recording(
          "episode.mp3",
          "transcript.vtt",
          "cover.jpg",
          heard.length(),
          Files.size(episode),
          Fingerprint.of(episode),
          heard.loudness(),
          chapters,
          List.of());
    } finally {
      Files.deleteIfExists(part);
      Files.deleteIfExists(whole);
    }
  }

  /** Copies an MP3's frames up to the first byte that belongs to none, if that is all its sound. */
  private Optional<Heard> copied(Path sound, Path part, Heard sent)
      throws EncodingException, IOException {
    encoder.strip(sound, part);
    try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
      file.truncate(new Mp3File(part).getEndOffset() + 1L);
    } catch (UnsupportedTagException | InvalidDataException e) {
      return Optional.empty();
    }
    Heard heard = Heard.of(encoder, part, RATE);
    Duration lost = sent.length().minus(heard.length()).abs();
    double moved = Math.abs(heard.loudness().lufs() - sent.loudness().lufs());
    return lost.compareTo(A_FRAME_OR_TWO) < 0 && moved < A_HAIR
        ? Optional.of(heard)
        : Optional.empty();
  }

  private Heard playable(Path sound) throws UnplayableException, EncodingException {
    Heard heard;
    try {
      heard = Heard.of(encoder, sound, RATE);
    } catch (EncodingException e) {
      if (e.getCause() instanceof ProgramException program && program.isVerdict()) {
        throw new UnplayableException("It could not be played to its end.", e);
      }
      throw e;
    }
    if (heard.length().toMillis() < 100) {
      throw new UnplayableException("There is no sound in the file.");
    }
    if (heard.length().compareTo(LONGEST) > 0) {
      throw new UnplayableException(
          "Expected at most "
              + LONGEST.toHours()
              + " hours of sound but was "
              + heard.length().toMinutes()
              + " minutes.");
    }
    return heard;
  }

  /**
   * What a file is by its first bytes; its name says nothing.
   *
   * @throws UnplayableException if it is none of mp3, m4a, mp4, mov, wav and ogg
   */
  private static String kind(Path sound) throws IOException, UnplayableException {
    byte[] head;
    try (InputStream in = Files.newInputStream(sound)) {
      head = in.readNBytes(12);
    }
    if (head.length == 12) {
      String text = new String(head, StandardCharsets.ISO_8859_1);
      if (text.startsWith("ID3") || (head[0] == (byte) 0xff && (head[1] & 0xe0) == 0xe0)) {
        return "mp3";
      }
      if (text.startsWith("RIFF") && text.endsWith("WAVE")) {
        return "wav";
      }
      if (text.startsWith("OggS")) {
        return "ogg";
      }
      if (text.startsWith("ftyp", 4) || text.startsWith("moov", 4) || text.startsWith("wide", 4)) {
        return "mp4";
      }
    }
    throw new UnplayableException(
        "Expected MP3, M4A, MP4, MOV, WAV or Ogg but the file begins otherwise.");
  }

  /** As small as a tag may hold it: 300 KB (private-feed.md). */
  private static byte[] small(byte[] cover) throws IOException, UnplayableException {
    byte[] smaller = cover;
    for (int side = LARGEST_SIDE; smaller.length > LARGEST_TAGGED && side > 300; side -= 200) {
      smaller = Pictures.jpeg(Pictures.read(cover, LARGEST_SIDE), side, side);
    }
    return smaller;
  }

  private static byte[] cover(Show show, Optional<Path> picture, Path folder)
      throws IOException, UnplayableException {
    if (picture.isEmpty()) {
      return Cover.draw(show, folder);
    }
    BufferedImage image = Pictures.read(Files.readAllBytes(picture.get()), LARGEST_SIDE);
    int side = Math.min(image.getWidth(), image.getHeight());
    return Pictures.jpeg(
        image.getSubimage(
            (image.getWidth() - side) / 2, (image.getHeight() - side) / 2, side, side),
        LARGEST_SIDE,
        LARGEST_SIDE);
  }

  /**
   * Makes a JPEG or PNG into a JPEG of at most 1400 pixels a side that holds nothing else.
   *
   * @throws UnplayableException if it is no such picture, a damaged one, or one of too many pixels
   */
  public static byte[] picture(byte[] sent) throws UnplayableException, IOException {
    BufferedImage image = Pictures.read(sent, LARGEST_SIDE);
    double scale =
        Math.min(1, LARGEST_SIDE / (double) Math.max(image.getWidth(), image.getHeight()));
    return Pictures.jpeg(
        image,
        (int) Math.max(1, Math.round(image.getWidth() * scale)),
        (int) Math.max(1, Math.round(image.getHeight() * scale)));
  }

  private static Tags.Words words(Label label) {
    return new Tags.Words(
        label.title(),
        label.show().title(),
        label.show().title(),
        label.date(),
        label.show().language(),
        label.origin());
  }
}
