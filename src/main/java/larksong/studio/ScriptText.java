package larksong.studio;

import larksong.model.Line;
import larksong.model.Script;
import larksong.model.Segment;

/** A script for people to read. */
public final class ScriptText {

  private ScriptText() {}

  public static String markdown(Script script) {
    StringBuilder text = new StringBuilder("# " + script.title() + "\n");
    for (Segment segment : script.segments()) {
      text.append("\n## ").append(segment.heading()).append("\n\n");
      for (Line line : segment.lines()) {
        text.append("**").append(line.speaker()).append("**: ").append(line.text());
        line.pause().ifPresent(pause -> text.append(" *(pause ").append(pause).append(")*"));
        text.append("\n\n");
      }
      if (!segment.covers().isEmpty()) {
        text.append("<!-- rests on ").append(String.join(", ", segment.covers())).append(" -->\n");
      }
    }
    return text.toString();
  }
}
