package larksong.server.backend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Takes the bytes of a recording, as many as it may have and not too slowly. */
final class Reception {

  /** Bytes a second, in each minute; who sends slower only holds a place. */
  static final long SLOWEST = 1_000;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final long largest;
  private final LongSupplier nanos;

  /** The clock counts nanoseconds from anywhere. */
  Reception(long largest, LongSupplier nanos) {
    this.largest = largest;
    this.nanos = nanos;
  }

  /** Refuses what says beforehand that it is too large. */
  void announce(long bytes) throws RefusedException {
    if (bytes > largest) {
      throw tooLarge();
    }
  }

  /** All bytes; how many. */
  long take(InputStream in, OutputStream out) throws RefusedException, IOException {
    long taken = 0;
    long before = 0;
    long began = nanos.getAsLong();
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      taken += read;
      if (taken > largest) {
        throw tooLarge();
      }
      out.write(buffer, 0, read);
      Duration passed = Duration.ofNanos(nanos.getAsLong() - began);
      if (passed.compareTo(PATIENCE) > 0) {
        if ((taken - before) / passed.toSeconds() < SLOWEST) {
          throw RefusedException.slow("Expected at least " + SLOWEST + " bytes a second.");
        }
        before = taken;
        began = nanos.getAsLong();
      }
    }
    return taken;
  }

  private RefusedException tooLarge() {
    return RefusedException.tooLarge(
        "Expected a recording of at most " + (largest >> 20) + " MiB.");
  }
}
