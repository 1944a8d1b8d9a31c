package larksong.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Players that read a recording no faster than it is played, and begin again at its end; one thread
 * moves them all. A player that gets nothing for seconds, or not all, was interrupted.
 */
public final class SlowPlayers extends SlowClients {

  /** A second of 128 kbit/s. */
  private static final int SECOND = 16_000;

  /** What a player has in store before it falls silent. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final int port;
  private final byte[] request;
  private final AtomicInteger interrupted = new AtomicInteger();
  private final ByteBuffer heard = ByteBuffer.allocateDirect(SECOND);

  /** Begins; afterwards each has heard something. */
  public SlowPlayers(int port, int count, String path) throws Exception {
    super("slow players", count);
    this.port = port;
    this.request =
        ("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    begin(Stream.generate(Player::new).limit(count).toList());
  }

  /** How often the sound broke off for one of them. */
  public int interrupted() {
    return interrupted.get();
  }

  private final class Player extends Client {
    private long expected;
    private long read;
    private long last;
    private boolean hasHeard;

    @Override
    void begin() throws IOException {
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SECOND);
      channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      connecting(this);
      expected = -1;
      read = 0;
      last = System.nanoTime();
    }

    @Override
    void ready(SelectionKey key) throws IOException {
      if (key.isConnectable()) {
        channel.finishConnect();
        channel.write(ByteBuffer.wrap(request));
        key.interestOps(0);
      }
    }

    /** Hears at most a second of it. */
    @Override
    void turn() throws IOException {
      if (!channel.isConnected()) {
        return;
      }
      heard.clear();
      int some = channel.read(heard);
      if (some > 0) {
        take(some);
      } else if (some < 0) {
        end(read == expected);
      } else if (System.nanoTime() - last > PATIENCE.toNanos()) {
        end(false);
      }
    }

    private void take(int some) {
      last = System.nanoTime();
      read += some;
      if (expected < 0) {
        byte[] head = new byte[some];
        heard.flip().get(head);
        String text = new String(head, StandardCharsets.ISO_8859_1);
        int body = text.indexOf("\r\n\r\n") + 4;
        expected =
            text.startsWith("HTTP/1.1 200")
                ? body + Long.parseLong(text.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"))
                : 0;
      }
      if (!hasHeard) {
        hasHeard = true;
        hasBegun();
      }
    }

    @Override
    void broken() throws IOException {
      end(false);
    }

    private void end(boolean whole) throws IOException {
      if (!whole) {
        interrupted.incrementAndGet();
      }
      channel.close();
      begin();
    }
  }
}
