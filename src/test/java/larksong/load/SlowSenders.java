package larksong.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Clients that send the head of a request at once, and its body a byte at a time. Whoever is
 * refused begins again, so that there are always as many; one thread moves them all.
 */
public final class SlowSenders implements AutoCloseable {

  /** Ten of them come from one address, as if they were many machines. */
  private static final int EACH_ADDRESS = 10;

  /** In each second every sender has its turn: a byte, or a new beginning after a refusal. */
  private static final int TURNS = 50;

  private static final Duration TURN = Duration.ofSeconds(1).dividedBy(TURNS);

  private final int port;
  private final IntFunction<String> heads;
  private final Selector selector = Selector.open();
  private final List<Sender> senders = new ArrayList<>();
  private final CountDownLatch begun;
  private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean ending;

  /**
   * Begins; afterwards each has sent its head and a byte of its body.
   *
   * @param heads of each, with the empty line at its end
   */
  public SlowSenders(int port, int count, IntFunction<String> heads) throws Exception {
    this.port = port;
    this.heads = heads;
    this.begun = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      senders.add(new Sender(i));
    }
    thread = new Thread(this::send, "slow-senders");
    thread.setDaemon(true);
    thread.start();
    if (!begun.await(60, TimeUnit.SECONDS)) {
      throw new IOException(begun.getCount() + " of " + count + " could not begin");
    }
  }

  /** The head of a request with a body of this length. */
  public static String head(String method, String path, int length, String... headers) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
        + length
        + "\r\n"
        + String.join("\r\n", headers)
        + (headers.length > 0 ? "\r\n\r\n" : "\r\n");
  }

  /** How many got each status until now; those who were cut off count as 0. */
  public Map<Integer, Integer> answers() {
    return Map.copyOf(answers);
  }

  private final class Sender {
    private final int number;
    private SocketChannel channel;
    private ByteBuffer head;
    private boolean first = true;
    private boolean isThere;

    Sender(int number) {
      this.number = number;
    }

    void begin() throws IOException {
      isThere = true;
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      try {
        String address = "127.0.0." + (2 + number / EACH_ADDRESS % 250);
        channel.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
      } catch (BindException e) {
        channel.bind(null); // this system has one loopback address
      }
      head = ByteBuffer.wrap(heads.apply(number).getBytes(StandardCharsets.US_ASCII));
      channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    void ready(SelectionKey key) throws IOException {
      if (key.isConnectable()) {
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_WRITE | SelectionKey.OP_READ);
      } else if (key.isWritable()) {
        channel.write(head);
        if (!head.hasRemaining()) {
          key.interestOps(SelectionKey.OP_READ);
          oneByte();
          if (first) {
            first = false;
            begun.countDown();
          }
        }
      } else if (key.isReadable()) {
        answered();
      }
    }

    void goOn() throws IOException {
      if (isThere) {
        oneByte();
      } else {
        begin();
      }
    }

    private void oneByte() throws IOException {
      if (channel.isConnected() && !head.hasRemaining()) {
        channel.write(ByteBuffer.wrap(new byte[] {'a'}));
      }
    }

    private void answered() throws IOException {
      ByteBuffer answer = ByteBuffer.allocate(1 << 12);
      int length = channel.read(answer);
      String text = new String(answer.array(), 0, Math.max(0, length), StandardCharsets.US_ASCII);
      again(text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0);
    }

    void again(int status) throws IOException {
      answers.merge(status, 1, Integer::sum);
      channel.close();
      isThere = false;
    }
  }

  private void send() {
    try {
      for (Sender sender : senders) {
        sender.begin();
      }
      long next = System.nanoTime() + TURN.toNanos();
      for (int turn = 0; !ending; ) {
        selector.select(Math.max(1, (next - System.nanoTime()) / 1_000_000));
        List<SelectionKey> ready = List.copyOf(selector.selectedKeys());
        selector.selectedKeys().clear();
        for (SelectionKey key : ready) {
          move((Sender) key.attachment(), key);
        }
        if (System.nanoTime() >= next) {
          next = Math.max(next + TURN.toNanos(), System.nanoTime());
          for (int i = turn; i < senders.size(); i += TURNS) {
            move(senders.get(i), null);
          }
          turn = (turn + 1) % TURNS;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void move(Sender sender, SelectionKey key) throws IOException {
    try {
      if (key == null) {
        sender.goOn();
      } else if (key.isValid()) {
        sender.ready(key);
      }
    } catch (IOException e) {
      sender.again(0);
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
    for (Sender sender : senders) {
      if (sender.channel != null) {
        sender.channel.close();
      }
    }
    selector.close();
  }
}
