package larksong.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a request that may be repeated is sent, and what a server that asks for time gets. */
@Timeout(60)
class RepeatedTest {

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Response sent() throws Exception {
    return Repeated.sent(
        Http.withoutCache().client(),
        new Request.Builder().url(server.url("/")).build(),
        Duration.ofSeconds(20));
  }

  private void answers(int code, int times) {
    for (int i = 0; i < times; i++) {
      server.enqueue(new MockResponse.Builder().code(code).build());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void sendsThreeTimesAtMostWhatTheServerCouldNotDo(int code) {
    answers(code, 4);

    assertThatThrownBy(this::sent)
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.asked()).isEmpty())
        .hasMessage("it answered " + code);

    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @Test
  void takesTheFirstAnswerThatIsNoFailureOfTheServer() throws Exception {
    answers(503, 2);
    answers(404, 2);

    assertThat(sent().code()).isEqualTo(404);
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  /** By the server's own clock, which its answer shows (RFC 9110, section 10.2.3). */
  @ParameterizedTest
  @CsvSource({
    "429, '420', PT7M",
    "503, '420', PT7M",
    "429, 'Sat, 21 Nov 2026 05:37:00 GMT', PT7M",
    "503, 'Sat, 21 Nov 2026 05:37:00 GMT', PT7M",
  })
  void leavesAServerAloneForAsLongAsItAsks(int code, String retryAfter, Duration asked) {
    server.enqueue(
        new MockResponse.Builder()
            .code(code)
            .addHeader("Date", "Sat, 21 Nov 2026 05:30:00 GMT")
            .addHeader("Retry-After", retryAfter)
            .build());
    answers(200, 1);

    assertThatThrownBy(this::sent)
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.asked()).contains(asked));

    assertThat(server.getRequestCount()).isOne();
  }

  @Test
  void sendsNothingMoreToAServerThatHadTooMuch() {
    answers(429, 2);

    assertThatThrownBy(this::sent).isInstanceOf(RefusedException.class);

    assertThat(server.getRequestCount()).isOne();
  }
}
