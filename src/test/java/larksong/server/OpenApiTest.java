package larksong.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import larksong.json.Json;
import larksong.library.Base62;
import larksong.library.Episodes;
import larksong.library.ShelvedEpisode;
import larksong.library.ShelvedShow;
import larksong.library.access.Tokens.Terms;
import larksong.library.intake.AnnouncedShows;
import larksong.model.Fixtures;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published description and the running server say the same. */
class OpenApiTest {

  @TempDir Path folder;

  private final OkHttpClient client = new OkHttpClient.Builder().followRedirects(false).build();
  private Served served;
  private JsonNode document;

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"));
    try (Response response = served.get("/openapi.json")) {
      document = Json.tree(response.body().string());
    }
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void describesEveryRouteAndNoOther() {
    List<String> described = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    List<String> answered =
        served.server.routes().stream()
            .filter(route -> !route.startsWith("HEAD "))
            .map(route -> route.replaceFirst("/assets/.*", "/assets/{file}"))
            .distinct()
            .toList();

    assertThat(described).containsExactlyInAnyOrderElementsOf(answered);
  }

  @Test
  void answersAsItIsDescribed() throws Exception {
    ShelvedEpisode episode =
        served.library.shelve(Episodes.of(folder.resolve("b"), Fixtures.EDITION, "sound"));
    ShelvedShow show =
        new AnnouncedShows(served.library)
            .announce(
                "owner", new AnnouncedShows.Details("Talks", "", Locale.ENGLISH, Optional.empty()));
    String publisher = served.tokens.publishing("owner", "agent", Terms.NONE);
    Map<String, String> values =
        Map.of(
            "token", served.tokens.listening("test"),
            "guid", episode.guid().toString(),
            "file", episode.guid() + ".mp3",
            "edition", episode.slug(),
            "episode", Base62.of(episode.guid()),
            "secret", "none",
            "id", "none");
    List<String> asked = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        String concrete = path.getKey();
        for (Map.Entry<String, String> value : values.entrySet()) {
          concrete = concrete.replace("{" + value.getKey() + "}", value.getValue());
        }
        concrete =
            concrete.replace(
                "{show}", concrete.startsWith("/api/v1") ? Base62.of(show.guid()) : "morning");
        asked.add(method.getKey() + " " + path.getKey());
        check(method.getKey(), concrete, method.getValue(), publisher);
      }
    }
    assertThat(asked).hasSizeGreaterThan(30);
  }

  /** Each operation once, with an empty object where it wants a body that is no form. */
  private void check(String method, String path, JsonNode operation, String publisher)
      throws Exception {
    JsonNode responses = operation.path("responses");
    boolean form =
        operation.path("requestBody").path("content").has("application/x-www-form-urlencoded");
    boolean sends = method.equals("put") || method.equals("post");
    Request request =
        new Request.Builder()
            .url(served.url() + path)
            .method(
                method.toUpperCase(Locale.ROOT),
                sends
                    ? RequestBody.create(
                        "{}".getBytes(StandardCharsets.UTF_8),
                        MediaType.get(
                            form ? "application/x-www-form-urlencoded" : "application/json"))
                    : null)
            .header("Authorization", "Bearer " + publisher)
            .build();
    try (Response response = client.newCall(request).execute()) {
      String as = method + " " + path + " " + response.code();
      JsonNode described = responses.path(String.valueOf(response.code()));
      assertThat(described.isObject()).as(as).isTrue();
      JsonNode json = described.path("content").path("application/json").path("schema");
      if (json.isObject()) {
        String body = response.body().string();
        assertThat(schema(json).validate(Json.tree(body))).as(as + " " + body).isEmpty();
      } else {
        described
            .path("content")
            .fieldNames()
            .forEachRemaining(
                type ->
                    assertThat(response.header("Content-Type"))
                        .as(as)
                        .startsWith(type.equals("application/octet-stream") ? "audio/mpeg" : type));
      }
    }
  }

  /** The part of the document, with its references into the whole. */
  private JsonSchema schema(JsonNode part) throws Exception {
    String whole =
        Json.write(
            Map.of(
                "components", document.path("components"),
                "allOf", List.of(part)));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Json.tree(whole));
  }
}
