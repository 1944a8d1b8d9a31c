package larksong.script.llm;

import java.util.ArrayList;
import java.util.List;
import larksong.config.Kind;
import larksong.model.Departure.Part;
import larksong.model.Finding;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Show;
import larksong.script.ScriptJudge;
import larksong.script.WritingException;

/** Has a language model compare a script with its items. */
public final class ModelJudge implements ScriptJudge {

  private final Show show;
  private final Kind kind;
  private final Conversation model;

  public ModelJudge(Show show, Kind kind, Conversation model) {
    this.show = show;
    this.kind = kind;
    this.model = model;
  }

  @Override
  public String name() {
    return model.settings().name();
  }

  @Override
  public List<Finding> judge(Rundown rundown, Script script) throws WritingException {
    Prompt prompt = new Prompt(show, kind, rundown);
    List<Part> parts = new ArrayList<>(prompt.parts());
    parts.add(Part.of("script", "all lines"));
    Question question =
        new Question(
            rundown,
            "judge",
            kind.role("judge"),
            prompt.material() + "\nThe script, as JSON:\n" + Answer.of(script, rundown),
            parts);
    return model.ask(
        question,
        JudgeAnswer.FORM,
        (answer, findings) -> {
          List<Finding> all = new ArrayList<>(findings);
          all.addAll(answer.of(script, name()));
          return all;
        });
  }
}
