package larksong.schedule;

import java.time.Duration;

/** Keeps shows that are due together apart: one begins each second, all within a window. */
public final class Spread {

  /** The window that is usual. */
  public static final Duration USUAL = Duration.ofMinutes(5);

  /**
   * Of similar names the hashes are similar; times this (2^64 by the golden ratio) they are not.
   */
  private static final long SCATTER = 0x9E3779B97F4A7C15L;

  private Spread() {}

  /** How far from its time a show among so many begins; the same each day. */
  public static Duration of(String show, int shows, Duration longest) {
    long window = Math.min(longest.toSeconds(), shows - 1L) * 1000;
    if (window <= 0) {
      return Duration.ZERO;
    }
    long scattered = show.hashCode() * SCATTER;
    return Duration.ofMillis(Math.floorMod(scattered >>> 16, window));
  }
}
