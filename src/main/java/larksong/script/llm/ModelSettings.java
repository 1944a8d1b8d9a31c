package larksong.script.llm;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import larksong.config.Secret;
import larksong.config.Section;
import okhttp3.OkHttpClient;

/**
 * A model as the owner configured it.
 *
 * @param name the owner's name for it
 * @param model the provider's name for it
 * @param deadline for one answer as a whole
 */
public record ModelSettings(
    String name,
    Provider provider,
    String model,
    Optional<URI> baseUrl,
    Optional<Secret> key,
    Duration deadline,
    int maxTokens) {

  /** Who speaks which protocol; {@code openai} is also every server that imitates it. */
  public enum Provider {
    OPENAI("https://api.openai.com/v1"),
    ANTHROPIC("https://api.anthropic.com/v1"),
    OLLAMA("http://localhost:11434");

    private final String home;

    Provider(String home) {
      this.home = home;
    }
  }

  /** Reads {@code provider}, {@code model}, {@code base-url}, {@code key} and the limits. */
  public static ModelSettings of(String name, Section section) {
    String provider =
        section.choice("provider", "openai", List.of("openai", "anthropic", "ollama"));
    ModelSettings settings =
        new ModelSettings(
            name,
            switch (provider) {
              case "anthropic" -> Provider.ANTHROPIC;
              case "ollama" -> Provider.OLLAMA;
              default -> Provider.OPENAI;
            },
            section.text("model", "the provider's name of the model"),
            section.address("base-url"),
            section.secret("key"),
            section.duration("deadline", Duration.ofMinutes(2)),
            section.integer("max-tokens", 8000, 100, 200_000));
    if (settings.deadline().isZero()) {
      section.problem("deadline", "expected a duration above zero");
    }
    if (provider.equals("anthropic") && settings.key().isEmpty()) {
      section.problem("key", "is required; for example \"${ANTHROPIC_API_KEY}\"");
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
    return List.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(address().getHost()));
  }

  ChatModel open(OkHttpClient client) {
    HttpClientBuilder transport = OkHttpTransport.builder(client, deadline);
    String url = address().toString();
    String secret = key.map(Secret::reveal).orElse("none");
    return switch (provider) {
      case OPENAI ->
          OpenAiChatModel.builder()
              .httpClientBuilder(transport)
              .baseUrl(url)
              .apiKey(secret)
              .modelName(model)
              .timeout(deadline)
              .maxRetries(0)
              .maxTokens(maxTokens)
              .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
              .strictJsonSchema(true)
              .build();
      case ANTHROPIC ->
          AnthropicChatModel.builder()
              .httpClientBuilder(transport)
              .baseUrl(url)
              .apiKey(secret)
              .modelName(model)
              .timeout(deadline)
              .maxRetries(0)
              .maxTokens(maxTokens)
              .build();
      case OLLAMA ->
          OllamaChatModel.builder()
              .httpClientBuilder(transport)
              .baseUrl(url)
              .modelName(model)
              .timeout(deadline)
              .maxRetries(0)
              .numPredict(maxTokens)
              .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
              .build();
    };
  }
}
