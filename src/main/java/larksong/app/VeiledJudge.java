package larksong.app;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import larksong.egress.Errand;
import larksong.model.Finding;
import larksong.model.Level;
import larksong.model.Line;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Show;
import larksong.model.Story;
import larksong.privacy.Permits;
import larksong.privacy.Redaction;
import larksong.script.ScriptJudge;
import larksong.script.WritingException;

/**
 * Shows a judge elsewhere only what tells items that may leave as a whole, with stand-ins.
 *
 * @param elsewhere sees a show with stand-ins too
 * @param hidden whether the script may rest on more than its segments say, so that nothing is shown
 */
record VeiledJudge(
    String name,
    Function<Redaction, ScriptJudge> elsewhere,
    Function<List<Story>, Redaction> redactions,
    Permits permits,
    boolean hidden)
    implements ScriptJudge {

  /** Stands where a segment stays here, so that the judge counts as the script does. */
  private static final Segment HIDDEN =
      new Segment("…", List.of(new Line(Show.HOST, "…")), List.of());

  @Override
  public List<Finding> judge(Rundown rundown, Script script) throws WritingException {
    List<Story> free =
        rundown.stories().stream().filter(story -> permits.mayLeaveWhole(story.item())).toList();
    Set<String> ids = free.stream().map(story -> story.item().id()).collect(Collectors.toSet());
    List<Segment> shown =
        script.segments().stream()
            .map(
                segment ->
                    segment.covers().isEmpty() || !ids.containsAll(segment.covers())
                        ? HIDDEN
                        : segment)
            .toList();
    if (hidden || shown.stream().allMatch(HIDDEN::equals)) {
      return List.of();
    }
    Redaction redaction = redactions.apply(rundown.stories());
    Rundown covered = redaction.cover(rundown.with(free, List.of()));
    Script veiled = new Script(script.title(), "", script.language(), shown);
    Script coveredScript = redaction.cover(veiled);
    return Errand.current()
        .of(Level.FREE)
        .during(() -> elsewhere.apply(redaction).judge(covered, coveredScript))
        .stream()
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
