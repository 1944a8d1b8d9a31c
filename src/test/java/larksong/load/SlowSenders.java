package larksong.load;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Clients that send the head of a request at once, and its body a byte at a time. Whoever is
 * refused begins again, so that there are always as many; one thread moves them all.
 */
public final class SlowSenders extends SlowClients {

  /** Ten of them come from one address, as if they were many machines. */
  private static final int EACH_ADDRESS = 10;

  private final int port;
  private final IntFunction<String> heads;
  private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();

  /**
   * Begins; afterwards each has sent its head and a byte of its body.
   *
   * @param heads of each, with the empty line at its end
   */
  public SlowSenders(int port, int count, IntFunction<String> heads) throws Exception {
    super("slow senders", count);
    this.port = port;
    this.heads = heads;
    begin(IntStream.range(0, count).mapToObj(Sender::new).toList());
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

  private final class Sender extends Client {
    private final int number;
    private ByteBuffer head;
    private boolean first = true;
    private boolean isThere;

    Sender(int number) {
      this.number = number;
    }

    @Override
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
      connecting(this);
    }

    @Override
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
            hasBegun();
          }
        }
      } else if (key.isReadable()) {
        answered();
      }
    }

    /** Sends a byte, or begins anew after a refusal. */
    @Override
    void turn() throws IOException {
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

    @Override
    void broken() throws IOException {
      again(0);
    }

    private void again(int status) throws IOException {
      answers.merge(status, 1, Integer::sum);
      channel.close();
      isThere = false;
    }
  }
}
