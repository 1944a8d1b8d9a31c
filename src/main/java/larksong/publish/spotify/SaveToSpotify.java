package larksong.publish.spotify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.json.Json;
import larksong.net.Reach;
import larksong.net.RetryAfter;
import larksong.publish.PublishException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the Save to Spotify service, each once; whoever calls decides what may be repeated.
 * An answer is believed only if it has the service's form.
 */
final class SaveToSpotify {

  private static final String CLIENT = "save-to-spotify/0.2.0 larksong";
  private static final MediaType JSON = MediaType.get("application/json");
  private static final long LARGEST_ANSWER = 10L << 20;
  private static final Pattern URI = Pattern.compile("spotify:(?:show|episode):([A-Za-z0-9._~-]+)");

  /** A recording is stored before it is answered: a stall may last so many times longer. */
  private static final int PATIENCE = 6;

  private static final Duration LONGEST_UPLOAD = Duration.ofHours(2);

  /** They refuse nothing: something on the way was too slow, or too early. */
  private static final Set<Integer> PASSING = Set.of(408, 425);

  private final HttpUrl base;
  private final SignIn signIn;
  private final Supplier<OkHttpClient> client;
  private final Clock clock;

  SaveToSpotify(HttpUrl base, SignIn signIn, Supplier<OkHttpClient> client, Clock clock) {
    this.base = base;
    this.signIn = signIn;
    this.client = client;
    this.clock = clock;
  }

  /** An episode or a show in a listing; what a server does not list is empty. */
  record Listed(
      String id, String title, String language, String kind, String status, Instant created) {

    /** Whether it is exactly that announcement and has no sound. */
    boolean isSilentOf(Announcement announcement) {
      return title.equals(announcement.title())
          && (language.isEmpty() || language.equals(announcement.language()))
          && (kind.isEmpty() || kind.equals(Announcement.KIND))
          && isSilent();
    }

    boolean isSilent() {
      return status.equals("NOT_READY");
    }
  }

  /**
   * What a show has.
   *
   * @param show its id
   * @param now the service's clock, if it says
   */
  record Listing(String show, List<Listed> episodes, Optional<Instant> now) {}

  /** A new episode, and where its sound is to be sent. */
  record Announced(String id, String address) {}

  private record Answer(int status, JsonNode body, Optional<Instant> now) {}

  /** Where it is, without what may be secret in it. */
  String address() {
    HttpUrl plain = base.newBuilder().username("").password("").query(null).fragment(null).build();
    return plain.toString().replaceFirst("/+$", "");
  }

  Listing list(String show) throws Refusal, IOException, PublishException {
    Answer answer = call("GET", null, "shows", show, "episodes");
    return new Listing(
        show,
        listed(answer.body(), "episodes", "episode_uri", "its list of episodes"),
        answer.now());
  }

  List<Listed> shows() throws Refusal, IOException, PublishException {
    return listed(call("GET", null, "shows").body(), "shows", "show_uri", "its list of shows");
  }

  private static List<Listed> listed(JsonNode answer, String field, String uri, String expected)
      throws Unsettled {
    JsonNode all = answer.path(field);
    if (!all.isArray() && !all.isNull()) { // its null is an empty list
      throw Unsettled.foreign(expected);
    }
    List<Listed> listed = new ArrayList<>();
    for (JsonNode one : all) {
      listed.add(
          new Listed(
              id(one.path(uri), expected),
              one.path("title").asText(""),
              one.path("language").asText(""),
              one.path("media_type").asText(""),
              one.path("status").asText(""),
              instant(one.path("created_at").asText(""))));
    }
    return listed;
  }

  private static Instant instant(String written) {
    try {
      return written.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(written).toInstant();
    } catch (DateTimeParseException e) {
      return Instant.EPOCH; // what says no time is in no window
    }
  }

  private static String id(JsonNode uri, String expected) throws Unsettled {
    Matcher matcher = URI.matcher(uri.asText(""));
    if (!matcher.matches()) {
      throw Unsettled.foreign(expected);
    }
    return matcher.group(1);
  }

  /** Makes a show; its id. */
  String makeShow(String title, String summary, String language)
      throws Refusal, IOException, PublishException {
    Map<String, String> body =
        Map.of(
            "title", title, "summary", summary.isEmpty() ? title : summary, "language", language);
    return id(call("POST", json(body), "shows").body().path("show_uri"), "a new show");
  }

  private static RequestBody json(Object body) {
    return RequestBody.create(Json.write(body), JSON);
  }

  /** Uploaded again for each use. */
  String picture(Path jpeg) throws Refusal, IOException, PublishException {
    String token =
        call("POST", RequestBody.create(jpeg.toFile(), MediaType.get("image/jpeg")), "images")
            .body()
            .path("upload_token")
            .asText("");
    if (token.isEmpty()) {
      throw Unsettled.foreign("a picture's token");
    }
    return token;
  }

  Announced announce(String show, Announcement announcement, String notes, Optional<String> picture)
      throws Refusal, IOException, PublishException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("title", announcement.title());
    body.put("summary", notes);
    body.put("language", announcement.language());
    body.put("media_type", Announcement.KIND);
    picture.ifPresent(token -> body.put("image_token", token));
    JsonNode answer = call("POST", json(body), "shows", show, "episodes").body();
    String id = id(answer.path("episode_uri"), "a new episode");
    JsonNode address = answer.path("multipart_upload_urls").path(0).path("signed_url");
    HttpUrl url = HttpUrl.parse(address.asText(""));
    if (url == null || (base.isHttps() && !url.isHttps())) {
      throw Unsettled.foreign("an address for the recording");
    }
    return new Announced(id, url.toString());
  }

  /** To the address that was given, which is a secret of its own and gets no other. */
  void send(String address, Path mp3) throws Refusal, IOException {
    OkHttpClient usual = once();
    OkHttpClient patient =
        usual
            .newBuilder()
            .readTimeout(Duration.ofMillis(usual.readTimeoutMillis()).multipliedBy(PATIENCE))
            .writeTimeout(Duration.ofMillis(usual.writeTimeoutMillis()).multipliedBy(PATIENCE / 2))
            .callTimeout(LONGEST_UPLOAD)
            .retryOnConnectionFailure(true)
            .build();
    Request request =
        new Request.Builder()
            .url(address)
            .put(RequestBody.create(mp3.toFile(), MediaType.get("audio/mpeg")))
            .build();
    try (Response response = patient.newCall(Reach.from(base, patient).limit(request)).execute()) {
      checked(response);
      if (isPage(response, response.peekBody(512).string())) {
        throw Unsettled.foreign("the upload's answer");
      }
    }
  }

  /** READY and FAILED are its end. */
  String readiness(String episode) throws Refusal, IOException, PublishException {
    String readiness =
        call("GET", null, "episodes", episode, "readiness").body().path("readiness").asText("");
    if (readiness.isEmpty()) {
      throw Unsettled.foreign("an episode's readiness");
    }
    return readiness;
  }

  /** One that is not there any more is deleted too; any answer but 204 is looked into. */
  void delete(String episode) throws Refusal, IOException, PublishException {
    boolean believed = false;
    try {
      believed = call("DELETE", null, "episodes", episode).status() == 204;
    } catch (Refusal e) {
      if (e.status() != 404) {
        throw e;
      }
    }
    if (!believed && isThere(episode)) {
      throw Unsettled.foreign("an episode to be deleted");
    }
  }

  private boolean isThere(String episode) throws Refusal, IOException, PublishException {
    try {
      readiness(episode);
      return true;
    } catch (Refusal e) {
      if (e.status() == 404) {
        return false;
      }
      throw e;
    }
  }

  boolean hasTimeline(String show, String episode) throws Refusal, IOException, PublishException {
    return !items(call("GET", null, "shows", show, "episodes", episode, "timeline")).isEmpty();
  }

  void putTimeline(String show, String episode, List<Map<String, Object>> items)
      throws Refusal, IOException, PublishException {
    items(
        call("PUT", json(Map.of("items", items)), "shows", show, "episodes", episode, "timeline"));
  }

  private static JsonNode items(Answer answer) throws Unsettled {
    JsonNode items = answer.body().path("items");
    if (!items.isArray() && !items.isNull()) { // it answers null to a PUT
      throw Unsettled.foreign("a timeline");
    }
    return items;
  }

  /** A token that was refused is renewed once. */
  private Answer call(String method, @Nullable RequestBody body, String... segments)
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

  private Answer call(String token, String method, @Nullable RequestBody body, String... segments)
      throws Refusal, IOException {
    HttpUrl.Builder url = base.newBuilder().addPathSegments("api/v1");
    for (String segment : segments) {
      url.addPathSegment(segment);
    }
    Request request =
        new Request.Builder()
            .url(url.build())
            .method(method, body == null ? null : new OneShot(body))
            .header("User-Agent", CLIENT)
            .header("Authorization", "Bearer " + token)
            .build();
    OkHttpClient chosen =
        once().newBuilder().retryOnConnectionFailure(!method.equals("POST")).build();
    try (Response response = chosen.newCall(request).execute()) {
      checked(response);
      return answer(response);
    }
  }

  /** What makes something is never repeated by itself, and nothing is sent where it redirects. */
  private OkHttpClient once() {
    return client.get().newBuilder().followRedirects(false).build();
  }

  /** Keeps the client from repeating what was answered with 408 or 503. */
  private static final class OneShot extends RequestBody {

    private final RequestBody body;

    OneShot(RequestBody body) {
      this.body = body;
    }

    @Override
    public @Nullable MediaType contentType() {
      return body.contentType();
    }

    @Override
    public long contentLength() throws IOException {
      return body.contentLength();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      body.writeTo(sink);
    }

    @Override
    public boolean isOneShot() {
      return true;
    }
  }

  private void checked(Response response) throws Refusal, Unsettled {
    int status = response.code();
    if (status >= 500 || PASSING.contains(status)) {
      throw new Unsettled("it answered " + status, RetryAfter.of(response, clock.instant()));
    }
    if (status >= 300 && status < 400) {
      throw Unsettled.foreign("an answer, not a redirection (" + status + ")");
    }
    if (!response.isSuccessful()) {
      throw refusal(response);
    }
  }

  private static Answer answer(Response response) throws IOException {
    String text = response.peekBody(LARGEST_ANSWER).string();
    if (isPage(response, text)) {
      throw Unsettled.foreign("JSON");
    }
    try {
      return new Answer(
          response.code(),
          text.isBlank() ? MissingNode.getInstance() : Json.tree(text),
          Optional.ofNullable(response.headers().getInstant("Date")));
    } catch (JsonProcessingException e) {
      throw Unsettled.foreign("JSON");
    }
  }

  private static boolean isPage(Response response, String text) {
    String type = response.header("Content-Type", "");
    String start = text.stripLeading().toLowerCase(Locale.ROOT);
    return (type != null && type.toLowerCase(Locale.ROOT).startsWith("text/html"))
        || start.startsWith("<!doctype html")
        || start.startsWith("<html");
  }

  private Refusal refusal(Response response) {
    String code = "";
    String reason = "";
    try {
      JsonNode told = Json.tree(response.peekBody(1 << 16).string());
      code = told.path("error_code").asText("");
      reason = told.path("reason").asText("") + " " + told.path("message").asText("");
    } catch (IOException e) {
      code = ""; // a 401 has no body, and a proxy's is no JSON
    }
    return new Refusal(response.code(), code, reason, RetryAfter.of(response, clock.instant()));
  }
}
