package larksong.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.Line;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Show;
import larksong.model.Story;

/** Holds a script against its rundown; the same for every writer. */
public final class ScriptProof {

  /** The check that finds what somebody else asks told as the host's own word. */
  public static final String REQUEST = "request";

  /** Twice the usual tempo would still not fit this many words. */
  private static final double MOST_WORDS_PER_SECOND = 4;

  private final Show show;

  public ScriptProof(Show show) {
    this.show = show;
  }

  /** All findings; the edition is held if one of them holds. */
  public List<Finding> check(Rundown rundown, Script script) {
    List<Finding> findings = new ArrayList<>(part(rundown, script));
    length(rundown, script, findings);
    speakers(script, findings);
    return findings;
  }

  /** What is wrong with a script that is one part of an edition. */
  public List<Finding> part(Rundown rundown, Script script) {
    List<Finding> findings = new ArrayList<>();
    Grammar grammar = Grammar.of(show.language());
    List<List<Said>> said = Said.of(script, show.language());
    new Coverage(grammar).check(rundown, script, findings);
    Tracing tracing = new Tracing(show, rundown, grammar);
    Hygiene hygiene = new Hygiene(grammar, rundown);
    Invitations invitations = new Invitations(grammar, rundown);
    for (int i = 0; i < script.segments().size(); i++) {
      int before = findings.size();
      hygiene.check(said.get(i), findings);
      if (findings.size() == before) {
        findings.addAll(tracing.check(said.get(i), script.segments().get(i)));
      }
    }
    for (int i = 0; i < said.size(); i++) {
      invitations.check(said.get(i), script.segments().get(i).covers(), findings);
    }
    new Repetition(grammar).check(rundown, script, said, findings);
    Answers.check(rundown, script, findings);
    return findings;
  }

  /** What each sentence rests on, by segment. */
  public List<Basis> bases(Rundown rundown, Script script) {
    Bases named = new Bases(rundown, Grammar.of(show.language()));
    List<List<Said>> said = Said.of(script, show.language());
    List<Basis> bases = new ArrayList<>();
    for (int i = 0; i < script.segments().size(); i++) {
      bases.addAll(named.of(said.get(i), script.segments().get(i)));
    }
    return bases;
  }

  private void length(Rundown rundown, Script script, List<Finding> findings) {
    double seconds = show.length().toSeconds();
    Duration pauses =
        script.lines().flatMap(line -> line.pause().stream()).reduce(Duration.ZERO, Duration::plus);
    double spoken = script.words() / MOST_WORDS_PER_SECOND + pauses.toMillis() / 1000.0;
    if (spoken > seconds) {
      boolean allMust = rundown.stories().stream().allMatch(Story::mustSay);
      findings.add(
          new Finding(
              "length",
              allMust ? Severity.WARNING : Severity.HOLD,
              "script",
              script.words()
                  + " words cannot be said in "
                  + show.length().toMinutes()
                  + " minutes. Raise the show's length or lower a source's top."));
    }
  }

  private void speakers(Script script, List<Finding> findings) {
    script
        .lines()
        .map(Line::speaker)
        .distinct()
        .filter(speaker -> !show.voices().containsKey(speaker))
        .forEach(
            speaker ->
                findings.add(
                    new Finding(
                        "speaker",
                        Severity.WARNING,
                        speaker,
                        "No voice is set for this speaker; the host's is used. Set voices."
                            + speaker
                            + ".")));
  }
}
