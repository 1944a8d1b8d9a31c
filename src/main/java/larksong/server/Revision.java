package larksong.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import larksong.model.Line;
import larksong.model.Place;
import larksong.model.Script;
import larksong.model.Segment;
import org.jspecify.annotations.Nullable;

/**
 * The owner's words for each line of a script; a line without words is gone.
 *
 * @param texts by segment and line of the script
 */
record Revision(Script of, List<List<String>> texts) {

  /** The script as it is. */
  static Revision of(Script script) {
    return new Revision(
        script,
        script.segments().stream()
            .map(segment -> segment.lines().stream().map(Line::text).toList())
            .toList());
  }

  /** The script with the fields of a form; what was not sent is gone. */
  static Revision of(Script script, Function<String, @Nullable String> field) {
    List<List<String>> texts = new ArrayList<>();
    for (int i = 0; i < script.segments().size(); i++) {
      List<String> lines = new ArrayList<>();
      for (int j = 0; j < script.segments().get(i).lines().size(); j++) {
        lines.add(Objects.requireNonNullElse(field.apply(name(i, j)), "").strip());
      }
      texts.add(lines);
    }
    return new Revision(script, texts);
  }

  /** What a form calls a line. */
  static String name(int segment, int line) {
    return "line-" + segment + "-" + line;
  }

  String text(int segment, int line) {
    return texts.get(segment).get(line);
  }

  /** What is left to say; empty if nothing is. */
  Optional<Script> script() {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Segment segment = of.segments().get(i);
      List<Line> lines = new ArrayList<>();
      for (int j = 0; j < texts.get(i).size(); j++) {
        if (!text(i, j).isEmpty()) {
          Line line = segment.lines().get(j);
          lines.add(new Line(line.speaker(), text(i, j), line.pause()));
        }
      }
      if (!lines.isEmpty()) {
        segments.add(new Segment(segment.heading(), lines, segment.covers()));
      }
    }
    return segments.isEmpty() ? Optional.empty() : Optional.of(of.with(segments));
  }

  /** Whether a place in what is left is in this line of the script. */
  boolean isAt(Place place, int segment, int line) {
    if (text(segment, line).isEmpty()) {
      return false;
    }
    long segmentsBefore = texts.subList(0, segment).stream().filter(Revision::says).count();
    long linesBefore =
        texts.get(segment).subList(0, line).stream().filter(text -> !text.isEmpty()).count();
    return place.segment() == segmentsBefore && place.line() == linesBefore;
  }

  private static boolean says(List<String> lines) {
    return lines.stream().anyMatch(text -> !text.isEmpty());
  }
}
