package larksong.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import larksong.model.Draft;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.Rundown;
import larksong.model.Script;

/**
 * Lets one writer try, and another write when the first could not or its script does not hold; a
 * finding says so.
 */
public final class FallbackWriter implements ScriptWriter {

  /** What a sentence may do only beside those of other parts. */
  private static final Set<String> WHOLE = Set.of("said-twice", RequestsAsNews.REQUEST);

  private final ScriptWriter first;
  private final ScriptWriter second;
  private final BiFunction<Rundown, Script, List<Finding>> proof;

  public FallbackWriter(
      ScriptWriter first, ScriptWriter second, BiFunction<Rundown, Script, List<Finding>> proof) {
    this.first = first;
    this.second = second;
    this.proof = proof;
  }

  @Override
  public String name() {
    return first.name();
  }

  @Override
  public String fingerprint() {
    return first.fingerprint() + "\n" + second.fingerprint();
  }

  @Override
  public Draft write(Rundown rundown) throws WritingException {
    String reason;
    List<Finding> tried = List.of();
    try {
      Draft draft = first.write(rundown);
      Optional<Finding> held =
          proof.apply(rundown, draft.script()).stream()
              .filter(FallbackWriter::concernsTheWhole)
              .findFirst();
      if (held.isEmpty()) {
        return draft;
      }
      tried = draft.findings();
      reason = "Its script does not hold: " + held.orElseThrow().reason();
    } catch (WritingException e) {
      tried = e.findings();
      reason = String.valueOf(e.getMessage());
    } catch (RuntimeException e) {
      reason = "It stumbled over this rundown (" + e.getClass().getSimpleName() + ").";
    }
    return instead(second.write(rundown), tried, reason);
  }

  /** Sentences were judged part by part; what is left to see is what parts do to one another. */
  private static boolean concernsTheWhole(Finding finding) {
    return finding.holds() && (finding.place().isEmpty() || WHOLE.contains(finding.check()));
  }

  private Draft instead(Draft draft, List<Finding> tried, String reason) {
    List<Finding> findings = new ArrayList<>(tried);
    findings.addAll(draft.findings());
    findings.add(
        new Finding(
            "writer",
            Severity.WARNING,
            first.name(),
            reason + " The edition was written by '" + second.name() + "' instead."));
    return draft.with(findings);
  }
}
