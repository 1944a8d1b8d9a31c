package larksong.script.llm;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import larksong.config.Secret;
import larksong.config.Section;
import larksong.net.ThisMachine;
import okhttp3.OkHttpClient;

/**
 * A model as the owner configured it.
 *
 * @param name the owner's name for it
 * @param model the provider's name for it
 * @param deadline for one answer as a whole
 * @param priceIn money for a million tokens sent
 * @param priceOut money for a million tokens answered
 * @param atOnce how many questions it is asked at the same time
 * @param instead the owner's name for the model that writes when this one cannot
 */
public record ModelSettings(
    String name,
    Provider provider,
    String model,
    Optional<URI> baseUrl,
    Optional<Secret> key,
    Duration deadline,
    int maxTokens,
    BigDecimal priceIn,
    BigDecimal priceOut,
    int atOnce,
    Optional<String> instead) {

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  /** The tag of a model that Ollama runs on its own servers, such as {@code gpt-oss:120b-cloud}. */
  private static final Pattern CLOUD = Pattern.compile("[:-]cloud$");

  /** What a model leaves of the budget to the one that writes instead of it. */
  private static final BigDecimal MOST = new BigDecimal("0.8");

  /**
   * Who speaks which protocol; {@code openai} is also every server that imitates it, and Gemini and
   * Mistral answer in it too.
   */
  public enum Provider {
    OPENAI("https://api.openai.com/v1"),
    ANTHROPIC("https://api.anthropic.com/v1"),
    GEMINI("https://generativelanguage.googleapis.com/v1beta/openai"),
    MISTRAL("https://api.mistral.ai/v1"),
    OLLAMA("http://localhost:11434");

    private final String home;

    Provider(String home) {
      this.home = home;
    }
  }

  private static final List<String> KEYED = List.of("anthropic", "gemini", "mistral");

  /** Reads {@code provider}, {@code model}, {@code base-url}, {@code key} and the limits. */
  public static ModelSettings of(String name, Section section) {
    String provider =
        section.choice(
            "provider", "openai", List.of("openai", "anthropic", "gemini", "mistral", "ollama"));
    ModelSettings settings =
        new ModelSettings(
            name,
            switch (provider) {
              case "anthropic" -> Provider.ANTHROPIC;
              case "gemini" -> Provider.GEMINI;
              case "mistral" -> Provider.MISTRAL;
              case "ollama" -> Provider.OLLAMA;
              default -> Provider.OPENAI;
            },
            section.text("model", "the provider's name of the model"),
            section.address("base-url"),
            section.secret("key"),
            section.duration("deadline", Duration.ofMinutes(2)),
            section.integer("max-tokens", 8000, 100, 200_000),
            section.amount("price-in").orElse(BigDecimal.ZERO),
            section.amount("price-out").orElse(BigDecimal.ZERO),
            section.integer("at-once", 4, 1, 100),
            section.text("instead"));
    if (settings.deadline().isZero()) {
      section.problem("deadline", "expected a duration above zero");
    }
    if (KEYED.contains(provider) && settings.key().isEmpty()) {
      section.problem(
          "key",
          "is required; for example \"${" + provider.toUpperCase(Locale.ROOT) + "_API_KEY}\"");
    }
    section.finish();
    return settings;
  }

  /** Where its requests go. */
  public URI address() {
    return baseUrl.orElseGet(() -> URI.create(provider.home));
  }

  /** Whether nothing leaves this machine when it is asked. */
  public boolean isOnThisMachine() {
    return ThisMachine.is(address()) && !isPassedOn();
  }

  /**
   * Whether the server on this machine has it run elsewhere, as Ollama does with its cloud models
   * (https://docs.ollama.com/cloud).
   */
  boolean isPassedOn() {
    return ThisMachine.is(address()) && CLOUD.matcher(model).find();
  }

  /** Whether the provider holds its models to a schema. */
  boolean holdsToForms() {
    return provider != Provider.ANTHROPIC;
  }

  /** How much of a budget it may use: a model with another behind it leaves that one some. */
  BigDecimal share() {
    return instead.isPresent() ? MOST : BigDecimal.ONE;
  }

  /** What so many tokens cost. */
  BigDecimal price(long tokensIn, long tokensOut) {
    return priceIn
        .multiply(BigDecimal.valueOf(tokensIn))
        .add(priceOut.multiply(BigDecimal.valueOf(tokensOut)))
        .divide(MILLION, 8, RoundingMode.HALF_UP);
  }

  StreamingChatModel open(OkHttpClient client) {
    HttpClientBuilder transport = OkHttpTransport.builder(client, deadline);
    String url = address().toString();
    String secret = key.map(Secret::reveal).orElse("none");
    return switch (provider) {
      case OPENAI, GEMINI, MISTRAL ->
          OpenAiStreamingChatModel.builder()
              .httpClientBuilder(transport)
              .baseUrl(url)
              .apiKey(secret)
              .modelName(model)
              .timeout(deadline)
              .maxTokens(maxTokens)
              .strictJsonSchema(true)
              .build();
      case ANTHROPIC ->
          AnthropicStreamingChatModel.builder()
              .httpClientBuilder(transport)
              .baseUrl(url)
              .apiKey(secret)
              .modelName(model)
              .timeout(deadline)
              .maxTokens(maxTokens)
              .build();
      case OLLAMA ->
          OllamaStreamingChatModel.builder()
              .httpClientBuilder(transport)
              .baseUrl(url)
              .modelName(model)
              .timeout(deadline)
              .numPredict(maxTokens)
              .build();
    };
  }
}
