package larksong.server.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import larksong.json.Json;
import larksong.library.ShelvedEpisode;
import larksong.server.Served;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Calls the API as the official client does. */
final class SpotifyClient {

  private final OkHttpClient client = new OkHttpClient.Builder().followRedirects(false).build();
  private final Served served;
  private final String token;

  SpotifyClient(Served served, String token) {
    this.served = served;
    this.token = token;
  }

  /** A status and, where there is one, a JSON body. */
  record Answer(int status, String text) {
    JsonNode json() throws IOException {
      return Json.tree(text);
    }
  }

  Answer create(String title) throws Exception {
    String body =
        "{\"title\":"
            + Json.write(title)
            + ",\"summary\":\"About\",\"language\":\"en\",\"playback_control\":\"NONE\"}";
    return send("POST", "/shows", body.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  Answer announce(String show, String title, String more) throws Exception {
    String body =
        "{\"title\":"
            + Json.write(title)
            + ",\"summary\":\"<p>Hello <script>x</script></p>\",\"language\":\"en\","
            + "\"media_type\":\"EPISODE_AUDIO\""
            + more
            + "}";
    return send(
        "POST",
        "/shows/" + show + "/episodes",
        body.getBytes(StandardCharsets.UTF_8),
        "application/json");
  }

  String uploaded(String show, String title) throws Exception {
    JsonNode announced = announce(show, title, "").json();
    put(
        announced.path("multipart_upload_urls").path(0).path("signed_url").asText(),
        "sound " + title);
    String episode = id(announced, "episode_uri");
    assertThat(settled(episode)).isEqualTo("READY");
    return episode;
  }

  /** Waits as the client does, only quicker. */
  String settled(String episode) throws Exception {
    String state = readiness(episode);
    while (state.equals("PROCESSING")) {
      state = readiness(episode);
    }
    return state;
  }

  String readiness(String episode) throws Exception {
    return call("GET", "/episodes/" + episode + "/readiness").json().path("readiness").asText();
  }

  List<ShelvedEpisode> shelved(String show) {
    return served.library.episodes(shelfName(show));
  }

  String shelfName(String show) {
    return larksong.library.Base62.guid(show).flatMap(served.library::show).orElseThrow().name();
  }

  String feed(String show) throws Exception {
    try (Response response =
        served.get(served.listener() + "shows/" + shelfName(show) + "/feed.xml")) {
      return response.body().string();
    }
  }

  static String id(JsonNode answer, String field) {
    return answer.path(field).asText().replaceAll(".*:", "");
  }

  Answer call(String method, String path) throws Exception {
    return raw(method, "/api/v1" + path, token, null, "");
  }

  Answer send(String method, String path, byte[] body, String type) throws Exception {
    return raw(method, "/api/v1" + path, token, body, type);
  }

  Answer raw(String method, String path, String bearer, byte[] body, String type) throws Exception {
    Request.Builder request =
        new Request.Builder()
            .url(served.url() + path)
            .method(method, body == null ? null : RequestBody.create(body, MediaType.get(type)))
            .header("User-Agent", "save-to-spotify/0.2.0 linux/amd64");
    if (!bearer.isEmpty()) {
      request.header("Authorization", "Bearer " + bearer);
    }
    try (Response response = client.newCall(request.build()).execute()) {
      return new Answer(response.code(), response.body().string());
    }
  }

  int put(String address, String sound) throws Exception {
    Request request =
        new Request.Builder()
            .url(URI.create(address).toURL())
            .put(RequestBody.create(sound, MediaType.get("audio/mpeg")))
            .build();
    try (Response response = client.newCall(request).execute()) {
      return response.code();
    }
  }
}
