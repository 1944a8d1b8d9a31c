package larksong.script.outline;

import java.util.ArrayList;
import java.util.List;
import larksong.model.Line;
import larksong.model.Segment;
import larksong.model.Story;

/** Tells what is to be done, as one chapter. */
record TaskTeller(Telling telling) implements Teller {

  @Override
  public List<Segment> tell(List<Story> stories) {
    List<Line> lines = new ArrayList<>();
    for (Story story : stories) {
      String phrase =
          story.fact("overdue").isPresent()
              ? "task.overdue"
              : story.fact("due").isPresent() ? "task.due" : "task.undated";
      String text = telling.say(phrase, telling.words(story));
      lines.add(Telling.line(lines.isEmpty() ? telling.say("tasks.open") + " " + text : text));
    }
    return telling.segment("tasks.heading", lines, stories).stream().toList();
  }
}
