package larksong.audio;

import com.mpatric.mp3agic.InvalidDataException;
import com.mpatric.mp3agic.Mp3File;
import com.mpatric.mp3agic.UnsupportedTagException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.model.Cue;
import org.jspecify.annotations.Nullable;

/** Checks and rewrites what another Larksong sends beside its words. */
public final class SentSound {

  /** A picture of 300 KB and chapters, and some. */
  private static final long LARGEST_TAG = 2 << 20;

  /** An old tag at the end has 128 bytes; some writers leave more. */
  private static final long LARGEST_END = 64 << 10;

  private static final Duration HAIR = Duration.ofSeconds(3);

  private static final int MOST_CUES = 50_000;
  private static final int LONGEST_CUE = 10_000;

  /** A time of WebVTT (https://www.w3.org/TR/webvtt1/#webvtt-timestamp). */
  private static final String TIME = "(?:(\\d{2,4}):)?([0-5]\\d):([0-5]\\d)\\.(\\d{3})";

  private static final Pattern TIMES = Pattern.compile(TIME + "[ \\t]+-->[ \\t]+" + TIME + ".*");

  /** No tag holds the beginning of another, so that each character is looked at once. */
  private static final Pattern VOICE = Pattern.compile("<v(?:\\.[^\\s<>]*+)?+\\s++([^<>]*+)>");

  private static final Pattern TAG = Pattern.compile("<[^<>]*+>");

  private SentSound() {}

  /**
   * Looks at each frame of an MP3.
   *
   * @param length that it is said to have
   * @throws UnplayableException if it is none, or something else is in it
   */
  public static void check(Path mp3, Duration length) throws UnplayableException, IOException {
    Mp3File frames;
    try {
      frames = new Mp3File(mp3);
    } catch (UnsupportedTagException | InvalidDataException | RuntimeException e) {
      throw new UnplayableException("Expected an MP3 but no frames of sound were found.", e);
    }
    long after = Files.size(mp3) - frames.getEndOffset() - 1;
    if (frames.getStartOffset() > LARGEST_TAG || after > LARGEST_END) {
      throw new UnplayableException(
          "Expected an MP3 of sound and a tag but "
              + Math.max(frames.getStartOffset(), after)
              + " bytes of it are neither.");
    }
    Duration found = Duration.ofMillis(frames.getLengthInMilliseconds());
    if (found.minus(length).abs().compareTo(HAIR.plus(found.dividedBy(50))) > 0) {
      throw new UnplayableException(
          "Expected a recording of "
              + length.toSeconds()
              + " seconds but its sound has "
              + found.toSeconds()
              + ".");
    }
  }

  /**
   * A WebVTT transcript with its times, voices and words, and without settings, styles and notes.
   *
   * @param length of the recording, in which its cues are to lie
   * @throws UnplayableException if it is none
   */
  public static String transcript(String sent, Duration length) throws UnplayableException {
    List<Cue> cues = new ArrayList<>();
    String plain = sent.replace("\uFEFF", "").replace("\r\n", "\n").replace('\r', '\n');
    for (String block : plain.split("\n{2,}", -1)) {
      Cue cue = cue(block, length);
      if (cue != null) {
        cues.add(cue);
      }
      if (cues.size() > MOST_CUES) {
        throw new UnplayableException("Expected a transcript of at most " + MOST_CUES + " cues.");
      }
    }
    return Transcript.webVtt(cues);
  }

  /** The cue of a block, if it is one: perhaps a name, the times, and the words. */
  private static @Nullable Cue cue(String block, Duration length) throws UnplayableException {
    String[] lines = block.strip().split("\n", -1);
    int first = lines[0].contains("-->") ? 0 : 1;
    if (first >= lines.length || !lines[first].contains("-->")) {
      return null;
    }
    Matcher times = TIMES.matcher(lines[first].strip());
    if (!times.matches()) {
      throw new UnplayableException("Expected a cue's times like 00:01.000 --> 00:02.500.");
    }
    Duration start = time(times, 1);
    Duration end = time(times, 5);
    if (end.compareTo(start) < 0 || end.compareTo(length.plus(HAIR)) > 0) {
      throw new UnplayableException(
          "Expected cues in order within "
              + length.toSeconds()
              + " seconds but one lasts from "
              + start.toSeconds()
              + " to "
              + end.toSeconds()
              + ".");
    }
    String said = String.join(" ", List.of(lines).subList(first + 1, lines.length));
    if (said.length() > LONGEST_CUE) {
      throw new UnplayableException(
          "Expected a cue of at most "
              + LONGEST_CUE
              + " characters but was "
              + said.length()
              + ".");
    }
    Matcher voice = VOICE.matcher(said);
    String speaker = voice.find() ? words(voice.group(1)) : "";
    return new Cue(start, end, speaker, words(TAG.matcher(said).replaceAll("")));
  }

  private static Duration time(Matcher times, int from) {
    long hours = times.group(from) == null ? 0 : Long.parseLong(times.group(from));
    return Duration.ofHours(hours)
        .plusMinutes(Long.parseLong(times.group(from + 1)))
        .plusSeconds(Long.parseLong(times.group(from + 2)))
        .plusMillis(Long.parseLong(times.group(from + 3)));
  }

  private static String words(String escaped) {
    return escaped
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&lrm;", "")
        .replace("&rlm;", "")
        .replace("&amp;", "&")
        .replaceAll("\\p{Cc}", "")
        .strip();
  }
}
