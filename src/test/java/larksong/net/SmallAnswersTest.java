package larksong.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server says beside what it was asked for is short, or not read. */
@Timeout(30)
class SmallAnswersTest {

  private final MockWebServer server = new MockWebServer();
  private final OkHttpClient client =
      SmallAnswers.limit(Http.withoutCache().client(), 1000, Duration.ofSeconds(1)).build();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static MockResponse.Builder answer(int code, int length) {
    return new MockResponse.Builder().code(code).body("x".repeat(length));
  }

  private String get() throws IOException {
    return told(new Request.Builder().url(server.url("/")).build());
  }

  private String told(Request request) throws IOException {
    try (Response response = client.newCall(request).execute()) {
      return response.body().string();
    }
  }

  @Test
  void readsWhatWasAskedForAndAShortRefusal() throws Exception {
    server.enqueue(answer(200, 100_000).build());
    server.enqueue(answer(404, 1000).build());

    assertThat(get()).hasSize(100_000);
    assertThat(get()).hasSize(1000);
  }

  @Test
  void readsNoLongRefusalAndNoLongReplyToWhatWasSent() {
    server.enqueue(answer(404, 1001).build());
    server.enqueue(answer(200, 1001).build());

    assertThatThrownBy(this::get)
        .isInstanceOf(WebException.class)
        .hasMessageContaining("of its answer (404) expected at most 1000 bytes")
        .hasMessageContaining("Check the address");
    assertThatThrownBy(
            () ->
                told(
                    new Request.Builder()
                        .url(server.url("/"))
                        .put(RequestBody.create("sent", null))
                        .build()))
        .isInstanceOf(WebException.class);
  }

  @Test
  void countsWhatIsReadAfterDecompression() throws Exception {
    Buffer zipped = new Buffer();
    try (var gzip = Okio.buffer(new GzipSink(zipped))) {
      gzip.writeUtf8("x".repeat(1_000_000));
    }
    server.enqueue(
        new MockResponse.Builder()
            .code(500)
            .addHeader("Content-Encoding", "gzip")
            .body(zipped)
            .build());

    assertThatThrownBy(this::get).isInstanceOf(WebException.class);
  }

  @Test
  void waitsForNoRefusalThatTrickles() {
    server.enqueue(answer(500, 900).throttleBody(20, 100, TimeUnit.MILLISECONDS).build());

    assertThatThrownBy(this::get)
        .isInstanceOf(WebException.class)
        .hasMessageContaining("in 1 seconds but it goes on");
  }
}
