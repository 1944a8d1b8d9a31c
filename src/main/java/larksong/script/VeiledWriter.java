package larksong.script;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import larksong.model.Draft;
import larksong.model.Finding;
import larksong.model.Rundown;
import larksong.model.Script;

/** Lets a writer elsewhere see stand-ins for what is private; they are taken back here. */
public final class VeiledWriter implements ScriptWriter {

  /** Covers what is private in one rundown; the same words get the same stand-ins. */
  public interface Veil {

    Rundown cover(Rundown rundown);

    String cover(String text);

    Script cover(Script script);

    Script uncover(Script script);

    /** How many different words it covered so far. */
    int covered();
  }

  /** What a reason quotes may be a piece of a private word, which no pattern finds any more. */
  private static final Pattern QUOTED = Pattern.compile("'[^']*(?:'\\p{L}[^']*)*'");

  private final ScriptWriter elsewhere;
  private final Function<Rundown, Veil> veils;
  private final String rules;

  /** The rules are the veil in words: other rules make another script. */
  public VeiledWriter(ScriptWriter elsewhere, Function<Rundown, Veil> veils, String rules) {
    this.elsewhere = elsewhere;
    this.veils = veils;
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
    Veil veil = veils.apply(rundown);
    return uncovered(elsewhere.write(veil.cover(rundown)), veil);
  }

  @Override
  public Optional<Draft> rewrite(Rundown rundown, Script script, List<Finding> findings)
      throws WritingException {
    Veil veil = veils.apply(rundown);
    Rundown covered = veil.cover(rundown);
    List<Finding> reasons =
        findings.stream()
            .map(
                finding ->
                    new Finding(
                        finding.check(),
                        finding.severity(),
                        finding.place().map(Object::toString).orElse("script"),
                        veil.cover(QUOTED.matcher(finding.reason()).replaceAll("that")),
                        finding.place()))
            .toList();
    return elsewhere
        .rewrite(covered, veil.cover(script), reasons)
        .map(draft -> uncovered(draft, veil));
  }

  private static Draft uncovered(Draft draft, Veil veil) {
    return new Draft(veil.uncover(draft.script()), draft.writer(), draft.findings());
  }
}
