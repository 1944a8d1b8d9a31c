package larksong.app;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import larksong.model.Finding;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Story;
import larksong.privacy.Permits;
import larksong.privacy.Redaction;
import larksong.script.ScriptJudge;
import larksong.script.WritingException;

/** Shows a judge elsewhere only what tells items that may leave, with stand-ins. */
record VeiledJudge(ScriptJudge elsewhere, Function<Rundown, Redaction> redactions, Permits permits)
    implements ScriptJudge {

  @Override
  public String name() {
    return elsewhere.name();
  }

  @Override
  public List<Finding> judge(Rundown rundown, Script script) throws WritingException {
    List<Story> free =
        rundown.stories().stream().filter(story -> permits.mayLeave(story.item())).toList();
    Set<String> ids = free.stream().map(story -> story.item().id()).collect(Collectors.toSet());
    List<Segment> seen =
        script.segments().stream()
            .filter(segment -> !segment.covers().isEmpty() && ids.containsAll(segment.covers()))
            .toList();
    if (seen.isEmpty()) {
      return List.of();
    }
    Redaction redaction = redactions.apply(rundown);
    Rundown covered = redaction.cover(rundown.with(free, List.of()));
    Script shown = new Script(script.title(), "", script.language(), seen);
    return elsewhere.judge(covered, redaction.cover(shown)).stream()
        .map(
            finding ->
                new Finding(
                    finding.check(),
                    finding.severity(),
                    finding.where(),
                    redaction.uncover(finding.reason())))
        .toList();
  }
}
