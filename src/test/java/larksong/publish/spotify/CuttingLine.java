package larksong.publish.spotify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line to a server that breaks after a part of what is sent over it. */
final class CuttingLine implements AutoCloseable {

  private static final Pattern UPLOAD =
      Pattern.compile("(?is)PUT /upload/.*content-length: *(\\d+).*");

  private static final int LONGEST_HEAD = 8192;

  private final ServerSocket door;
  private final InetSocketAddress server;
  private final Queue<Integer> percents = new ConcurrentLinkedQueue<>();
  private final Queue<Future<?>> ways = new ConcurrentLinkedQueue<>();
  private final ExecutorService hands =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "cutting-line");
            thread.setDaemon(true);
            return thread;
          });

  CuttingLine(int port) throws IOException {
    InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    server = new InetSocketAddress(here, port);
    door = new ServerSocket(0, 50, here);
    ways.add(hands.submit(this::serve));
  }

  int port() {
    return door.getLocalPort();
  }

  /** The next uploads get so far, in percent of what they carry. */
  void cut(List<Integer> next) {
    percents.addAll(next);
  }

  private Void serve() throws IOException {
    while (!door.isClosed()) {
      Socket client = door.accept();
      Socket there = new Socket(server.getAddress(), server.getPort());
      ways.add(hands.submit(() -> forth(client, there)));
      ways.add(hands.submit(() -> back(client, there)));
    }
    return null;
  }

  private Void back(Socket client, Socket there) throws IOException {
    try (client;
        there) {
      there.getInputStream().transferTo(client.getOutputStream());
    }
    return null;
  }

  private Void forth(Socket client, Socket there) throws IOException {
    try (client;
        there) {
      InputStream in = client.getInputStream();
      OutputStream out = there.getOutputStream();
      byte[] block = new byte[LONGEST_HEAD];
      long left = Long.MAX_VALUE;
      while (left > 0) {
        int read = in.read(block);
        if (read < 0) {
          return null;
        }
        Matcher upload = UPLOAD.matcher(new String(block, 0, read, StandardCharsets.ISO_8859_1));
        if (left == Long.MAX_VALUE && upload.matches() && !percents.isEmpty()) {
          left = Long.parseLong(upload.group(1)) * percents.remove() / 100;
        }
        int some = (int) Math.min(read, left);
        out.write(block, 0, some);
        out.flush();
        left = left == Long.MAX_VALUE ? left : left - some;
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    door.close();
    ways.forEach(way -> way.cancel(true));
    hands.shutdownNow();
  }
}
