package larksong.publish.spotify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import larksong.json.Json;
import larksong.publish.FaultyAnswers;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okio.ByteString;

/** The Save to Spotify service as its contract has it, with the faults that users tell of. */
public final class StandIn extends Dispatcher implements AutoCloseable {

  public static final String SHOW = "4rOoJ6Egrf8K2IrywzwOMk";
  public static final String TOKEN = "good";
  static final String MORNING = "2026-11-21T05:31:00Z";

  /** An episode there. */
  public static final class Kept {
    final String id;
    public final String title;
    final String show;
    String created;
    public String status = "NOT_READY";
    String language = "";
    String kind = "";
    String sound = "";
    JsonNode timeline = null;
    int unlisted;

    Kept(String id, String title, String show, String created, int unlisted) {
      this.id = id;
      this.title = title;
      this.show = show;
      this.created = created;
      this.unlisted = unlisted;
    }
  }

  /** What goes wrong with a request. */
  public enum Fault {
    /** It is done, and its answer never arrives. */
    ANSWER_LOST,
    /** It is not done: 503. */
    AWAY,
    /** The connection ends before it is done. */
    CUT
  }

  /** When it says that things were made. */
  public Clock clock = Clock.fixed(Instant.parse(MORNING), ZoneOffset.UTC);

  public final List<Kept> episodes = new ArrayList<>();

  /** Titles of shows that were made, by id. */
  final Map<String, String> shows = new LinkedHashMap<>();

  final List<String> asked = new ArrayList<>();

  /** The next faults, by the method and the end of the path that they happen to. */
  final Map<String, List<Fault>> faults = new LinkedHashMap<>();

  /** The next answers, by the method and the end of the path that they are given to. */
  private final List<Faulty> answers = new ArrayList<>();

  /** The token that it gives out. */
  String renewed = TOKEN;

  private record Faulty(String where, FaultyAnswers answer) {}

  /** For how long the token that it gives out is good. */
  Duration lasts = Duration.ofHours(1);

  /** Where recordings are to be sent; empty for its own address. */
  String uploads = "";

  /** How often an episode is missing from a listing before it appears. */
  public int lateListings;

  /** How often it is PROCESSING before it is READY. */
  int polls;

  /** Recordings that it cannot use. */
  Predicate<String> unusable = sound -> false;

  int capacity = 60;
  int minted;

  private final MockWebServer server = new MockWebServer();
  private final CuttingLine line;

  public StandIn() throws IOException {
    server.setDispatcher(this);
    server.start();
    line = new CuttingLine(server.getPort());
  }

  /** The next uploads get so far, in percent. */
  public void cutUploads(Integer... percents) {
    line.cut(List.of(percents));
  }

  /** Everything there was made so much longer ago. */
  public synchronized void age(Duration age) {
    for (Kept kept : episodes) {
      kept.created = Instant.parse(kept.created).minus(age).toString();
    }
  }

  /** How many episodes were ever announced. */
  public synchronized int announcements() {
    return minted;
  }

  public String url() {
    return "http://127.0.0.1:" + line.port() + "/";
  }

  List<String> audible() {
    return episodes.stream()
        .filter(kept -> kept.status.equals("READY"))
        .map(kept -> kept.sound)
        .toList();
  }

  /** The titles of what can be heard. */
  public synchronized List<String> titles() {
    return episodes.stream()
        .filter(kept -> kept.status.equals("READY"))
        .map(kept -> kept.title)
        .toList();
  }

  public synchronized void fail(String where, Fault... next) {
    faults.put(where, new ArrayList<>(List.of(next)));
  }

  /** Gives so many of these answers to a request. */
  public synchronized void fail(String where, FaultyAnswers answer, int times) {
    for (int i = 0; i < times; i++) {
      answers.add(new Faulty(where, answer));
    }
  }

  @Override
  public synchronized MockResponse dispatch(RecordedRequest request) {
    String path = request.getUrl().encodedPath().replaceAll("/+", "/");
    String what = request.getMethod() + " " + path;
    asked.add(what);
    Fault fault = next(what);
    if (fault == Fault.AWAY) {
      return status(503);
    }
    if (fault == Fault.CUT) {
      return new MockResponse.Builder()
          .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
          .build();
    }
    for (Faulty faulty : answers) {
      if (what.matches(faulty.where())) {
        answers.remove(faulty);
        return faulty.answer().answer(() -> dated(request, what), url(), clock.instant());
      }
    }
    MockResponse answer = dated(request, what);
    return fault == Fault.ANSWER_LOST
        ? new MockResponse.Builder()
            .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
            .build()
        : answer;
  }

  /** With the time by its own clock, as HTTP has it. */
  private MockResponse dated(RecordedRequest request, String what) {
    Headers date = new Headers.Builder().set("Date", clock.instant()).build();
    return answer(request, what)
        .newBuilder()
        .addHeader("Date", Objects.requireNonNull(date.get("Date")))
        .build();
  }

  private Fault next(String what) {
    return faults.entrySet().stream()
        .filter(entry -> what.matches(entry.getKey()) && !entry.getValue().isEmpty())
        .findFirst()
        .map(entry -> entry.getValue().remove(0))
        .orElse(null);
  }

  private MockResponse answer(RecordedRequest request, String what) {
    String authorization = request.getHeaders().get("Authorization");
    if (what.startsWith("PUT /upload/")) {
      return authorization == null ? upload(request, what) : status(400);
    }
    if (what.equals("POST /token")) {
      return authorization == null
          ? json(200, Map.of("access_token", renewed, "expires_in", lasts.toSeconds()))
          : status(400);
    }
    if (!("Bearer " + TOKEN).equals(authorization)) {
      return status(401);
    }
    if (what.equals("POST /api/v1/images")) {
      return json(201, Map.of("upload_token", "picture"));
    }
    if (what.equals("GET /api/v1/shows")) {
      return json(200, Map.of("shows", listedShows()));
    }
    if (what.equals("POST /api/v1/shows")) {
      String made = "show" + shows.size();
      shows.put(made, body(request).path("title").asText());
      return json(201, Map.of("show_uri", "spotify:show:" + made));
    }
    String show = what.replaceFirst("^\\w+ /api/v1/shows/([^/]+)/episodes$", "$1");
    if (show.equals(SHOW) || shows.containsKey(show)) {
      return what.startsWith("GET")
          ? json(200, Map.of("episodes", listing(show)))
          : announce(request, show);
    }
    String id = what.replaceFirst(".*/episodes/([^/]+).*", "$1");
    Kept kept = episodes.stream().filter(one -> one.id.equals(id)).findFirst().orElse(null);
    if (kept == null) {
      return refusal(404, "RESOURCE_NOT_FOUND", "");
    }
    if (what.startsWith("DELETE") && !what.endsWith("timeline")) {
      episodes.remove(kept);
      return status(204);
    }
    if (what.endsWith("/readiness")) {
      return readiness(kept);
    }
    return what.endsWith("/timeline") ? timeline(request, kept) : status(404);
  }

  private List<Map<String, Object>> listedShows() {
    List<Map<String, Object>> listed = new ArrayList<>();
    shows.forEach(
        (id, title) ->
            listed.add(
                Map.of(
                    "show_uri",
                    "spotify:show:" + id,
                    "title",
                    title,
                    "created_at",
                    clock.instant().toString())));
    return listed;
  }

  private List<Map<String, Object>> listing(String show) {
    List<Map<String, Object>> listed = new ArrayList<>();
    for (Kept kept : episodes) {
      if (kept.show.equals(show) && kept.unlisted-- <= 0) {
        listed.add(
            Map.of(
                "episode_uri",
                "spotify:episode:" + kept.id,
                "title",
                kept.title,
                "language",
                kept.language,
                "media_type",
                kept.kind,
                "status",
                kept.status,
                "created_at",
                kept.created));
      }
    }
    return listed;
  }

  private MockResponse announce(RecordedRequest request, String show) {
    if (episodes.stream().filter(kept -> kept.show.equals(show)).count() >= capacity) {
      return refusal(429, "RATE_LIMIT_EXCEEDED", "show capacity reached");
    }
    Kept kept =
        new Kept(
            "episode" + minted++,
            body(request).path("title").asText(),
            show,
            clock.instant().toString(),
            lateListings);
    kept.language = body(request).path("language").asText();
    kept.kind = body(request).path("media_type").asText();
    episodes.add(kept);
    return json(
        201,
        Map.of(
            "episode_uri",
            "spotify:episode:" + kept.id,
            "cus_object_id",
            "x",
            "status",
            "PROCESSING",
            "multipart_upload_urls",
            List.of(Map.of("signed_url", uploads() + kept.id, "part_number", 1))));
  }

  private String uploads() {
    return uploads.isEmpty() ? url() + "upload/" : uploads;
  }

  /** The address works once. */
  private MockResponse upload(RecordedRequest request, String what) {
    Kept kept =
        episodes.stream()
            .filter(one -> what.endsWith("/" + one.id) && one.status.equals("NOT_READY"))
            .findFirst()
            .orElse(null);
    if (kept == null) {
      return status(403);
    }
    kept.sound = Objects.requireNonNullElse(request.getBody(), ByteString.EMPTY).utf8();
    kept.status = "PROCESSING";
    return status(200);
  }

  private MockResponse readiness(Kept kept) {
    if (kept.status.equals("PROCESSING") && polls-- <= 0) {
      kept.status = unusable.test(kept.sound) ? "FAILED" : "READY";
    }
    return json(200, Map.of("episode_uri", "spotify:episode:" + kept.id, "readiness", kept.status));
  }

  /** The live service answers null to a PUT. */
  private static MockResponse timeline(RecordedRequest request, Kept kept) {
    if (request.getMethod().equals("PUT")) {
      kept.timeline = body(request).path("items");
      return raw(200, "{\"items\":null}");
    }
    return raw(200, "{\"items\":" + (kept.timeline == null ? "null" : kept.timeline) + "}");
  }

  private static JsonNode body(RecordedRequest request) {
    try {
      return Json.tree(Objects.requireNonNull(request.getBody()).utf8());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MockResponse refusal(int status, String code, String reason) {
    return json(status, Map.of("error_code", code, "reason", reason, "message", ""));
  }

  private static MockResponse json(int status, Object body) {
    return raw(status, Json.write(body));
  }

  private static MockResponse raw(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  private static MockResponse status(int code) {
    return new MockResponse.Builder().code(code).build();
  }

  @Override
  public void close() {
    try {
      line.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.close();
  }
}
