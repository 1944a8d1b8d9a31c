package larksong.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import larksong.egress.NotOut;

/**
 * Makes sockets for a dialogue that is not HTTP: each is closed after a time as a whole, and reads
 * so many bytes, whatever the other end does.
 */
@NotOut("whoever sends a mail by it asks")
public final class LimitedSockets extends UnconnectedSockets {

  private final Duration whole;
  private final long most;

  public LimitedSockets(Duration whole, long most) {
    this.whole = whole;
    this.most = most;
  }

  @Override
  public Socket createSocket() {
    return new Limited(whole, most);
  }

  private static final class Limited extends Socket {

    private final long most;
    private final Future<?> end;

    Limited(Duration whole, long most) {
      this.most = most;
      this.end =
          CompletableFuture.runAsync(
              this::hangUp,
              CompletableFuture.delayedExecutor(whole.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void hangUp() {
      try {
        super.close();
      } catch (IOException e) {
        return; // it is closed already
      }
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new Counted(super.getInputStream(), most);
    }

    @Override
    public synchronized void close() throws IOException {
      end.cancel(false);
      super.close();
    }
  }

  private static final class Counted extends FilterInputStream {

    private long left;

    Counted(InputStream in, long most) {
      super(in);
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int some = super.read(into, offset, length);
      count(Math.max(0, some));
      return some;
    }

    private void count(int some) throws IOException {
      left -= some;
      if (left < 0) {
        throw new IOException("The other end says more than is read of it");
      }
    }
  }
}
