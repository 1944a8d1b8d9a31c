package larksong.script;

import java.util.ArrayList;
import java.util.List;
import larksong.model.Draft;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.Rundown;

/** Lets someone else look at what a writer wrote. */
public final class JudgedWriter implements ScriptWriter {

  private final ScriptWriter writer;
  private final ScriptJudge judge;

  public JudgedWriter(ScriptWriter writer, ScriptJudge judge) {
    this.writer = writer;
    this.judge = judge;
  }

  @Override
  public String name() {
    return writer.name();
  }

  @Override
  public String fingerprint() {
    return writer.fingerprint() + "\njudged by " + judge.name();
  }

  @Override
  public Draft write(Rundown rundown) throws WritingException {
    Draft draft = writer.write(rundown);
    List<Finding> findings = new ArrayList<>(draft.findings());
    try {
      findings.addAll(judge.judge(rundown, draft.script()));
    } catch (WritingException e) {
      findings.addAll(e.findings());
      findings.add(
          new Finding(
              "judge",
              Severity.NOTE,
              judge.name(),
              e.getMessage() + " The script was not looked at twice."));
    }
    return draft.with(findings);
  }
}
