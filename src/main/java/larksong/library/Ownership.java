package larksong.library;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/** A file's lock, which this process has as long as one of its users has not ended. */
final class Ownership {

  private static final Map<Path, Held> HELD = new HashMap<>();

  /** Closing the channel gives the lock back. */
  private record Held(FileChannel channel, int users) {}

  private final Path file;
  private boolean uses;

  Ownership(Path file) {
    this.file = file.toAbsolutePath().normalize();
  }

  /** Whether this process has it now and had not before. */
  boolean take() throws IOException {
    synchronized (HELD) {
      if (uses) {
        return false;
      }
      Held held = HELD.get(file);
      if (held != null) {
        HELD.put(file, new Held(held.channel(), held.users() + 1));
        uses = true;
        return false;
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        return false;
      }
      HELD.put(file, new Held(channel, 1));
      uses = true;
      return true;
    }
  }

  boolean isOurs() {
    synchronized (HELD) {
      return uses;
    }
  }

  boolean isOursAlone() {
    synchronized (HELD) {
      Held held = HELD.get(file);
      return uses && held != null && held.users() == 1;
    }
  }

  void end() throws IOException {
    synchronized (HELD) {
      Held held = HELD.get(file);
      if (!uses || held == null) {
        return;
      }
      uses = false;
      if (held.users() == 1) {
        HELD.remove(file);
        held.channel().close();
      } else {
        HELD.put(file, new Held(held.channel(), held.users() - 1));
      }
    }
  }
}
