package larksong.server.backend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Takes the bytes of a recording, as many as it may have. */
final class Reception {

  private final long largest;

  Reception(long largest) {
    this.largest = largest;
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
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      taken += read;
      if (taken > largest) {
        throw tooLarge();
      }
      out.write(buffer, 0, read);
    }
    return taken;
  }

  private RefusedException tooLarge() {
    return RefusedException.tooLarge(
        "Expected a recording of at most " + (largest >> 20) + " MiB.");
  }
}
