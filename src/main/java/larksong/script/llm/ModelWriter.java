package larksong.script.llm;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import larksong.config.Kind;
import larksong.json.Json;
import larksong.model.Draft;
import larksong.model.Finding;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Show;
import larksong.script.ScriptWriter;
import larksong.script.WritingException;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Has a language model write a script of the rundown it gets, in one structured answer. */
public final class ModelWriter implements ScriptWriter {

  private final Show show;
  private final Kind kind;
  private final ModelSettings settings;
  private final ChatModel model;

  public ModelWriter(Show show, Kind kind, ModelSettings settings, OkHttpClient client) {
    this.show = show;
    this.kind = kind;
    this.settings = settings;
    this.model = settings.open(client);
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

  /** Asks, after what was said so far; an answer in another form is asked for once more. */
  private Draft draft(Rundown rundown, List<ChatMessage> said) throws WritingException {
    Prompt prompt = new Prompt(show, kind, rundown);
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(SystemMessage.from(prompt.instructions()));
    messages.add(UserMessage.from(prompt.material()));
    messages.addAll(said);
    Egress egress = new Egress(settings, rundown);
    try {
      Answer answer = answer(messages, egress);
      Script script =
          new Script(
              show.title() + ", " + rundown.edition().label(),
              answer.summary() == null ? "" : answer.summary(),
              show.language(),
              answer.toSegments());
      return new Draft(
          script, settings.name() + " (" + settings.model() + ")", List.of(egress.finding()));
    } catch (WritingException e) {
      throw new WritingException(String.valueOf(e.getMessage()), List.of(egress.finding()));
    }
  }

  private Answer answer(List<ChatMessage> messages, Egress egress) throws WritingException {
    String text = ask(messages, egress);
    try {
      return Answer.read(text).checked();
    } catch (WritingException e) {
      messages.add(AiMessage.from(text));
      messages.add(UserMessage.from(e.getMessage() + "\n" + Answer.FORM));
      return Answer.read(ask(messages, egress)).checked();
    }
  }

  private String ask(List<ChatMessage> messages, Egress egress) throws WritingException {
    ChatRequest.Builder request = ChatRequest.builder();
    if (model.supportedCapabilities().contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA)) {
      request.responseFormat(Answer.FORMAT);
    }
    request.messages(messages);
    try {
      egress.asks(messages);
      ChatResponse response = model.chat(request.build());
      egress.answered(response.tokenUsage());
      if (response.finishReason() == FinishReason.LENGTH) {
        throw new WritingException(
            says("its answer was cut off. Raise models." + settings.name() + ".max-tokens."));
      }
      return text(response.aiMessage().text());
    } catch (RuntimeException e) {
      throw new WritingException(says(reason(e)), e);
    }
  }

  private String text(@Nullable String answer) throws WritingException {
    if (answer == null || answer.isBlank()) {
      throw new WritingException(says("it answered with nothing."));
    }
    return answer;
  }

  /** The libraries wrap a failure several times; what the owner needs is in the middle. */
  private static String reason(Throwable failure) {
    Optional<Throwable> cause = Optional.of(failure);
    for (; cause.isPresent(); cause = Optional.ofNullable(cause.get().getCause())) {
      if (cause.get() instanceof HttpException http) {
        return switch (http.statusCode()) {
          case 401, 403 -> "the key was refused (" + http.statusCode() + "). Check the key.";
          case 404 -> "there is no such model or address (404). Check model and base-url.";
          case 429 -> "it is asked too often or the credit is used up (429).";
          default -> "the server answered " + http.statusCode() + ". Try again later.";
        };
      }
      if (cause.get() instanceof TimeoutException) {
        return "it did not answer in time. Raise its deadline or choose a quicker one.";
      }
    }
    return "there was no usable answer (" + failure.getClass().getSimpleName() + ").";
  }

  private String says(String reason) {
    return "The model '"
        + settings.name()
        + "' ("
        + settings.address().getHost()
        + ") failed: "
        + reason;
  }
}
