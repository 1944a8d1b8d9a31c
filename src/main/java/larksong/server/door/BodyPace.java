package larksong.server.door;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Tells who sends so slowly that they only hold a place. */
public final class BodyPace {

  /** Bytes a second, in each minute. */
  public static final long SLOWEST = 1_000;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final LongSupplier nanos;
  private long before;
  private long began;

  /** From now on; the clock counts nanoseconds from anywhere. */
  public BodyPace(LongSupplier nanos) {
    this.nanos = nanos;
    this.began = nanos.getAsLong();
  }

  /** Whether too little came in the last minute, now that it is so many bytes in all. */
  public boolean isTooSlow(long taken) {
    Duration passed = Duration.ofNanos(nanos.getAsLong() - began);
    if (passed.compareTo(PATIENCE) <= 0) {
      return false;
    }
    boolean slow = (taken - before) / passed.toSeconds() < SLOWEST;
    before = taken;
    began = nanos.getAsLong();
    return slow;
  }
}
