package larksong.script.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import larksong.model.Line;
import larksong.model.Note;
import larksong.model.Segment;
import larksong.model.Story;
import larksong.spoken.Sentences;

/**
 * Tells notes: the beginning of each in one chapter, or each as a whole in a chapter of its own.
 */
record NoteTeller(Telling telling, boolean whole) implements Teller {

  /** Words after which a line of a whole note ends with its sentence, so that there is a breath. */
  private static final int BREATH = 45;

  private static final int BRIEF = 60;

  @Override
  public List<Segment> tell(List<Story> stories) {
    if (whole) {
      String open = stories.size() == 1 ? "note.only" : "note.open";
      return stories.stream().map(story -> chapter(story, open)).toList();
    }
    List<Line> lines = new ArrayList<>();
    for (Story story : stories) {
      Map<String, Object> words = telling.words(story);
      words.put("text", text((Note) story.item(), BRIEF));
      lines.add(Telling.line(telling.say("note", words)));
    }
    return telling.segment("notes.heading", lines, stories).stream().toList();
  }

  /** A note that the opening named already may begin without its title. */
  private Segment chapter(Story story, String phrase) {
    List<Line> lines = new ArrayList<>();
    String heading = telling.sourced().heading(story.item());
    String open = telling.say(phrase, telling.words(story));
    if (!open.isEmpty()) {
      lines.add(Telling.line(open));
    }
    StringBuilder line = new StringBuilder();
    String text = telling.sourced().text(story.item(), ((Note) story.item()).text());
    for (String sentence : Sentences.of(text, telling.show().language())) {
      line.append(line.isEmpty() ? "" : " ").append(sentence);
      if (line.toString().split("\\s+").length >= BREATH) {
        lines.add(Telling.line(line.toString()));
        line.setLength(0);
      }
    }
    if (!line.isEmpty()) {
      lines.add(Telling.line(line.toString()));
    }
    if (lines.isEmpty()) {
      lines.add(Telling.line(heading));
    }
    return new Segment(heading, lines, List.of(story.item().id()));
  }

  private String text(Note note, int mostWords) {
    return telling.sourced().text(note, telling.beginning(note.text(), mostWords));
  }
}
