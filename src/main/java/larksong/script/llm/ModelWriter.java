package larksong.script.llm;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import larksong.config.Kind;
import larksong.json.Json;
import larksong.model.Departure.Part;
import larksong.model.Draft;
import larksong.model.Finding;
import larksong.model.Origin;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Show;
import larksong.script.Plan;
import larksong.script.Presentation;
import larksong.script.ScriptWriter;
import larksong.script.WritingException;

/** Has a language model plan, write and present, each in one structured answer. */
public final class ModelWriter implements ScriptWriter {

  private final Show show;
  private final Kind kind;
  private final Conversation model;

  public ModelWriter(Show show, Kind kind, Conversation model) {
    this.show = show;
    this.kind = kind;
    this.model = model;
  }

  @Override
  public String name() {
    return model.settings().name();
  }

  @Override
  public String fingerprint() {
    ModelSettings settings = model.settings();
    return Json.write(kind)
        + Json.write(show)
        + settings.provider()
        + settings.model()
        + settings.address()
        + settings.maxTokens();
  }

  @Override
  public Draft write(Rundown rundown) throws WritingException {
    return draft(rundown, List.of());
  }

  @Override
  public Optional<Draft> rewrite(Rundown rundown, Script script, List<Finding> findings)
      throws WritingException {
    ItemNumbers numbers = new ItemNumbers(rundown);
    StringBuilder wrong = new StringBuilder("Write it again. What is wrong with it:\n");
    for (Finding finding : findings) {
      String what = finding.where() + ": " + finding.reason();
      wrong.append("- ").append(numbers.numbered(what)).append('\n');
    }
    wrong.append("Say only what the items say; leave out what they do not.");
    return Optional.of(
        draft(
            rundown,
            List.of(
                AiMessage.from(Answer.of(script, rundown)), UserMessage.from(wrong.toString()))));
  }

  @Override
  public Plan plan(Rundown rundown) throws WritingException {
    Prompt prompt = new Prompt(show, kind, rundown);
    return model.ask(
        new Question(rundown, "plan", kind.role("editor"), prompt.material(), prompt.parts()),
        PlanAnswer.FORM,
        (answer, findings) -> answer.of(new ItemNumbers(rundown), findings));
  }

  @Override
  public Presentation present(Rundown rundown, Script parts) throws WritingException {
    String material = new Prompt(show, kind, rundown).headings(parts);
    return model.ask(
        new Question(
            rundown,
            "host",
            kind.role("host"),
            material,
            List.of(Part.of("script", "headings", "recent openings"))),
        HostAnswer.FORM,
        HostAnswer::with);
  }

  /** Asks, after what was said so far. */
  private Draft draft(Rundown rundown, List<ChatMessage> said) throws WritingException {
    Prompt prompt = new Prompt(show, kind, rundown);
    List<Part> parts = new ArrayList<>(prompt.parts());
    if (!said.isEmpty()) {
      parts.add(Part.of("script", "all lines", "what is wrong"));
    }
    return model.ask(
        new Question(rundown, "write", prompt.instructions(), prompt.material(), parts, said),
        Answer.FORM,
        (answer, findings) ->
            new Draft(
                answer.toScript(show, rundown),
                Origin.MODEL,
                name() + " (" + model.settings().model() + ")",
                findings));
  }
}
