package larksong.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a document is asked for, and how long before it is asked for again. */
@Timeout(60)
class HttpPausesTest {

  private final MockWebServer server = new MockWebServer();
  private final List<Duration> pauses = new ArrayList<>();
  private final Http http =
      Http.pausing(
          pause -> {
            pauses.add(pause);
            return Duration.ZERO;
          });

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String got() throws WebException {
    return new String(http.get(server.url("/").uri(), 10), StandardCharsets.UTF_8);
  }

  private void busy(int code) {
    server.enqueue(new MockResponse.Builder().code(code).build());
  }

  /** By the server's own clock, which its answer shows (RFC 9110, section 10.2.3). */
  @ParameterizedTest
  @CsvSource({
    "7, PT7S",
    "'Sat, 21 Nov 2026 05:30:07 GMT', PT7S",
    "20, PT20S",
    "21, PT20S",
    "'Sat, 21 Nov 2026 06:30:00 GMT', PT20S",
    "0, PT1S",
    "soon, PT0.5S",
    "'Sat, 21 Nov 2026 05:29:00 GMT', PT0.5S",
  })
  void isAsLongAsTheServerAsksUpToTwentySeconds(String retryAfter, Duration pause)
      throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .code(429)
            .addHeader("Date", "Sat, 21 Nov 2026 05:30:00 GMT")
            .addHeader("Retry-After", retryAfter)
            .build());
    server.enqueue(new MockResponse.Builder().body("ok").build());

    assertThat(got()).isEqualTo("ok");

    assertThat(pauses).containsExactly(pause);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void followsTwoTriesAndNoThird(int code) {
    for (int i = 0; i < 4; i++) {
      busy(code);
    }

    assertThatThrownBy(this::got)
        .isInstanceOf(WebException.class)
        .hasMessageContaining(String.valueOf(code));

    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @Test
  void followsATryThatHadNoAnswerToo() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
            .build());
    busy(503);
    server.enqueue(new MockResponse.Builder().body("ok").build());

    assertThat(got()).isEqualTo("ok");

    assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofMillis(500));
  }
}
