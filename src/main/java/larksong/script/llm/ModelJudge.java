package larksong.script.llm;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import larksong.config.Budget;
import larksong.config.Kind;
import larksong.model.Finding;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Show;
import larksong.script.ScriptJudge;
import larksong.script.WritingException;
import okhttp3.OkHttpClient;

/** Has a language model compare a script with its items. */
public final class ModelJudge implements ScriptJudge {

  private final Show show;
  private final Kind kind;
  private final ModelSettings settings;
  private final Conversation conversation;
  private final Clock clock;

  public ModelJudge(
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
  public List<Finding> judge(Rundown rundown, Script script) throws WritingException {
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(SystemMessage.from(kind.role("judge") + JudgeAnswer.FORM));
    messages.add(
        UserMessage.from(
            new Prompt(show, kind, rundown).material()
                + "\nThe script, as JSON:\n"
                + Answer.of(script)));
    Egress egress = new Egress(settings, rundown, "judge", clock);
    try {
      JudgeAnswer answer =
          conversation.ask(
              egress, messages, JudgeAnswer.FORMAT, JudgeAnswer.FORM, JudgeAnswer::read);
      List<Finding> findings = new ArrayList<>(egress.findings());
      findings.addAll(answer.of(script, name()));
      return findings;
    } catch (WritingException e) {
      throw new WritingException(String.valueOf(e.getMessage()), egress.findings());
    }
  }
}
