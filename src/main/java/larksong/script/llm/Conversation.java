package larksong.script.llm;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import larksong.config.Budget;
import larksong.egress.Errand;
import larksong.model.Edition;
import larksong.model.Finding;
import larksong.net.WebException;
import larksong.script.WritingException;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Asks a model within its budget; what left and what it cost is noted, whatever came back. */
public final class Conversation {

  private final ModelSettings settings;
  private final StreamingChatModel model;
  private final Budget budget;
  private final Ledger ledger;
  private final Clock clock;
  private final Semaphore turns;

  /** All conversations with a model, of all shows, share its turns. */
  public Conversation(
      ModelSettings settings,
      OkHttpClient client,
      Budget budget,
      Ledger ledger,
      Clock clock,
      Semaphore turns) {
    this.settings = settings;
    this.model = settings.open(client);
    this.budget = budget;
    this.ledger = ledger;
    this.clock = clock;
    this.turns = turns;
  }

  ModelSettings settings() {
    return settings;
  }

  /** Asks, and makes something of the answer and of what is to be known about what left. */
  <A, R> R ask(Question question, Form<A> form, BiFunction<A, List<Finding>, R> result)
      throws WritingException {
    Egress egress = new Egress(settings, question.rundown(), question.purpose(), clock);
    Errand.Scope scope = errand(question).begin();
    try {
      A answer = answer(egress, question.messages(form), form);
      return result.apply(answer, egress.findings());
    } catch (WritingException e) {
      throw new WritingException(String.valueOf(e.getMessage()), egress.findings());
    } finally {
      scope.close();
    }
  }

  private Errand errand(Question question) {
    Errand current = Errand.current();
    Errand errand =
        current
            .about(question.rundown().edition().id())
            .to(question.leavesFor(), settings.name())
            .carrying(question.parts(), current.level());
    return settings.isPassedOn() ? errand.passingOn() : errand;
  }

  /** An answer in another form is asked for once more, with the form in words. */
  private <A> A answer(Egress egress, List<ChatMessage> messages, Form<A> form)
      throws WritingException {
    String text = send(egress, messages, form);
    try {
      return form.read(text);
    } catch (WritingException e) {
      messages.add(AiMessage.from(text));
      messages.add(UserMessage.from(e.getMessage() + "\n" + form.inWords()));
      return form.read(send(egress, messages, form));
    }
  }

  private String send(Egress egress, List<ChatMessage> messages, Form<?> form)
      throws WritingException {
    try {
      turns.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WritingException(says("it was interrupted."), e);
    }
    try {
      return sendInTurn(egress, messages, form);
    } finally {
      turns.release();
    }
  }

  private String sendInTurn(Egress egress, List<ChatMessage> messages, Form<?> form)
      throws WritingException {
    checkBudget(egress.edition());
    ChatRequest.Builder request = ChatRequest.builder().messages(messages);
    if (settings.holdsToForms()) {
      request.responseFormat(form.format());
    }
    egress.asks(messages);
    boolean left = true;
    try {
      ChatResponse response = Streamed.answer(model, request.build());
      egress.answered(response.tokenUsage());
      if (response.finishReason() == FinishReason.LENGTH) {
        throw new WritingException(
            says("its answer was cut off. Raise models." + settings.name() + ".max-tokens."));
      }
      return text(response.aiMessage().text());
    } catch (RuntimeException e) {
      left = left(e);
      throw new WritingException(says(reason(e)), e);
    } finally {
      if (left) {
        egress.note(ledger);
      } else {
        egress.stayed();
      }
    }
  }

  /** Whether anything went before it failed; nothing does if nobody was reached. */
  private static boolean left(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof WebException
          || cause instanceof ConnectException
          || cause instanceof UnknownHostException) {
        return false;
      }
    }
    return true;
  }

  private void checkBudget(Edition edition) throws WritingException {
    Optional<String> usedUp =
        budget.usedUp(ledger.ofEdition(edition), ledger.ofMonth(edition), settings.share());
    if (usedUp.isPresent()) {
      throw new WritingException(
          "The model '" + settings.name() + "' was not asked: " + usedUp.get() + ", is used up.");
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
    Throwable cause = failure;
    while (cause != null) {
      if (cause instanceof HttpException http) {
        return switch (http.statusCode()) {
          case 401, 403 -> "the key was refused (" + http.statusCode() + "). Check the key.";
          case 404 -> "there is no such model or address (404). Check model and base-url.";
          case 429 -> "it is asked too often or the credit is used up (429).";
          default -> "the server answered " + http.statusCode() + ". Try again later.";
        };
      }
      if (cause instanceof TimeoutException) {
        return "it did not answer in time. Raise its deadline or choose a quicker one.";
      }
      if (cause instanceof WebException && cause.getMessage() != null) {
        return cause.getMessage() + ".";
      }
      if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
        return "it could not be reached. Check the network and base-url.";
      }
      if (cause instanceof Streamed.CutOffException) {
        return "its answer ended in the middle. Try again later.";
      }
      cause = cause.getCause();
    }
    Throwable first =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return "there was no usable answer (" + first.getClass().getSimpleName() + ").";
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
