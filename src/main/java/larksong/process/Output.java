package larksong.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a program prints, up to its own end. It never waits in the system's read, which no deadline
 * ends as long as anyone, such as a child that was left behind, holds the other end open.
 */
final class Output extends InputStream {

  private static final long SHORTEST_PAUSE = TimeUnit.MICROSECONDS.toNanos(50);

  private final InputStream pipe;
  private final Program program;
  private final long longestPause;

  Output(InputStream pipe, Program program, long longestPause) {
    this.pipe = pipe;
    this.program = program;
    this.longestPause = longestPause;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    long pause = SHORTEST_PAUSE;
    while (length > 0) {
      program.checkTurn();
      boolean ended = !program.isAlive(); // asked first: what it printed before is there then
      int ready = ready();
      if (ready > 0) {
        return pipe.read(bytes, offset, Math.min(ready, length));
      }
      if (ended) {
        return -1;
      }
      LockSupport.parkNanos(pause);
      pause = Math.min(2 * pause, longestPause);
    }
    return 0;
  }

  private int ready() throws IOException {
    try {
      return pipe.available();
    } catch (IOException e) {
      program.checkTurn();
      throw e;
    }
  }

  @Override
  public int available() throws IOException {
    return ready();
  }

  @Override
  public void close() throws IOException {
    pipe.close();
  }
}
