package larksong.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The words of an edition, ready to be spoken. */
public record Script(String title, String summary, Locale language, List<Segment> segments) {

  public Script {
    Check.filled("title", title);
    segments = List.copyOf(segments);
    Check.that(!segments.isEmpty(), "Expected at least one segment");
  }

  public Stream<Line> lines() {
    return segments.stream().flatMap(segment -> segment.lines().stream());
  }

  /** How many words will be spoken. */
  public int words() {
    return lines().mapToInt(line -> line.text().trim().split("\\s+").length).sum();
  }

  /** The same script of other segments. */
  public Script with(List<Segment> others) {
    return new Script(title, summary, language, others);
  }
}
