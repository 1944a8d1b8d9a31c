package larksong.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import larksong.model.Draft;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.Item;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Story;

/**
 * Lets a writer elsewhere see only the items that may leave; the rest is written here and joined.
 */
public final class JoinedWriter implements ScriptWriter {

  private final ScriptWriter elsewhere;
  private final ScriptWriter here;
  private final Predicate<Item> mayLeave;
  private final String rules;

  /** The rules are the predicate in words: other rules make another script. */
  public JoinedWriter(
      ScriptWriter elsewhere, ScriptWriter here, Predicate<Item> mayLeave, String rules) {
    this.elsewhere = elsewhere;
    this.here = here;
    this.mayLeave = mayLeave;
    this.rules = rules;
  }

  @Override
  public String name() {
    return elsewhere.name();
  }

  @Override
  public String fingerprint() {
    return elsewhere.fingerprint() + "\n" + here.fingerprint() + "\n" + rules;
  }

  @Override
  public Draft write(Rundown rundown) throws WritingException {
    Map<Boolean, List<Story>> parts =
        rundown.stories().stream()
            .collect(Collectors.partitioningBy(story -> mayLeave.test(story.item())));
    List<Story> free = parts.getOrDefault(true, List.of());
    List<Story> kept = parts.getOrDefault(false, List.of());
    if (free.isEmpty()) {
      return noted(
          here.write(rundown), "Nothing was sent to '" + name() + "': all items stay here.");
    }
    String sent = free.size() + " items were sent to '" + name() + "', " + kept.size() + " stayed.";
    if (kept.isEmpty()) {
      return noted(elsewhere.write(rundown), sent);
    }
    Draft frame = here.write(rundown.with(kept, rundown.gaps()));
    Draft middle = elsewhere.write(rundown.with(free, List.of()));
    return noted(joined(frame, middle), sent);
  }

  /** The frame up to its last telling segment, what the middle tells, the rest of the frame. */
  private static Draft joined(Draft frame, Draft middle) {
    List<Segment> segments = new ArrayList<>(frame.script().segments());
    int last = 0;
    for (int i = 0; i < segments.size(); i++) {
      last = segments.get(i).covers().isEmpty() ? last : i;
    }
    segments.addAll(
        last + 1,
        middle.script().segments().stream()
            .filter(segment -> !segment.covers().isEmpty())
            .toList());
    Script script = frame.script();
    List<Finding> findings = new ArrayList<>(frame.findings());
    findings.addAll(middle.findings());
    return new Draft(
        script.with(segments),
        middle.origin().and(frame.origin()),
        middle.writer() + " and " + frame.writer(),
        findings);
  }

  private Draft noted(Draft draft, String what) {
    List<Finding> findings = new ArrayList<>(draft.findings());
    findings.add(new Finding("privacy", Severity.NOTE, name(), what));
    return draft.with(findings);
  }
}
