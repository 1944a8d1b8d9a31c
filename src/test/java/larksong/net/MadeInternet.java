package larksong.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.SocketFactory;
import okhttp3.Dns;

/** Names, addresses and servers of our own making; all of them are on this machine. */
final class MadeInternet extends SocketFactory implements Dns {

  private final Map<String, Queue<List<String>>> names = new HashMap<>();
  private final Map<String, Integer> servers = new HashMap<>();

  /** Every address that somebody connected to. */
  final List<String> dialled = new CopyOnWriteArrayList<>();

  /**
   * A name stands for these addresses; of several answers each is given once, the last for ever.
   */
  MadeInternet name(String name, String... addresses) {
    names.computeIfAbsent(name, none -> new ArrayDeque<>()).add(List.of(addresses));
    return this;
  }

  /** At an address, on all ports, is the server of this port. */
  MadeInternet server(String address, int port) {
    servers.put(address, port);
    return this;
  }

  @Override
  public synchronized List<InetAddress> lookup(String host) throws UnknownHostException {
    Queue<List<String>> answers = names.get(host);
    if (answers == null) {
      // a number in any of its forms; the machine itself is asked for no other name
      if (!host.matches("(?i)[0-9a-fx.:]+|localhost\\.?")) {
        throw new UnknownHostException(host);
      }
      return Arrays.asList(InetAddress.getAllByName(host));
    }
    List<String> answer = answers.size() > 1 ? answers.remove() : answers.element();
    List<InetAddress> addresses = new ArrayList<>();
    for (String address : answer) {
      addresses.add(InetAddress.getByName(address));
    }
    return addresses;
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress endpoint, int timeout) throws IOException {
        String address = ((InetSocketAddress) endpoint).getAddress().getHostAddress();
        dialled.add(address);
        Integer port = servers.get(address);
        if (port == null) {
          throw new ConnectException("nobody is there");
        }
        super.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeout);
      }
    };
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }
}
