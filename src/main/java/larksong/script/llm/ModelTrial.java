package larksong.script.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import larksong.config.Secret;
import larksong.json.Json;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Asks a provider for its list of models, which costs nothing and needs the key. */
public final class ModelTrial {

  private static final long LARGEST = 10L << 20;

  private final OkHttpClient client;
  private final Clock clock;

  public ModelTrial(OkHttpClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param words what the provider answers
   * @param ahead how far its clock is ahead of ours, if it told the time
   */
  public record Found(String words, Optional<Duration> ahead) {}

  /**
   * Asks.
   *
   * @throws IOException with the next step, if it would not answer tonight either
   */
  public Found of(ModelSettings settings) throws IOException {
    String host = settings.address().getHost();
    try (Response response = client.newCall(request(settings)).execute()) {
      if (response.code() == 401 || response.code() == 403) {
        throw new IOException(
            host
                + " refused the key ("
                + response.code()
                + "). Check models."
                + settings.name()
                + ".key.");
      }
      Optional<Duration> ahead =
          Optional.ofNullable(response.headers().getInstant("Date"))
              .map(there -> Duration.between(now(), there));
      if (!response.isSuccessful()) {
        return new Found(host + " answers; the key is tried with the first edition", ahead);
      }
      String known =
          isListed(response.peekBody(LARGEST).string(), settings.model())
              ? host + " takes the key and has the model"
              : host + " takes the key; its list has no model of that name";
      return new Found(known, ahead);
    }
  }

  private Instant now() {
    return clock.instant();
  }

  private static Request request(ModelSettings settings) {
    HttpUrl base = HttpUrl.get(settings.address().toString());
    String list = settings.provider() == ModelSettings.Provider.OLLAMA ? "api/tags" : "models";
    Request.Builder request =
        new Request.Builder().url(base.newBuilder().addPathSegments(list).build());
    settings.key().map(Secret::reveal).ifPresent(key -> authorize(request, settings, key));
    return request.build();
  }

  private static void authorize(Request.Builder request, ModelSettings settings, String key) {
    if (settings.provider() == ModelSettings.Provider.ANTHROPIC) {
      request.header("x-api-key", key).header("anthropic-version", "2023-06-01");
    } else {
      request.header("Authorization", "Bearer " + key);
    }
  }

  /** Providers write names with and without a path before them, or a tag after them. */
  private static boolean isListed(String answer, String model) {
    try {
      JsonNode tree = Json.tree(answer);
      for (String list : new String[] {"data", "models"}) {
        for (JsonNode entry : tree.path(list)) {
          String name = entry.path("id").asText(entry.path("name").asText(""));
          if (name.equals(model) || name.endsWith("/" + model) || name.startsWith(model + ":")) {
            return true;
          }
        }
      }
      return false;
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
