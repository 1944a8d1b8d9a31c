package larksong.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Players that read a recording no faster than it is played, and begin again at its end; one thread
 * moves them all. A player that gets nothing for seconds, or not all, was interrupted.
 */
public final class SlowPlayers implements AutoCloseable {

  /** A second of 128 kbit/s. */
  private static final int SECOND = 16_000;

  /** In each second every player has its turn. */
  private static final int TURNS = 50;

  private static final Duration TURN = Duration.ofSeconds(1).dividedBy(TURNS);

  /** What a player has in store before it falls silent. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final int port;
  private final byte[] request;
  private final Selector selector = Selector.open();
  private final List<Player> players = new ArrayList<>();
  private final CountDownLatch begun;
  private final AtomicInteger interrupted = new AtomicInteger();
  private final ByteBuffer heard = ByteBuffer.allocateDirect(SECOND);
  private final Thread thread;
  private volatile boolean ending;

  /** Begins; afterwards each has heard something. */
  public SlowPlayers(int port, int count, String path) throws Exception {
    this.port = port;
    this.request =
        ("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    this.begun = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      players.add(new Player());
    }
    thread = new Thread(this::play, "slow-players");
    thread.setDaemon(true);
    thread.start();
    if (!begun.await(60, TimeUnit.SECONDS)) {
      throw new IOException(begun.getCount() + " of " + count + " heard nothing");
    }
  }

  /** How often the sound broke off for one of them. */
  public int interrupted() {
    return interrupted.get();
  }

  private final class Player {
    private SocketChannel channel;
    private long expected;
    private long read;
    private long last;
    private boolean hasHeard;

    void begin() throws IOException {
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SECOND);
      channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.register(selector, SelectionKey.OP_CONNECT, this);
      expected = -1;
      read = 0;
      last = System.nanoTime();
    }

    void connected(SelectionKey key) throws IOException {
      channel.finishConnect();
      channel.write(ByteBuffer.wrap(request));
      key.interestOps(0);
    }

    /** At most a second of it. */
    void hear() throws IOException {
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
        begun.countDown();
      }
    }

    void end(boolean whole) throws IOException {
      if (!whole) {
        interrupted.incrementAndGet();
      }
      channel.close();
      begin();
    }
  }

  private void play() {
    try {
      for (Player player : players) {
        player.begin();
      }
      long next = System.nanoTime();
      for (int turn = 0; !ending; ) {
        selector.select(Math.max(1, (next - System.nanoTime()) / 1_000_000));
        for (SelectionKey key : List.copyOf(selector.selectedKeys())) {
          move((Player) key.attachment(), key);
        }
        selector.selectedKeys().clear();
        if (System.nanoTime() >= next) {
          next = Math.max(next + TURN.toNanos(), System.nanoTime());
          for (int i = turn; i < players.size(); i += TURNS) {
            move(players.get(i), null);
          }
          turn = (turn + 1) % TURNS;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void move(Player player, SelectionKey key) throws IOException {
    try {
      if (key == null) {
        player.hear();
      } else if (key.isValid() && key.isConnectable()) {
        player.connected(key);
      }
    } catch (IOException e) {
      player.end(false);
    }
  }

  @Override
  public void close() throws IOException {
    ending = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Player player : players) {
      player.channel.close();
    }
    selector.close();
  }
}
