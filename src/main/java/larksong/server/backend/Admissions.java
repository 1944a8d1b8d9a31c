package larksong.server.backend;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts what each account asks for in an hour; what is deleted again counts too. */
public final class Admissions {

  private static final Duration HOUR = Duration.ofHours(1);

  private final int anHour;
  private final Clock clock;
  private final Map<String, Deque<Instant>> asked = new HashMap<>();

  public Admissions(int anHour, Clock clock) {
    this.anHour = anHour;
    this.clock = clock;
  }

  /** Counts one more, unless they are too many: then how long to wait. */
  public Optional<Duration> admit(String account) {
    synchronized (asked) {
      Deque<Instant> times = asked.computeIfAbsent(account, name -> new ArrayDeque<>());
      Instant now = clock.instant();
      while (!times.isEmpty() && times.getFirst().isBefore(now.minus(HOUR))) {
        times.removeFirst();
      }
      if (times.size() >= anHour) {
        return Optional.of(Duration.between(now, times.getFirst().plus(HOUR)).plusSeconds(1));
      }
      times.addLast(now);
      return Optional.empty();
    }
  }

  /** The same for the publishing API. */
  void admit(Context context, String account) throws RefusedException {
    Optional<Duration> wait = admit(account);
    if (wait.isPresent()) {
      context.header("Retry-After", String.valueOf(wait.get().toSeconds()));
      throw RefusedException.tooMany(
          "This account asked for " + anHour + " of these in an hour. Try later.");
    }
  }
}
