package larksong.publish.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import larksong.bucket.Bucket;
import larksong.bucket.S3Server;
import larksong.config.Sections;
import larksong.net.Http;
import larksong.publish.FaultyAnswers;
import larksong.publish.FaultyLine;
import larksong.publish.Forwarded;
import larksong.publish.PublishException;
import larksong.publish.Publisher;
import larksong.publish.Receipts;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class S3SiteTest extends SitePublisherContract {

  private static S3Server server;

  private final OkHttpClient client = FaultyLine.unkept(Http.withoutCache().client());
  private final String prefix = UUID.randomUUID().toString();

  @BeforeAll
  static void serve() throws Exception {
    server = S3Server.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  protected Publisher publisher(Receipts receipts) {
    return publisher(server.settings(), receipts);
  }

  private Publisher publisher(String settings, Receipts receipts) {
    return S3Site.of(
        "bucket",
        Sections.of(folder, "{ " + settings + ", prefix: " + prefix + " }"),
        outside(receipts));
  }

  private Bucket bucket() {
    return Bucket.of(Sections.of(folder, "{ " + server.settings() + " }"), () -> client);
  }

  @Override
  protected Site site() {
    return new S3Site(bucket(), prefix);
  }

  @Override
  protected long sounds() throws Exception {
    String list = server.url() + "/" + S3Server.BUCKET + "?list-type=2&prefix=" + prefix;
    try (Response response = client.newCall(new Request.Builder().url(list).build()).execute()) {
      return response.body().string().split("\\.mp3</Key>", -1).length - 1L;
    }
  }

  @Override
  protected String base() {
    return server.url() + "/" + S3Server.BUCKET + "/" + prefix + "/";
  }

  @Override
  protected String file(String path) throws Exception {
    Request request = new Request.Builder().url(base() + path).build();
    try (Response response = client.newCall(request).execute()) {
      return response.isSuccessful()
          ? new String(response.body().bytes(), StandardCharsets.ISO_8859_1)
          : "";
    }
  }

  static Stream<Arguments> faults() {
    return FaultyAnswers.at(
        "GET .*/shows/.*",
        "GET .*/media/.*",
        "HEAD .*",
        "PUT .*/media/.*",
        "PUT .*/shows/.*",
        "DELETE .*");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void hasEachEditionOnceWhateverItAnswers(String asked, FaultyAnswers answer) throws Exception {
    try (FaultyLine line = new FaultyLine(folder, clock, this::forwarded)) {
      String settings =
          server.settings().replace(server.url().toString(), line.url())
              + ", url: \""
              + base()
              + "\"";
      line.hold(
          receipts ->
              S3Site.of(
                  line.target(),
                  Sections.of(folder, "{ " + settings + ", prefix: " + prefix + " }"),
                  new SitePublisher.Outside(line::client, receipts, clock)),
          asked,
          answer,
          this::audible);
    }
  }

  /** What the store behind the line answers. */
  private MockResponse forwarded(RecordedRequest request) {
    return Forwarded.to(server.url().toString(), request, client);
  }

  @Test
  void saysWhatIsWrongWithTheBucketOrThePrefix() throws Exception {
    assertThat(publisher().examine()).contains("can be read and written");
    assertThatThrownBy(
            () ->
                publisher(server.settings().replace("bucket: podcast", "bucket: nowhere"), receipts)
                    .examine())
        .hasMessageContaining("there is no bucket 'nowhere'");

    List<String> problems =
        Sections.problems(
            folder,
            "{ " + server.settings() + ", prefix: short }",
            section -> S3Site.of("bucket", section, outside(receipts)));
    assertThat(problems).singleElement().asString().contains("a folder that nobody guesses");
  }

  @Test
  void saysWhatTheNetworkSaysAndWhatToDo() {
    assertThatThrownBy(() -> at("http://127.0.0.1:1").publish(episode(SOUND)))
        .hasMessage(
            "Could not publish to 'bucket' (127.0.0.1/podcast): nobody listens there. Check the"
                + " address, and whether the server runs.");
    assertThatThrownBy(() -> at("http://nowhere.invalid").examine())
        .hasMessageContaining("its name is not known. Check the address and the network.");
    assertThat(
            Sections.problems(
                folder,
                "{ "
                    + server.settings().replace("bucket: podcast", "bucket: p")
                    + ", prefix: "
                    + prefix
                    + " }",
                section -> S3Site.of("bucket", section, outside(receipts))))
        .singleElement()
        .asString()
        .contains("expected a bucket's name, of 3 to 63");
  }

  @Test
  void saysThatALoginPageIsNoStore() throws Exception {
    try (MockWebServer portal = new MockWebServer()) {
      portal.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              return new MockResponse.Builder()
                  .setHeader("Content-Type", "text/html")
                  .body("<!DOCTYPE html><title>Welcome</title>")
                  .build();
            }
          });
      portal.start();

      assertThatThrownBy(() -> at(portal.url("/").toString()).publish(episode(SOUND)))
          .isInstanceOf(PublishException.class)
          .hasMessageStartingWith("Could not publish to 'bucket'")
          .hasMessageContaining("login page");
      assertThatThrownBy(() -> at(portal.url("/").toString()).examine())
          .isInstanceOf(PublishException.class);
    }
  }

  private Publisher at(String endpoint) {
    return publisher(server.settings().replace(server.url().toString(), endpoint), receipts);
  }

  /** It is asked once more what is there, right before. */
  @Test
  void replacesInAStoreThatKnowsNoConditionsOnlyWhatItSaw() throws Exception {
    Map<String, String> objects = new ConcurrentHashMap<>();
    try (MockWebServer old = new MockWebServer()) {
      old.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              return withoutConditions(request, objects);
            }
          });
      old.start();
      String settings = server.settings().replace(server.url().toString(), old.url("/").toString());
      Site site =
          new S3Site(Bucket.of(Sections.of(folder, "{ " + settings + " }"), () -> client), prefix);
      Site.Seen none = site.read("feed.xml");

      assertThat(site.replace(none, "one", "text/plain")).isTrue();
      assertThat(site.replace(none, "two", "text/plain")).isFalse();
      assertThat(site.replace(site.read("feed.xml"), "three", "text/plain")).isTrue();
      assertThat(objects.values()).containsExactly("three");
    }
  }

  private static MockResponse withoutConditions(
      RecordedRequest request, Map<String, String> objects) {
    String path = request.getUrl().encodedPath();
    Headers headers = request.getHeaders();
    if (request.getMethod().equals("PUT")) {
      if (headers.get("If-Match") != null || headers.get("If-None-Match") != null) {
        return error(501, "NotImplemented");
      }
      objects.put(path, Objects.requireNonNull(request.getBody()).utf8());
      return new MockResponse.Builder().setHeader("ETag", "\"1\"").build();
    }
    return objects.containsKey(path)
        ? new MockResponse.Builder()
            .setHeader("ETag", "\"1\"")
            .setHeader("Last-Modified", "Thu, 26 Nov 2026 05:30:00 GMT")
            .body(objects.get(path))
            .build()
        : error(404, "NoSuchKey");
  }

  private static MockResponse error(int status, String code) {
    return new MockResponse.Builder()
        .code(status)
        .setHeader("Content-Type", "application/xml")
        .body("<Error><Code>" + code + "</Code></Error>")
        .build();
  }

  @Test
  void copiesAnObjectWholeOrNotAtAll() throws Exception {
    Bucket bucket = bucket();
    bucket.write("a", "content".getBytes(StandardCharsets.UTF_8), "text/plain");

    assertThat(bucket.download("a", folder.resolve("copies/a"))).isTrue();
    assertThat(bucket.download("b", folder.resolve("copies/b"))).isFalse();
    assertThat(bucket.has("a")).isTrue();
    bucket.remove("a");
    assertThat(bucket.has("a")).isFalse();
    assertThat(folder.resolve("copies/a")).hasContent("content");
    assertThat(folder.resolve("copies").toFile().list()).containsExactly("a");
    bucket.write("big", new byte[100], "text/plain");
    assertThatThrownBy(() -> bucket.read("big", 10)).isInstanceOf(IOException.class);
  }
}
