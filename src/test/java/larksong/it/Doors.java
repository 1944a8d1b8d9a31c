package larksong.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import larksong.it.Program.Running;
import larksong.json.Json;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A server that runs, and the publishing API at its door. */
record Doors(Running server, String base, String token) {

  private static final OkHttpClient CLIENT =
      new OkHttpClient.Builder().retryOnConnectionFailure(false).build();

  /** Waits until it listens. */
  static Doors opened(Running server, String token) throws Exception {
    while (!server.out().contains("}")) {
      assertThat(server.process().waitFor(5, TimeUnit.MILLISECONDS)).as(server.err()).isFalse();
    }
    return new Doors(
        server, "http://127.0.0.1:" + Json.tree(server.out()).path("port").asInt(), token);
  }

  /** Its address; empty if nobody answered that it is made. */
  Optional<String> show(String title) {
    return post("/shows", Map.of("title", title, "summary", "", "language", "en"))
        .map(answer -> last(answer.path("show_uri")));
  }

  /** Announces a recording; empty without an answer. */
  Optional<JsonNode> announce(String show, String title) {
    return post(
        "/shows/" + show + "/episodes",
        Map.of("title", title, "summary", "", "language", "en", "media_type", "EPISODE_AUDIO"));
  }

  /** Sends the recording where its announcement says; whether that was answered as done. */
  boolean send(JsonNode announced, byte[] sound) {
    String address = announced.path("multipart_upload_urls").path(0).path("signed_url").asText();
    Request request =
        new Request.Builder()
            .url(base + address.replaceFirst("https?://[^/]+", ""))
            .put(RequestBody.create(sound, MediaType.get("audio/mpeg")))
            .build();
    try (Response response = CLIENT.newCall(request).execute()) {
      return response.isSuccessful();
    } catch (IOException e) {
      return false;
    }
  }

  String readiness(JsonNode announced) throws IOException {
    Request request =
        request("/episodes/" + last(announced.path("episode_uri")) + "/readiness").build();
    try (Response response = CLIENT.newCall(request).execute()) {
      return Json.tree(response.body().string()).path("readiness").asText();
    }
  }

  private Optional<JsonNode> post(String path, Map<String, String> body) {
    Request request =
        request(path)
            .post(RequestBody.create(Json.write(body), MediaType.get("application/json")))
            .build();
    try (Response response = CLIENT.newCall(request).execute()) {
      String answer = response.body().string();
      return response.isSuccessful() ? Optional.of(Json.tree(answer)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Request.Builder request(String path) {
    return new Request.Builder()
        .url(base + "/api/v1" + path)
        .header("Authorization", "Bearer " + token);
  }

  private static String last(JsonNode uri) {
    return uri.asText().replaceAll(".*:", "");
  }
}
