package larksong.library.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What was found in the last half second. Other processes write the same tables, so nothing may be
 * remembered for longer; what this process changes it forgets at once.
 */
public final class Recent<K, V> {

  private static final Duration LASTS = Duration.ofMillis(500);
  private static final int MOST = 10_000;

  private final Cache<K, V> found =
      Caffeine.newBuilder().expireAfterWrite(LASTS).maximumSize(MOST).build();

  /** What is looked up; that it is not there is not remembered. */
  public Optional<V> find(K key, Supplier<Optional<V>> lookUp) {
    V known = found.getIfPresent(key);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<V> value = lookUp.get();
    value.ifPresent(there -> found.put(key, there));
    return value;
  }

  public void forget() {
    found.invalidateAll();
  }
}
