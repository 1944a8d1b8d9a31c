package larksong.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import larksong.model.Draft;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.Place;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.spoken.Requests;

/**
 * Has the outline write, and whatever its script still asks of the listener told as somebody's word
 * or left out: no stranger's text can keep an edition from being made.
 */
public final class RequestsAsNews implements ScriptWriter {

  /** The check whose findings are mended. */
  static final String REQUEST = "request";

  private final ScriptWriter outline;
  private final BiFunction<Rundown, Script, List<Finding>> proof;

  public RequestsAsNews(ScriptWriter outline, BiFunction<Rundown, Script, List<Finding>> proof) {
    this.outline = outline;
    this.proof = proof;
  }

  @Override
  public String name() {
    return outline.name();
  }

  @Override
  public String fingerprint() {
    return outline.fingerprint();
  }

  @Override
  public Optional<String> attributed(Rundown rundown, String sentence) {
    return outline.attributed(rundown, sentence);
  }

  @Override
  public Draft write(Rundown rundown) throws WritingException {
    Draft draft = outline.write(rundown);
    List<Finding> held = requests(rundown, draft.script());
    if (held.isEmpty()) {
      return draft;
    }
    Script mended =
        new Mending(outline, rundown, Requests.of(draft.script().language()))
            .of(draft.script(), held, script -> requests(rundown, script).isEmpty())
            .orElseGet(() -> without(draft.script(), held));
    List<Finding> findings = new ArrayList<>(draft.findings());
    findings.add(
        new Finding(
            "writer",
            Severity.NOTE,
            held.get(0).where(),
            held.size()
                + " of its sentences asked what somebody else wants, and were told as theirs or left"
                + " out."));
    return draft.with(mended).with(findings);
  }

  private List<Finding> requests(Rundown rundown, Script script) {
    return proof.apply(rundown, script).stream()
        .filter(finding -> finding.holds() && finding.check().equals(REQUEST))
        .toList();
  }

  /** Without the segments of which nothing else is left; the proof says what is missing then. */
  private static Script without(Script script, List<Finding> held) {
    Set<Integer> asking =
        held.stream()
            .flatMap(finding -> finding.place().stream())
            .map(Place::segment)
            .collect(Collectors.toSet());
    List<Segment> kept =
        IntStream.range(0, script.segments().size())
            .filter(at -> !asking.contains(at))
            .mapToObj(script.segments()::get)
            .toList();
    return kept.isEmpty() ? script : script.with(kept);
  }
}
