package larksong.publish.spotify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import larksong.json.Json;
import larksong.publish.PublishException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the Save to Spotify service, each once; whoever calls decides what may be repeated.
 */
final class SaveToSpotify {

  private static final String CLIENT = "save-to-spotify/0.2.0 larksong";
  private static final MediaType JSON = MediaType.get("application/json");
  private static final long LARGEST_ANSWER = 10L << 20;

  /** A line that moves nothing for so long is dead; how long a whole recording takes is its own. */
  private static final Duration STALL = Duration.ofSeconds(60);

  private static final Duration LONGEST_UPLOAD = Duration.ofHours(2);

  /** The service's clock may be so far from ours. */
  private static final Duration SKEW = Duration.ofMinutes(10);

  private final HttpUrl base;
  private final SignIn signIn;
  private final Supplier<OkHttpClient> client;

  SaveToSpotify(HttpUrl base, SignIn signIn, Supplier<OkHttpClient> client) {
    this.base = base;
    this.signIn = signIn;
    this.client = client;
  }

  /** An episode or a show in a listing. */
  record Listed(String id, String title, String status, Instant created) {

    /** Whether it has the title and was made after an instant, by a clock that may be off. */
    boolean isOf(String wanted, Instant since) {
      return title.equals(wanted) && created.isAfter(since.minus(SKEW));
    }
  }

  /** A new episode, and where its sound is to be sent. */
  record Announced(String id, String address) {}

  List<Listed> episodes(String show) throws Refusal, IOException, PublishException {
    List<Listed> episodes = new ArrayList<>();
    for (JsonNode episode : call("GET", null, "shows", show, "episodes").path("episodes")) {
      episodes.add(
          new Listed(
              id(episode.path("episode_uri").asText()),
              episode.path("title").asText(),
              episode.path("status").asText(),
              instant(episode.path("created_at").asText())));
    }
    return episodes;
  }

  List<Listed> shows() throws Refusal, IOException, PublishException {
    List<Listed> shows = new ArrayList<>();
    for (JsonNode show : call("GET", null, "shows").path("shows")) {
      shows.add(
          new Listed(
              id(show.path("show_uri").asText()),
              show.path("title").asText(),
              "",
              instant(show.path("created_at").asText())));
    }
    return shows;
  }

  /** Makes a show; its id. */
  String makeShow(String title, String summary, String language)
      throws Refusal, IOException, PublishException {
    Map<String, String> body =
        Map.of(
            "title", title, "summary", summary.isEmpty() ? title : summary, "language", language);
    String id =
        id(
            call("POST", RequestBody.create(Json.write(body), JSON), "shows")
                .path("show_uri")
                .asText());
    if (id.isEmpty()) {
      throw new IOException("its answer names no show");
    }
    return id;
  }

  private static Instant instant(String written) {
    return written.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(written).toInstant();
  }

  /** Uploaded again for each use. */
  String picture(Path jpeg) throws Refusal, IOException, PublishException {
    return call("POST", RequestBody.create(jpeg.toFile(), MediaType.get("image/jpeg")), "images")
        .path("upload_token")
        .asText();
  }

  Announced announce(String show, String title, String notes, String language, String picture)
      throws Refusal, IOException, PublishException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("title", title);
    body.put("summary", notes);
    body.put("language", language);
    body.put("media_type", "EPISODE_AUDIO");
    if (!picture.isEmpty()) {
      body.put("image_token", picture);
    }
    JsonNode answer =
        call("POST", RequestBody.create(Json.write(body), JSON), "shows", show, "episodes");
    String address = answer.path("multipart_upload_urls").path(0).path("signed_url").asText();
    String id = id(answer.path("episode_uri").asText());
    if (address.isEmpty() || id.isEmpty()) {
      throw new IOException("its answer names no episode, or no address to send it to");
    }
    return new Announced(id, address);
  }

  private static String id(String uri) {
    return uri.replaceFirst(".*:", "");
  }

  /** To the address that was given, which is a secret of its own and gets no other. */
  void send(String address, Path mp3) throws Refusal, IOException {
    OkHttpClient patient =
        client
            .get()
            .newBuilder()
            .readTimeout(STALL.multipliedBy(2))
            .writeTimeout(STALL)
            .callTimeout(LONGEST_UPLOAD)
            .build();
    Request request =
        new Request.Builder()
            .url(address)
            .put(RequestBody.create(mp3.toFile(), MediaType.get("audio/mpeg")))
            .build();
    try (Response response = patient.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw refusal(response);
      }
    }
  }

  /** READY and FAILED are its end. */
  String readiness(String episode) throws Refusal, IOException, PublishException {
    return call("GET", null, "episodes", episode, "readiness").path("readiness").asText();
  }

  /** One that is not there any more is deleted too. */
  void delete(String episode) throws Refusal, IOException, PublishException {
    try {
      call("DELETE", null, "episodes", episode);
    } catch (Refusal e) {
      if (e.status() != 404) {
        throw e;
      }
    }
  }

  boolean hasTimeline(String show, String episode) throws Refusal, IOException, PublishException {
    return !call("GET", null, "shows", show, "episodes", episode, "timeline")
        .path("items")
        .isEmpty();
  }

  void putTimeline(String show, String episode, List<Map<String, Object>> items)
      throws Refusal, IOException, PublishException {
    call(
        "PUT",
        RequestBody.create(Json.write(Map.of("items", items)), JSON),
        "shows",
        show,
        "episodes",
        episode,
        "timeline");
  }

  /** A token that was refused is renewed once. */
  private JsonNode call(String method, @Nullable RequestBody body, String... segments)
      throws Refusal, IOException, PublishException {
    String token = signIn.token();
    try {
      return call(token, method, body, segments);
    } catch (Refusal e) {
      if (e.status() != 401) {
        throw e;
      }
      return call(signIn.renewed(token), method, body, segments);
    }
  }

  private JsonNode call(String token, String method, @Nullable RequestBody body, String... segments)
      throws Refusal, IOException {
    HttpUrl.Builder url = base.newBuilder().addPathSegments("api/v1");
    for (String segment : segments) {
      url.addPathSegment(segment);
    }
    Request request =
        new Request.Builder()
            .url(url.build())
            .method(method, body)
            .header("User-Agent", CLIENT)
            .header("Authorization", "Bearer " + token)
            .build();
    try (Response response = once(method).newCall(request).execute()) {
      if (response.code() >= 500) {
        throw new IOException("it answered " + response.code());
      }
      if (!response.isSuccessful()) {
        throw refusal(response);
      }
      String text = response.peekBody(LARGEST_ANSWER).string();
      return Json.tree(text.isEmpty() ? "{}" : text);
    } catch (JsonProcessingException e) {
      throw new IOException("its answer is no JSON", e);
    }
  }

  /** The client repeats a call whose connection ends; what makes something is never repeated. */
  private OkHttpClient once(String method) {
    return method.equals("POST")
        ? client.get().newBuilder().retryOnConnectionFailure(false).build()
        : client.get();
  }

  private static Refusal refusal(Response response) throws IOException {
    Optional<Duration> wait =
        Optional.ofNullable(response.header("Retry-After"))
            .filter(seconds -> seconds.matches("\\d{1,6}"))
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    String code = "";
    String reason = "";
    try {
      JsonNode told = Json.tree(response.peekBody(1 << 16).string());
      if (told != null) {
        code = told.path("error_code").asText("");
        reason = told.path("reason").asText("") + " " + told.path("message").asText("");
      }
    } catch (JsonProcessingException e) {
      code = ""; // a 401 has no body
    }
    return new Refusal(response.code(), code, reason, wait);
  }
}
