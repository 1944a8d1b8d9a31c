package larksong.audio;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import larksong.model.Cue;

/** Writes WebVTT with the speaker as voice and at most 65 characters a line. */
final class Transcript {

  private static final int LONGEST_LINE = 65;

  private Transcript() {}

  static String webVtt(List<Cue> cues) {
    StringBuilder vtt = new StringBuilder("WEBVTT\n");
    for (Cue cue : cues) {
      vtt.append('\n')
          .append(time(cue.start()))
          .append(" --> ")
          .append(time(cue.end()))
          .append('\n')
          .append(said(cue))
          .append('\n');
    }
    return vtt.toString();
  }

  private static String said(Cue cue) {
    String text = escaped(wrapped(cue.text()));
    return cue.speaker().isEmpty() ? text : "<v " + escaped(cue.speaker()) + '>' + text + "</v>";
  }

  private static String time(Duration at) {
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d.%03d",
        at.toHours(),
        at.toMinutesPart(),
        at.toSecondsPart(),
        at.toMillisPart());
  }

  private static String wrapped(String text) {
    StringBuilder lines = new StringBuilder();
    int column = 0;
    for (String word : text.trim().split("\\s+", -1)) {
      if (column > 0 && column + 1 + word.length() > LONGEST_LINE) {
        lines.append('\n');
        column = 0;
      } else if (column > 0) {
        lines.append(' ');
        column++;
      }
      lines.append(word);
      column += word.length();
    }
    return lines.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
