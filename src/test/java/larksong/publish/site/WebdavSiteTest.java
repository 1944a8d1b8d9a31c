package larksong.publish.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import larksong.config.Secret;
import larksong.config.Sections;
import larksong.model.Episode;
import larksong.net.Http;
import larksong.publish.FaultyAnswers;
import larksong.publish.FaultyLine;
import larksong.publish.PublishException;
import larksong.publish.Publisher;
import larksong.publish.Receipts;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Credentials;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WebdavSiteTest extends SitePublisherContract {

  private static final String USER = Credentials.basic("ada", "canary");

  private static final OkHttpClient CLIENT = FaultyLine.unkept(Http.withoutCache().client());

  private final MockWebServer server = new MockWebServer();
  private final Map<String, ByteString> files = new ConcurrentHashMap<>();
  private final Map<String, Boolean> collections = new ConcurrentHashMap<>();
  private final AtomicInteger failing = new AtomicInteger();

  /** Whether nothing is moved any more. */
  private final AtomicBoolean killed = new AtomicBoolean();

  /** Whether the next file is moved and the server fails then. */
  private final AtomicBoolean losing = new AtomicBoolean();

  @BeforeEach
  void start() throws Exception {
    collections.put("/dav", true);
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** As RFC 4918 has it: a collection must be there before its members. */
  private MockResponse answer(RecordedRequest request) {
    String path = request.getUrl().encodedPath();
    if (failing.get() > 0 && failing.getAndDecrement() > 0) {
      return status(503);
    }
    if (!USER.equals(request.getHeaders().get("Authorization"))) {
      return status(401);
    }
    String parent = path.replaceFirst("/[^/]+/?$", "");
    return switch (request.getMethod()) {
      case "GET" ->
          files.containsKey(path)
              ? new MockResponse.Builder()
                  .setHeader("ETag", version(path))
                  .body(new okio.Buffer().write(files.get(path)))
                  .build()
              : status(404);
      case "MKCOL" ->
          status(collections.putIfAbsent(path.replaceFirst("/$", ""), true) == null ? 201 : 405);
      case "PUT" -> {
        if (!collections.containsKey(parent)) {
          yield status(409);
        }
        if (isOther(path, request.getHeaders())) {
          yield status(412);
        }
        files.put(path, Objects.requireNonNull(request.getBody()));
        yield status(201);
      }
      case "DELETE" -> status(files.remove(path) == null ? 404 : 204);
      case "HEAD" -> status(files.containsKey(path) ? 200 : 404);
      case "MOVE" -> status(moved(path, request.getHeaders()));
      default -> status(405);
    };
  }

  private String version(String path) {
    return '"' + Objects.requireNonNull(files.get(path)).md5().hex() + '"';
  }

  /** Whether what is there is not what the request expects. */
  private boolean isOther(String path, Headers headers) {
    String condition = headers.get("If");
    boolean there = files.containsKey(path);
    return ("*".equals(headers.get("If-None-Match")) && there)
        || (condition != null && !(there && condition.equals("([" + version(path) + "])")));
  }

  private int moved(String path, Headers headers) {
    if (killed.get()) {
      return 403;
    }
    ByteString moved = files.remove(path);
    if (moved == null) {
      return 404;
    }
    String to = Objects.requireNonNull(headers.get("Destination"));
    files.put(HttpUrl.get(to).encodedPath(), moved);
    return losing.compareAndSet(true, false) ? 503 : 204;
  }

  private static MockResponse status(int code) {
    return new MockResponse.Builder().code(code).build();
  }

  @Override
  protected Publisher publisher(Receipts receipts) {
    return publisher("canary", receipts);
  }

  @Override
  protected Site site() {
    return WebdavSite.at(server.url("/dav/"), "ada", new Secret("canary"), () -> CLIENT);
  }

  private Publisher publisher(String password, Receipts receipts) {
    return WebdavSite.of(
        "cloud",
        Sections.of(
            folder,
            "{ dav: \""
                + server.url("/dav")
                + "\", url: \"https://cloud.example.com/s/x\", user: ada, password: "
                + password
                + " }"),
        outside(receipts));
  }

  @Override
  protected long sounds() {
    return files.keySet().stream().filter(path -> path.endsWith(".mp3")).count();
  }

  @Override
  protected String base() {
    return "https://cloud.example.com/s/x/";
  }

  @Override
  protected String file(String path) {
    ByteString file = files.get("/dav/" + path);
    return file == null ? "" : file.string(StandardCharsets.ISO_8859_1);
  }

  static Stream<Arguments> faults() {
    return FaultyAnswers.at(
        "GET .*/shows/.*",
        "GET .*/media/.*",
        "PUT .*/media/.*",
        "MOVE .*",
        "PUT .*/shows/.*",
        "MKCOL .*",
        "DELETE .*");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void hasEachEditionOnceWhateverItAnswers(String asked, FaultyAnswers answer) throws Exception {
    try (FaultyLine line = new FaultyLine(folder, clock, this::answer)) {
      line.hold(
          receipts ->
              new SitePublisher(
                  line.target(),
                  WebdavSite.at(
                      HttpUrl.get(line.url() + "dav/"), "ada", new Secret("canary"), line::client),
                  URI.create(base()),
                  outside(receipts)),
          asked,
          answer,
          this::audible);
    }
  }

  @Test
  void triesAgainWhatTheServerCouldNotDo() throws Exception {
    failing.set(2);

    published(episode(SOUND));

    assertThat(audible()).containsExactly(SOUND);
    assertThat(files.keySet()).noneMatch(path -> path.contains(".part-"));
  }

  @Test
  void takesAMoveForDoneWhoseAnswerWasLost() throws Exception {
    losing.set(true);

    published(episode(SOUND));

    assertThat(losing).isFalse();
    assertThat(audible()).containsExactly(SOUND);
  }

  @Test
  void removesWhatAKilledAttemptLeft() throws Exception {
    Episode first = episode(SOUND);
    files.clear();
    killed.set(true);
    assertThatThrownBy(() -> publisher().publish(first)).isInstanceOf(PublishException.class);
    assertThat(files.keySet()).anyMatch(path -> path.contains(".part-"));
    killed.set(false);

    published(first);

    assertThat(files.keySet()).noneMatch(path -> path.contains(".part-"));
    assertThat(files.keySet()).filteredOn(path -> path.endsWith(".mp3")).hasSize(1);
  }

  @Test
  void makesItsCollectionsAgainWhenTheyWereDeleted() throws Exception {
    Publisher publisher = publisher();
    publisher.publish(episode(SOUND));
    files.clear();
    collections.keySet().removeIf(path -> !path.equals("/dav"));

    publisher.publish(episode(SOUND));

    assertThat(audible()).containsExactly(SOUND);
  }

  @Test
  void saysWhatToDoWhenItIsRefusedAndNothingSecret() {
    assertThatThrownBy(() -> publisher("wrong", receipts).publish(episode(SOUND)))
        .isInstanceOf(PublishException.class)
        .hasMessageContaining("401, check user and password")
        .hasMessageNotContaining("wrong");
  }
}
