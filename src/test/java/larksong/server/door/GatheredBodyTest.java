package larksong.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Behind the doors is a page that waits until it is sent, over a line that takes little at once.
 */
@Timeout(60)
class GatheredBodyTest {

  private static final int LONG = 200_000;
  private static final int HUGE = 6 << 20;

  private final List<Socket> sockets = new ArrayList<>();
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  @BeforeEach
  void start() throws Exception {
    connector.setHost("127.0.0.1");
    connector.setAcceptedSendBufferSize(8_192);
    server.addConnector(connector);
    Doors doors = new Doors(request -> Optional.empty(), Map.of());
    doors.setHandler(new Page());
    server.setHandler(doors);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.stop();
  }

  private static final class Page extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      int left = request.getHttpURI().getPath().equals("/huge") ? HUGE : LONG;
      for (; left > 0; left -= 10_000) {
        try (Blocker.Callback written = Blocker.callback()) {
          response.write(false, ByteBuffer.allocate(Math.min(left, 10_000)), written);
          written.block();
        }
      }
      callback.succeeded();
      return true;
    }
  }

  @Test
  void aReaderIsAnsweredWhileManyDoNotReadTheirPages() throws Exception {
    for (int i = 0; i < 150; i++) {
      Socket socket = new Socket();
      sockets.add(socket);
      socket.setReceiveBufferSize(4_096);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.getLocalPort()));
      socket
          .getOutputStream()
          .write("GET /long HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    for (Socket socket : sockets) { // each is being answered
      assertThat(socket.getInputStream().read()).isEqualTo('H');
    }

    assertThat(read("/long")).isEqualTo(LONG);
  }

  @Test
  void sendsWhatIsTooLargeToBeKeptAsItIsMade() throws Exception {
    assertThat(read("/huge")).isGreaterThanOrEqualTo(HUGE);
  }

  private long read(String path) throws Exception {
    URI page = URI.create("http://127.0.0.1:" + connector.getLocalPort() + path);
    try (var in = page.toURL().openStream()) {
      return in.readAllBytes().length;
    }
  }
}
