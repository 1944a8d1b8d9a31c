package larksong.script.outline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import larksong.model.Line;
import larksong.model.Segment;
import larksong.model.Story;

/** Tells a table: who leads, what changed, and its one surprise; a chapter for each source. */
record ReadingTeller(Telling telling) implements Teller {

  @Override
  public List<Segment> tell(List<Story> stories) {
    Map<String, List<Story>> tables = new LinkedHashMap<>();
    for (Story story : stories) {
      tables.computeIfAbsent(story.item().source(), source -> new ArrayList<>()).add(story);
    }
    List<Segment> segments = new ArrayList<>();
    tables.forEach((source, rows) -> segments.add(table(source, rows)));
    return segments;
  }

  private Segment table(String source, List<Story> rows) {
    List<Line> lines = new ArrayList<>();
    lines.add(Telling.line(telling.say("table.open", Map.of("source", source))));
    List<String> surprise = new ArrayList<>();
    for (Story row : rows) {
      lines.add(Telling.line(row(row, lines.size() == 1)));
      for (String turn : List.of("climbed", "fell")) {
        if (row.fact(turn).isPresent()) {
          surprise.add(telling.say("table." + turn, telling.words(row)));
        }
      }
    }
    surprise.forEach(sentence -> lines.add(Telling.line(sentence)));
    return new Segment(Phrases.capitalized(source), lines, Telling.ids(rows));
  }

  String row(Story row, boolean first) {
    Map<String, Object> words = telling.words(row);
    List<String> sentences = new ArrayList<>();
    sentences.add(telling.say(first ? "table.first" : "table.next", words));
    if (row.fact("lead").isPresent()) {
      sentences.add(telling.say("table.lead", words));
    }
    for (String change : List.of("more", "less")) {
      if (row.fact(change).isPresent()) {
        sentences.add(telling.say("table." + change, words));
      }
    }
    return String.join(" ", sentences);
  }
}
