package larksong.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts wrong passwords: by where they came from, by the account, and all together. The OWASP
 * Authentication Cheat Sheet wants the account counted too, since addresses are cheap.
 */
final class Attempts {

  /** After so long, what was counted is forgotten. */
  static final Duration REMEMBERED = Duration.ofMinutes(15);

  static final int MOST_OF_A_CLIENT = 10;
  static final int MOST_OF_AN_ACCOUNT = 30;
  static final int MOST = 200;

  private static final int MOST_CLIENTS = 10_000;

  private final Cache<String, AtomicInteger> clients;

  /** Never more of them than {@link #MOST}. */
  private final Cache<String, AtomicInteger> accounts;

  private final Cache<Boolean, AtomicInteger> all;

  Attempts(Clock clock) {
    clients = counters(clock, MOST_CLIENTS);
    accounts = counters(clock, 2L * MOST);
    all = counters(clock, 1);
  }

  private static <K> Cache<K, AtomicInteger> counters(Clock clock, long most) {
    return Caffeine.newBuilder()
        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
        .expireAfterWrite(REMEMBERED)
        .maximumSize(most)
        .build();
  }

  /**
   * Counts a try before it is made, so that many at once count too. What one limit refuses does not
   * use up the next: a client alone shuts nobody else out.
   */
  boolean begin(String client, String account) {
    return counter(clients, client).incrementAndGet() <= MOST_OF_A_CLIENT
        && counter(all, true).incrementAndGet() <= MOST
        && counter(accounts, account).incrementAndGet() <= MOST_OF_AN_ACCOUNT;
  }

  /** The password was right. */
  void right(String client, String account) {
    clients.invalidate(client);
    counter(all, true).updateAndGet(count -> Math.max(0, count - 1));
    counter(accounts, account).updateAndGet(count -> Math.max(0, count - 1));
  }

  private static <K> AtomicInteger counter(Cache<K, AtomicInteger> counters, K key) {
    return counters.get(key, fresh -> new AtomicInteger());
  }
}
