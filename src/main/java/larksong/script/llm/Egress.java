package larksong.script.llm;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.output.TokenUsage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import larksong.model.Edition;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.ModelCall;
import larksong.model.Rundown;
import org.jspecify.annotations.Nullable;

/** What left for a model while one part was written, and what it cost; kept also if it failed. */
final class Egress {

  private final ModelSettings settings;
  private final Rundown rundown;
  private final String purpose;
  private final Clock clock;
  private final long began = System.nanoTime();
  private long asked;
  private long in;
  private long out;
  private BigDecimal price = BigDecimal.ZERO;
  private int calls;
  private long bytes;
  private long leaving;
  private long tokensIn;
  private long tokensOut;

  /** The purpose is what is asked for, in a word. */
  Egress(ModelSettings settings, Rundown rundown, String purpose, Clock clock) {
    this.settings = settings;
    this.rundown = rundown;
    this.purpose = purpose;
    this.clock = clock;
  }

  /** Each call carries all that was said before it. */
  void asks(List<ChatMessage> messages) {
    calls++;
    asked = System.nanoTime();
    in = 0;
    out = 0;
    leaving =
        messages.stream()
            .mapToLong(message -> text(message).getBytes(StandardCharsets.UTF_8).length)
            .sum();
    bytes += leaving;
  }

  /** The call that was made last did not leave this machine. */
  void stayed() {
    calls--;
    bytes -= leaving;
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
      in = Objects.requireNonNullElse(usage.inputTokenCount(), 0);
      out = Objects.requireNonNullElse(usage.outputTokenCount(), 0);
      tokensIn += in;
      tokensOut += out;
      price = price.add(settings.price(in, out));
    }
  }

  /** Notes the call that was made last. */
  void note(Ledger ledger) {
    ledger.note(
        new ModelCall(
            rundown.edition(),
            settings.name(),
            purpose,
            clock.instant(),
            in,
            out,
            settings.price(in, out),
            Duration.ofNanos(System.nanoTime() - asked)));
  }

  Edition edition() {
    return rundown.edition();
  }

  /** What left, in words, for the run's record; nothing, if nothing did. */
  List<Finding> findings() {
    return calls == 0 ? List.of() : List.of(finding());
  }

  private Finding finding() {
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
            "%d bytes of text went to '%s' in %d calls to %s, from %s; %d tokens in, %d out, %d ms%s.",
            bytes,
            settings.model(),
            calls,
            purpose,
            sources.isEmpty() ? "no source" : sources,
            tokensIn,
            tokensOut,
            (System.nanoTime() - began) / 1_000_000,
            price.signum() == 0 ? "" : ", for " + price.stripTrailingZeros().toPlainString()));
  }
}
