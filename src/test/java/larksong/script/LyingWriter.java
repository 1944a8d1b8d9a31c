package larksong.script;

import java.util.ArrayList;
import java.util.List;
import larksong.model.Draft;
import larksong.model.Line;
import larksong.model.Origin;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;

/** Writes what another writer writes, and adds a sentence that no source says. */
public record LyingWriter(ScriptWriter honest) implements ScriptWriter {

  public static final String LIE = "It costs 499 euros.";

  @Override
  public String name() {
    return "lying outline"; // a name decides nothing
  }

  @Override
  public String fingerprint() {
    return "liar " + honest.fingerprint();
  }

  @Override
  public Draft write(Rundown rundown) throws WritingException {
    Script script = honest.write(rundown).script();
    List<Segment> segments = new ArrayList<>(script.segments());
    Segment second = segments.get(1);
    List<Line> lines = new ArrayList<>(second.lines());
    Line first = lines.get(0);
    lines.set(0, new Line(first.speaker(), first.text() + " " + LIE, first.pause()));
    segments.set(1, new Segment(second.heading(), lines, second.covers()));
    return new Draft(
        new Script(script.title(), script.summary(), script.language(), segments),
        Origin.MODEL,
        name(),
        List.of());
  }
}
