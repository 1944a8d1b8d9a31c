package larksong.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong behind the doors is answered, and stands in the log without the address. */
@Timeout(60)
class FailedAnswerTest {

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final Logger doors = Logger.getLogger(Doors.class.getName());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          logged.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void start() throws Exception {
    doors.addHandler(handler);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    Doors open = new Doors(request -> Optional.empty(), Map.of());
    open.setHandler(new Failing());
    server.setHandler(open);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    doors.removeHandler(handler);
    server.stop();
  }

  private static final class Failing extends org.eclipse.jetty.server.Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      switch (request.getHttpURI().getPath()) {
        case "/OutOfMemoryError" -> throw new OutOfMemoryError("Java heap space");
        case "/StackOverflowError" -> throw new StackOverflowError();
        case "/NoClassDefFoundError" -> throw new NoClassDefFoundError("larksong/Gone");
        default -> throw new IllegalStateException("private words");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OutOfMemoryError",
        "StackOverflowError",
        "NoClassDefFoundError",
        "IllegalStateException"
      })
  void isAnsweredAndLogged(String failure) throws Exception {
    URI page =
        URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/" + failure + "?t=key");
    HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
    connection.setReadTimeout(20_000);

    assertThat(connection.getResponseCode()).isEqualTo(500);
    assertThat(logged)
        .anyMatch(line -> line.contains(failure))
        .noneMatch(line -> line.contains("t=key"))
        .noneMatch(line -> line.contains("private words"));
  }
}
