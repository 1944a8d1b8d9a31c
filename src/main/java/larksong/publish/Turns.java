package larksong.publish;

import java.io.IOException;

/** Gives a target to one at a time, of all that may bring something there. */
public interface Turns {

  /** A turn, to be ended. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits for a turn at a target. */
  Turn take(String target) throws IOException, InterruptedException;
}
