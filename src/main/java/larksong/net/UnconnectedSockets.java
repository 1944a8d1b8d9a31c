package larksong.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes sockets that their client connects by itself, and no others. */
abstract class UnconnectedSockets extends SocketFactory {

  /** One that is not connected. */
  @Override
  public abstract Socket createSocket();

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw unexpected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    throw unexpected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw unexpected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    throw unexpected();
  }

  private static IOException unexpected() {
    return new IOException("Expected a socket that is connected by its client");
  }
}
