package larksong.script.llm;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.Rundown;
import org.jspecify.annotations.Nullable;

/** What left for a model while one part was written, and what it cost; kept also if it failed. */
final class Egress {

  private final ModelSettings settings;
  private final Rundown rundown;
  private final long began = System.nanoTime();
  private int calls;
  private long characters;
  private long tokensIn;
  private long tokensOut;

  Egress(ModelSettings settings, Rundown rundown) {
    this.settings = settings;
    this.rundown = rundown;
  }

  /** Each call carries all that was said before it. */
  void asks(List<ChatMessage> messages) {
    calls++;
    characters += messages.stream().mapToLong(message -> text(message).length()).sum();
  }

  private static String text(ChatMessage message) {
    if (message instanceof SystemMessage system) {
      return system.text();
    }
    if (message instanceof UserMessage user) {
      return user.singleText();
    }
    return message instanceof AiMessage model ? String.valueOf(model.text()) : "";
  }

  void answered(@Nullable TokenUsage usage) {
    if (usage != null) {
      tokensIn += Objects.requireNonNullElse(usage.inputTokenCount(), 0);
      tokensOut += Objects.requireNonNullElse(usage.outputTokenCount(), 0);
    }
  }

  /** In words, for the run's record. */
  Finding finding() {
    String sources =
        rundown.stories().stream()
            .map(story -> story.item().source())
            .distinct()
            .collect(Collectors.joining(", "));
    return new Finding(
        "egress",
        Severity.NOTE,
        String.valueOf(settings.address().getHost()),
        String.format(
            Locale.ROOT,
            "%d characters went to '%s' in %d calls, from %s; %d tokens in, %d out, %d ms.",
            characters,
            settings.model(),
            calls,
            sources.isEmpty() ? "no source" : sources,
            tokensIn,
            tokensOut,
            (System.nanoTime() - began) / 1_000_000));
  }
}
