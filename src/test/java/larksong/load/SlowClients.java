package larksong.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Many slow clients of a server, all moved by one thread: when one is ready, and in its turn. */
abstract class SlowClients implements AutoCloseable {

  /** In each second every client has its turn. */
  private static final int TURNS = 50;

  private static final Duration TURN = Duration.ofSeconds(1).dividedBy(TURNS);

  private final Selector selector = Selector.open();
  private final List<Client> clients = new ArrayList<>();
  private final String name;
  private final CountDownLatch begun;
  private final Thread thread;
  private volatile boolean ending;

  SlowClients(String name, int count) throws IOException {
    this.name = name;
    this.begun = new CountDownLatch(count);
    this.thread = new Thread(this::move, name);
    thread.setDaemon(true);
  }

  /** One of them; its channel is closed at the end. */
  abstract static class Client {

    SocketChannel channel;

    /** Connects. */
    abstract void begin() throws IOException;

    /** Something can be done at once. */
    abstract void ready(SelectionKey key) throws IOException;

    abstract void turn() throws IOException;

    /** The connection broke. */
    abstract void broken() throws IOException;
  }

  /** Has them all begin; afterwards each has {@link #hasBegun}. */
  final void begin(List<? extends Client> all) throws Exception {
    clients.addAll(all);
    thread.start();
    if (!begun.await(60, TimeUnit.SECONDS)) {
      throw new IOException(
          begun.getCount() + " of " + clients.size() + " " + name + " stand still");
    }
  }

  final void hasBegun() {
    begun.countDown();
  }

  final void connecting(Client client) throws IOException {
    client.channel.register(selector, SelectionKey.OP_CONNECT, client);
  }

  private void move() {
    try {
      for (Client client : clients) {
        client.begin();
      }
      long next = System.nanoTime() + TURN.toNanos();
      for (int turn = 0; !ending; ) {
        selector.select(Math.max(1, (next - System.nanoTime()) / 1_000_000));
        List<SelectionKey> ready = List.copyOf(selector.selectedKeys());
        selector.selectedKeys().clear();
        for (SelectionKey key : ready) {
          Client client = (Client) key.attachment();
          move(
              client,
              () -> {
                if (key.isValid()) {
                  client.ready(key);
                }
              });
        }
        if (System.nanoTime() >= next) {
          next = Math.max(next + TURN.toNanos(), System.nanoTime());
          for (int i = turn; i < clients.size(); i += TURNS) {
            move(clients.get(i), clients.get(i)::turn);
          }
          turn = (turn + 1) % TURNS;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Something to do with a connection. */
  @FunctionalInterface
  private interface Move {
    void make() throws IOException;
  }

  private static void move(Client client, Move move) throws IOException {
    try {
      move.make();
    } catch (IOException e) {
      client.broken();
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
    for (Client client : clients) {
      if (client.channel != null) {
        client.channel.close();
      }
    }
    selector.close();
  }
}
