package larksong.script.llm;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ResponseFormat;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import larksong.config.Budget;
import larksong.config.Kind;
import larksong.json.Json;
import larksong.model.Draft;
import larksong.model.Finding;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Show;
import larksong.script.Plan;
import larksong.script.Presentation;
import larksong.script.ScriptWriter;
import larksong.script.WritingException;
import okhttp3.OkHttpClient;

/** Has a language model plan, write and present, each in one structured answer. */
public final class ModelWriter implements ScriptWriter {

  private final Show show;
  private final Kind kind;
  private final ModelSettings settings;
  private final Conversation conversation;
  private final Clock clock;

  public ModelWriter(
      Show show,
      Kind kind,
      ModelSettings settings,
      OkHttpClient client,
      Budget budget,
      Ledger ledger,
      Clock clock) {
    this.show = show;
    this.kind = kind;
    this.settings = settings;
    this.conversation = new Conversation(settings, client, budget, ledger);
    this.clock = clock;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public String fingerprint() {
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
    StringBuilder wrong = new StringBuilder("Write it again. What is wrong with it:\n");
    for (Finding finding : findings) {
      wrong.append("- ").append(finding.where()).append(": ").append(finding.reason()).append('\n');
    }
    wrong.append("Say only what the items say; leave out what they do not.");
    return Optional.of(
        draft(
            rundown,
            List.of(AiMessage.from(Answer.of(script)), UserMessage.from(wrong.toString()))));
  }

  @Override
  public Plan plan(Rundown rundown) throws WritingException {
    Prompt prompt = new Prompt(show, kind, rundown);
    return asked(
        rundown,
        "plan",
        messages(kind.role("editor") + PlanAnswer.FORM, prompt.material(), List.of()),
        PlanAnswer.FORMAT,
        PlanAnswer.FORM,
        PlanAnswer::read,
        Plan::new);
  }

  @Override
  public Presentation present(Rundown rundown, Script parts) throws WritingException {
    Prompt prompt = new Prompt(show, kind, rundown);
    return asked(
        rundown,
        "host",
        messages(kind.role("host") + HostAnswer.FORM, prompt.headings(parts), List.of()),
        HostAnswer.FORMAT,
        HostAnswer.FORM,
        HostAnswer::read,
        HostAnswer::with);
  }

  /** Asks, after what was said so far. */
  private Draft draft(Rundown rundown, List<ChatMessage> said) throws WritingException {
    Prompt prompt = new Prompt(show, kind, rundown);
    return asked(
        rundown,
        "write",
        messages(prompt.instructions(), prompt.material(), said),
        Answer.FORMAT,
        Answer.FORM,
        text -> Answer.read(text).checked(),
        (answer, findings) ->
            new Draft(
                answer.toScript(show, rundown),
                settings.name() + " (" + settings.model() + ")",
                findings));
  }

  private static List<ChatMessage> messages(
      String instructions, String material, List<ChatMessage> said) {
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(SystemMessage.from(instructions));
    messages.add(UserMessage.from(material));
    messages.addAll(said);
    return messages;
  }

  private <A, T> T asked(
      Rundown rundown,
      String purpose,
      List<ChatMessage> messages,
      ResponseFormat format,
      String inWords,
      Conversation.Form<A> form,
      BiFunction<A, List<Finding>, T> result)
      throws WritingException {
    Egress egress = new Egress(settings, rundown, purpose, clock);
    try {
      A answer = conversation.ask(egress, messages, format, inWords, form);
      return result.apply(answer, egress.findings());
    } catch (WritingException e) {
      throw new WritingException(String.valueOf(e.getMessage()), egress.findings());
    }
  }
}
