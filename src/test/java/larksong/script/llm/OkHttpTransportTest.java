package larksong.script.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.sse.DefaultServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import larksong.net.Http;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a request that a busy model refuses. */
@Timeout(60)
class OkHttpTransportTest {

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpClient client(Duration deadline) {
    return OkHttpTransport.builder(Http.withoutCache().client(), deadline).build();
  }

  private HttpRequest request() {
    return HttpRequest.builder()
        .method(HttpMethod.POST)
        .url(server.url("/v1").toString())
        .body("{}")
        .build();
  }

  private static MockResponse busy(int code, String retryAfter) {
    return new MockResponse.Builder().code(code).addHeader("Retry-After", retryAfter).build();
  }

  private static MockResponse good() {
    return new MockResponse.Builder().body("good").build();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504, 529})
  void asksABusyServerAgainAsLateAsItSays(int code) {
    server.enqueue(busy(code, "0"));
    server.enqueue(busy(code, "Sat, 21 Nov 2020 05:30:00 GMT"));
    server.enqueue(good());

    assertThat(client(Duration.ofMinutes(1)).execute(request()).body()).isEqualTo("good");

    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void sendsNothingWhereAModelRedirects(int code) throws Exception {
    try (MockWebServer other = new MockWebServer()) {
      other.start();
      server.enqueue(
          new MockResponse.Builder()
              .code(code)
              .addHeader("Location", other.url("/").toString())
              .build());

      assertThatThrownBy(() -> client(Duration.ofMinutes(1)).execute(request()))
          .isInstanceOf(HttpException.class);

      assertThat(other.getRequestCount()).isZero();
    }
  }

  @Test
  void waitsALittleIfItSaysNothingThatCanBeRead() {
    server.enqueue(busy(503, "soon"));
    server.enqueue(new MockResponse.Builder().code(503).build());
    server.enqueue(good());

    assertThat(client(Duration.ofMinutes(1)).execute(request()).body()).isEqualTo("good");
  }

  /** By the server's own clock, which its answer shows (RFC 9110, section 10.2.3). */
  @ParameterizedTest
  @CsvSource({
    "7, PT7S",
    "20, PT20S",
    "'Sat, 21 Nov 2026 05:30:07 GMT', PT7S",
    "soon, PT0.2S",
  })
  void waitsAsLongAsABusyServerAsks(String retryAfter, Duration pause) {
    List<Duration> pauses = new ArrayList<>();
    server.enqueue(
        new MockResponse.Builder()
            .code(529)
            .addHeader("Date", "Sat, 21 Nov 2026 05:30:00 GMT")
            .addHeader("Retry-After", retryAfter)
            .build());
    server.enqueue(good());
    HttpClient noting =
        OkHttpTransport.builder(
                Http.withoutCache().client(),
                Duration.ofMinutes(1),
                asked -> {
                  pauses.add(asked);
                  return Duration.ZERO;
                })
            .build();

    assertThat(noting.execute(request()).body()).isEqualTo("good");

    assertThat(pauses).containsExactly(pause);
  }

  @Test
  void asksThreeTimesAtMost() {
    for (int i = 0; i < 4; i++) {
      server.enqueue(busy(429, "0"));
    }

    assertRefused(Duration.ofMinutes(1), 429);

    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"21", "86400", "Fri, 21 Nov 2200 05:30:00 GMT"})
  void doesNotWaitForLong(String retryAfter) {
    server.enqueue(busy(429, retryAfter));
    server.enqueue(good());

    assertRefused(Duration.ofMinutes(1), 429);

    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void doesNotAskEarlierThanItSaysBecauseTheDeadlineIsNear() {
    server.enqueue(busy(503, "15"));
    server.enqueue(good());

    assertRefused(Duration.ofSeconds(2), 503);

    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 413})
  void doesNotRepeatWhatIsRefusedForGood(int code) {
    server.enqueue(busy(code, "0"));
    server.enqueue(good());

    assertRefused(Duration.ofMinutes(1), code);

    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void holdsToAllOfItWordByWordToo() {
    server.enqueue(busy(529, "0"));
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "text/event-stream")
            .body("data: good\n\n")
            .build());
    server.enqueue(busy(503, "15"));
    Heard heard = new Heard();

    client(Duration.ofMinutes(1)).execute(request(), new DefaultServerSentEventParser(), heard);
    assertThat(heard.words).containsExactly("good");
    assertThat(heard.errors).isEmpty();

    client(Duration.ofSeconds(2)).execute(request(), new DefaultServerSentEventParser(), heard);
    assertThat(heard.errors).singleElement().isInstanceOf(HttpException.class);
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  private void assertRefused(Duration deadline, int code) {
    assertThatThrownBy(() -> client(deadline).execute(request()))
        .isInstanceOfSatisfying(
            HttpException.class, refused -> assertThat(refused.statusCode()).isEqualTo(code));
  }

  private static final class Heard implements ServerSentEventListener {

    private final List<String> words = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();

    @Override
    public void onEvent(ServerSentEvent event) {
      words.add(event.data());
    }

    @Override
    public void onError(Throwable failure) {
      errors.add(failure);
    }
  }
}
