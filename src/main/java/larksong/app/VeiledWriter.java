package larksong.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import larksong.egress.Errand;
import larksong.model.Draft;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.Level;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.privacy.Redaction;
import larksong.script.Plan;
import larksong.script.Presentation;
import larksong.script.ScriptWriter;
import larksong.script.WritingException;

/** Lets a writer elsewhere see stand-ins for what is private; they are taken back here. */
public final class VeiledWriter implements ScriptWriter {

  /** What a reason quotes may be a piece of a private word, which no pattern finds any more. */
  private static final Pattern QUOTED = Pattern.compile("'[^']*(?:'\\p{L}[^']*)*'");

  private final ScriptWriter elsewhere;
  private final Redaction redaction;
  private final String rules;

  /**
   * For one edition.
   *
   * @param rules the redaction in words: other rules make another script
   */
  public VeiledWriter(ScriptWriter elsewhere, Redaction redaction, String rules) {
    this.elsewhere = elsewhere;
    this.redaction = redaction;
    this.rules = rules;
  }

  @Override
  public String name() {
    return elsewhere.name();
  }

  @Override
  public String fingerprint() {
    return elsewhere.fingerprint() + "\n" + rules;
  }

  @Override
  public Draft write(Rundown rundown) throws WritingException {
    Rundown covered = redaction.cover(rundown);
    return uncovered(veiled().during(() -> elsewhere.write(covered)));
  }

  @Override
  public Optional<Draft> rewrite(Rundown rundown, Script script, List<Finding> findings)
      throws WritingException {
    Rundown covered = redaction.cover(rundown);
    List<Finding> reasons = findings.stream().map(this::covered).toList();
    Script shown = redaction.cover(script);
    return veiled().during(() -> elsewhere.rewrite(covered, shown, reasons)).map(this::uncovered);
  }

  /** Which item comes first is no secret; what they say is. */
  @Override
  public Plan plan(Rundown rundown) throws WritingException {
    Rundown covered = redaction.cover(rundown);
    return veiled().during(() -> elsewhere.plan(covered));
  }

  @Override
  public Presentation present(Rundown rundown, Script parts) throws WritingException {
    Rundown covered = redaction.cover(rundown);
    Script shown = redaction.cover(parts);
    Presentation said = veiled().during(() -> elsewhere.present(covered, shown));
    return new Presentation(
        redaction.uncover(said.opening()),
        said.transitions().stream().map(redaction::uncover).toList(),
        redaction.uncover(said.closing()),
        said.findings());
  }

  /** What is asked from now on has stand-ins where something is private. */
  private static Errand veiled() {
    return Errand.current().of(Level.FREE);
  }

  private Finding covered(Finding finding) {
    return new Finding(
        finding.check(),
        finding.severity(),
        finding.place().map(Object::toString).orElse("script"),
        redaction.cover(QUOTED.matcher(finding.reason()).replaceAll("that")),
        finding.place());
  }

  private Draft uncovered(Draft draft) {
    List<Finding> findings = new ArrayList<>(draft.findings());
    if (redaction.covered() > 0) {
      String what = redaction.covered() + " private words left as stand-ins only.";
      findings.add(new Finding("privacy", Severity.NOTE, draft.writer(), what));
    }
    return draft.with(redaction.uncover(draft.script())).with(findings);
  }
}
