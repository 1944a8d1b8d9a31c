package larksong.model;

import java.util.List;

/**
 * A part of a script that becomes a chapter.
 *
 * @param covers the ids of the items its lines rest on; empty for greeting, gaps and sign-off
 */
public record Segment(String heading, List<Line> lines, List<String> covers) {

  public Segment {
    Check.filled("heading", heading);
    lines = List.copyOf(lines);
    Check.that(!lines.isEmpty(), "Expected at least one line in '" + heading + "'");
    covers = List.copyOf(covers);
  }
}
