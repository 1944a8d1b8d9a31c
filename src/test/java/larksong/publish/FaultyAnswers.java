package larksong.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import org.junit.jupiter.params.provider.Arguments;

/**
 * What a target, or whatever stands before it, may answer to a request.
 *
 * <p>A client with a short read timeout, {@link #DEADLINE}, makes {@link #HANG} short. Each build
 * has some of each sort; {@code -Dlarksong.faults=all} has all.
 */
public enum FaultyAnswers {
  BAD_REQUEST_400(400),
  UNAUTHORIZED_401(401),
  FORBIDDEN_403(403),
  NOT_FOUND_404(404),
  TIMEOUT_408(408),
  CONFLICT_409(409),
  PRECONDITION_412(412),
  TOO_LARGE_413(413),
  BUSY_429_SECONDS(429, "120"),
  BUSY_429_DATE(429, "Sat, 21 Nov 2026 05:35:00 GMT"),
  BUSY_429_GARBAGE(429, "-a while"),
  BUSY_429_DAYS(429, "950400"),
  ERROR_500(500),
  BAD_GATEWAY_502(502),
  AWAY_503(503),
  /** It is done behind the gateway that gave up. */
  GATEWAY_TIMEOUT_504(504),
  /** It is done, and nothing is ever answered. */
  HANG(0),
  /** It is done, and half of the answer comes. */
  CUT(0),
  RESET_BEFORE(0),
  /** It is done, and the connection ends. */
  RESET_AFTER(0),
  /** A captive portal's page. */
  HTML(200),
  EMPTY(200),
  /** It is done, and the answer is JSON of another form. */
  WRONG_JSON(200),
  /** To another host, which must not learn anything. */
  REDIRECT(307),
  SLOW(0),
  /** It is done, the answer is lost, and the target's clock is half an hour behind ours. */
  CLOCK_BEHIND(0),
  /** It is done, the answer is lost, and the target's clock is half an hour ahead of ours. */
  CLOCK_AHEAD(0);

  /** The read timeout for a client under test. */
  public static final Duration DEADLINE = Duration.ofMillis(700);

  private static final Duration OFF = Duration.ofMinutes(30);

  private final int status;
  private final String retryAfter;

  FaultyAnswers(int status) {
    this(status, "");
  }

  FaultyAnswers(int status, String retryAfter) {
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** Does what was asked, and answers as it should. */
  @FunctionalInterface
  public interface Done {
    MockResponse answer();
  }

  /** How far the target's clock is from ours. */
  public Duration off() {
    return switch (this) {
      case CLOCK_BEHIND -> OFF.negated();
      case CLOCK_AHEAD -> OFF;
      default -> Duration.ZERO;
    };
  }

  /**
   * The answer.
   *
   * @param right is not called where it is not done
   * @param elsewhere the address of another host
   * @param now by the target's clock
   */
  public MockResponse answer(Done right, String elsewhere, Instant now) {
    return switch (this) {
      case HANG -> ending(right, SocketEffect.Stall.INSTANCE);
      case RESET_AFTER, CLOCK_BEHIND, CLOCK_AHEAD -> ending(right, new SocketEffect.CloseSocket());
      case RESET_BEFORE ->
          new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
      case CUT ->
          right
              .answer()
              .newBuilder()
              .code(200)
              .body("{\"cut")
              .setHeader("Content-Length", 1000)
              .onResponseEnd(new SocketEffect.CloseSocket())
              .build();
      case SLOW ->
          right
              .answer()
              .newBuilder()
              .headersDelay(DEADLINE.toMillis() / 7, TimeUnit.MILLISECONDS)
              .build();
      case HTML ->
          plain(now)
              .addHeader("Content-Type", "text/html; charset=utf-8")
              .body("<!DOCTYPE html><html><title>Welcome to our Wi-Fi</title></html>")
              .build();
      case EMPTY -> plain(now).build();
      case WRONG_JSON -> {
        right.answer();
        yield plain(now)
            .addHeader("Content-Type", "application/json")
            .body("{\"hello\":[1,{\"world\":null}]}")
            .build();
      }
      case REDIRECT -> plain(now).addHeader("Location", elsewhere).build();
      case GATEWAY_TIMEOUT_504 -> {
        right.answer();
        yield plain(now).build();
      }
      default ->
          retryAfter.isEmpty()
              ? plain(now).build()
              : plain(now).addHeader("Retry-After", retryAfter).build();
    };
  }

  private static MockResponse ending(Done right, SocketEffect effect) {
    right.answer();
    return new MockResponse.Builder().onResponseStart(effect).build();
  }

  private MockResponse.Builder plain(Instant now) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Date", String.valueOf(new Headers.Builder().set("Date", now).get("Date")));
  }

  /**
   * Each of these requests with each answer; in a usual build each request and each answer.
   *
   * @param requests patterns of method and path
   */
  public static Stream<Arguments> at(String... requests) {
    boolean all = System.getProperty("larksong.faults", "").equals("all");
    List<Arguments> cases = new ArrayList<>();
    for (int request = 0; request < requests.length; request++) {
      int place = request;
      for (FaultyAnswers answer : values()) {
        if (all || place++ % requests.length == 0) {
          cases.add(Arguments.of(requests[request], answer));
        }
      }
    }
    return cases.stream();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
