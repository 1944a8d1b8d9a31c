package larksong.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-21T05:30:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, PT1S",
    "00, PT1S",
    "120, PT2M",
    "' 120 ', PT2M",
    "0000000120, PT2M",
    "86400, PT24H",
    "86401, PT24H",
    "950400, PT24H",
    "1000000, PT24H",
    "99999999999999999999999999, PT24H",
    "'Sat, 21 Nov 2026 05:30:00 GMT', PT1S",
    "'Sat, 21 Nov 2026 05:40:00 GMT', PT10M",
    "'Saturday, 21-Nov-26 05:40:00 GMT', PT10M",
    "'Sat Nov 21 05:40:00 2026', PT10M",
    "'Wed, 02 Dec 2026 05:40:00 GMT', PT24H",
  })
  void readsSecondsAndDatesUpToADay(String asked, Duration wait) {
    assertThat(RetryAfter.of(answer(asked).build(), NOW)).contains(wait);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "-120", "1.5", "soon", "1e9", "PT5M", "Sat, 21 Nov 2026 05:29:00 GMT"})
  void takesNothingFromWhatItCannotReadOrHasPassed(String asked) {
    assertThat(RetryAfter.of(answer(asked).build(), NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'Sat, 21 Nov 2026 05:00:00 GMT', 'Sat, 21 Nov 2026 05:10:00 GMT'",
    "'Sat, 21 Nov 2026 06:00:00 GMT', 'Sat, 21 Nov 2026 06:10:00 GMT'",
  })
  void readsADateByTheClockOfWhoWroteIt(String theirs, String until) {
    Response answer = answer(until).header("Date", theirs).build();

    assertThat(RetryAfter.of(answer, NOW)).contains(Duration.ofMinutes(10));
  }

  @Test
  void readsNothingWhereNothingIsAsked() {
    assertThat(RetryAfter.of(answer("1").removeHeader("Retry-After").build(), NOW)).isEmpty();
  }

  private static Response.Builder answer(String asked) {
    return new Response.Builder()
        .request(new Request.Builder().url("http://localhost/").build())
        .protocol(Protocol.HTTP_1_1)
        .code(429)
        .message("")
        .header("Retry-After", asked);
  }
}
