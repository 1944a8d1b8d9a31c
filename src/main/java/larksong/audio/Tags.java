package larksong.audio;

import com.mpatric.mp3agic.EncodedText;
import com.mpatric.mp3agic.ID3v23Tag;
import com.mpatric.mp3agic.ID3v2ChapterFrameData;
import com.mpatric.mp3agic.ID3v2ChapterTOCFrameData;
import com.mpatric.mp3agic.ID3v2Frame;
import com.mpatric.mp3agic.ID3v2FrameSet;
import com.mpatric.mp3agic.ID3v2TextFrameData;
import com.mpatric.mp3agic.ID3v2UrlFrameData;
import com.mpatric.mp3agic.NotSupportedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import larksong.model.Chapter;

/** Builds the ID3v2.3 tag of an episode, chapters and cover included (ID3v2 Chapter Frames 1.0). */
final class Tags {

  private static final int UNKNOWN_OFFSET = -1;

  private Tags() {}

  /** What a tag says besides its chapters. */
  record Words(
      String title, String artist, String album, LocalDate date, Locale language, String comment) {}

  static byte[] bytes(Words words, List<Chapter> chapters, Duration length, byte[] cover)
      throws EncodingException {
    ID3v23Tag tag = new ID3v23Tag();
    tag.setTitle(words.title());
    tag.setArtist(words.artist());
    tag.setAlbum(words.album());
    tag.setYear(String.valueOf(words.date().getYear()));
    tag.setDate(words.date().format(DateTimeFormatter.ofPattern("ddMM", Locale.ROOT)));
    tag.setComment(words.comment());
    tag.setAlbumImage(cover, "image/jpeg");
    put(tag, "TCON", "Podcast");
    put(tag, "TLAN", words.language().getISO3Language());
    put(tag, "TLEN", String.valueOf(length.toMillis()));
    chapters(tag, chapters, length);
    try {
      return tag.toBytes();
    } catch (NotSupportedException e) {
      throw new EncodingException("The tag could not be written: " + e.getMessage(), e);
    }
  }

  /** A text frame for which the library has no setter: encoding 0 (ISO 8859-1) and the text. */
  private static void put(ID3v23Tag tag, String id, String text) {
    ID3v2FrameSet frames = new ID3v2FrameSet(id);
    frames.addFrame(new ID3v2Frame(id, ("\0" + text).getBytes(StandardCharsets.ISO_8859_1)));
    tag.getFrameSets().put(id, frames);
  }

  private static void chapters(ID3v23Tag tag, List<Chapter> chapters, Duration length) {
    ArrayList<ID3v2ChapterFrameData> frames = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < chapters.size(); i++) {
      Chapter chapter = chapters.get(i);
      Duration end = i + 1 < chapters.size() ? chapters.get(i + 1).start() : length;
      ID3v2ChapterFrameData frame =
          new ID3v2ChapterFrameData(
              false,
              "ch" + i,
              (int) chapter.start().toMillis(),
              (int) end.toMillis(),
              UNKNOWN_OFFSET,
              UNKNOWN_OFFSET);
      frame.addSubframe("TIT2", new ID3v2TextFrameData(false, text(chapter.title())));
      chapter
          .link()
          .ifPresent(
              link ->
                  frame.addSubframe(
                      "WXXX", new ID3v2UrlFrameData(false, text("link"), link.toString())));
      frames.add(frame);
      ids.add("ch" + i);
    }
    tag.setChapters(frames);
    tag.setChapterTOC(
        new ArrayList<>(
            List.of(
                new ID3v2ChapterTOCFrameData(
                    false, true, true, "toc", ids.toArray(String[]::new)))));
  }

  private static EncodedText text(String text) {
    return StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)
        ? new EncodedText(EncodedText.TEXT_ENCODING_ISO_8859_1, text)
        : new EncodedText(EncodedText.TEXT_ENCODING_UTF_16, text);
  }
}
