package larksong.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpTest {

  private final MockWebServer server = new MockWebServer();
  private final Http http = Http.withoutCache();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void triesAgainWhenTheServerIsBusy() throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "0").build());
    server.enqueue(new MockResponse.Builder().body("ok").build());

    assertThat(http.get(uri("/"), 10)).asString().isEqualTo("ok");
  }

  @Test
  void asksNobodyBeyondThisMachineWhenOffline() throws Exception {
    server.enqueue(new MockResponse.Builder().body("ok").build());

    assertThat(Http.offline().get(uri("/"), 10)).asString().isEqualTo("ok");
    assertThatThrownBy(() -> Http.offline().get(URI.create("https://example.com/feed"), 10))
        .isInstanceOf(WebException.class)
        .hasMessageContaining("--offline");
  }

  @Test
  void doesNotTryAgainWhenTheAnswerIsNo() {
    server.enqueue(new MockResponse.Builder().code(404).build());

    assertThatThrownBy(() -> http.get(uri("/x"), 10))
        .isInstanceOf(WebException.class)
        .hasMessageContaining("404");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void stopsAtTheSizeAfterDecompression() throws Exception {
    Buffer zipped = new Buffer();
    try (var gzip = okio.Okio.buffer(new okio.GzipSink(zipped))) {
      gzip.writeUtf8("x".repeat(1 << 20));
    }
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Encoding", "gzip").body(zipped).build());

    assertThatThrownBy(() -> http.get(uri("/bomb"), 1000))
        .hasMessageContaining("expected at most 1000 bytes");
  }

  @Test
  void followsRedirectsButNotForEver() throws Exception {
    server.enqueue(redirect("/b"));
    server.enqueue(new MockResponse.Builder().body("there").build());
    assertThat(http.get(uri("/a"), 10)).asString().isEqualTo("there");

    for (int i = 0; i < 10; i++) {
      server.enqueue(redirect("/loop"));
    }
    assertThatThrownBy(() -> http.get(uri("/loop"), 10)).hasMessageContaining("redirects");
  }

  @Test
  void asksOnlyWhetherAKnownDocumentChanged(@TempDir Path cache) throws Exception {
    Http caching = Http.withCache(cache);
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("ETag", "\"1\"")
            .addHeader("Cache-Control", "no-cache")
            .body("same")
            .build());
    server.enqueue(new MockResponse.Builder().code(304).build());

    caching.get(uri("/"), 10);

    assertThat(caching.get(uri("/"), 10)).asString().isEqualTo("same");
    server.takeRequest();
    assertThat(server.takeRequest().getHeaders().get("If-None-Match")).isEqualTo("\"1\"");
  }

  @Test
  void forgetsWhatNobodyAskedForSinceAndFetchesItAgain(@TempDir Path cache) throws Exception {
    Http caching = Http.withCache(cache);
    for (String body : List.of("quokka", "quokka", "wombat")) {
      server.enqueue(
          new MockResponse.Builder()
              .addHeader("ETag", "\"" + body + "\"")
              .addHeader("Cache-Control", "max-age=3600")
              .body(body)
              .build());
    }
    caching.get(uri("/quokka"), 10);

    AnswerCache.forget(cache, Instant.EPOCH);
    assertThat(caching.get(uri("/quokka"), 10)).asString().isEqualTo("quokka");
    assertThat(server.getRequestCount()).as("it was young enough").isOne();

    AnswerCache.forget(cache, Instant.MAX);
    try (Stream<Path> files = Files.list(cache)) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file)).doesNotContain("quokka");
      }
    }
    assertThat(caching.get(uri("/quokka"), 10)).asString().isEqualTo("quokka");
    assertThat(caching.get(uri("/wombat"), 10)).asString().isEqualTo("wombat");
    assertThat(server.getRequestCount()).isEqualTo(3);
    assertThat(caching.get(uri("/wombat"), 10)).as("it still keeps").asString().isEqualTo("wombat");
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  private static MockResponse redirect(String to) {
    return new MockResponse.Builder().code(302).addHeader("Location", to).build();
  }

  private URI uri(String path) {
    return server.url(path).uri();
  }
}
