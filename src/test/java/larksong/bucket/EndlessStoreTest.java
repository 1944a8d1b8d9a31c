package larksong.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import larksong.config.Sections;
import larksong.net.Http;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store whose answers do not end is not read to their end. */
@Timeout(60)
class EndlessStoreTest {

  /** As good as endless, and little enough for a test that fails. */
  private static final long ENDLESS = 96L << 20;

  private static final byte[] CHUNK =
      ("1000\r\n" + "x".repeat(0x1000) + "\r\n").getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private final AtomicLong sent = new AtomicLong();
  private ServerSocket server;
  private volatile String status = "";

  @BeforeEach
  void listen() throws Exception {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "endless-store");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        client.getInputStream().read(new byte[1 << 16]);
        OutputStream out = client.getOutputStream();
        String head =
            "HTTP/1.1 "
                + status
                + "\r\nContent-Type: application/xml\r\nTransfer-Encoding: chunked\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.UTF_8));
        while (sent.get() < ENDLESS) {
          out.write(CHUNK);
          sent.addAndGet(CHUNK.length);
        }
      } catch (IOException e) { // it hung up
      }
    }
  }

  private Bucket bucket() throws Exception {
    return Bucket.of(
        Sections.of(
            folder,
            "endpoint: \"http://127.0.0.1:"
                + server.getLocalPort()
                + "\"\nbucket: podcast\naccess-key: key\nsecret-key: secret\n"),
        () -> Http.withoutCache().client());
  }

  @ParameterizedTest
  @ValueSource(strings = {"200 OK", "403 Forbidden", "404 Not Found", "500 Error", "503 Busy"})
  void endsWhateverItIsAskedForAndReadsLittle(String answer) throws Exception {
    status = answer;
    Bucket bucket = bucket();
    Map<String, ThrowingCallable> calls =
        Map.of(
            "read", () -> bucket.read("feed.xml", 1000),
            "write", () -> bucket.write("feed.xml", new byte[10], "text/xml"),
            "remove", () -> bucket.remove("feed.xml"));

    calls.forEach(
        (what, call) -> {
          sent.set(0);
          if (what.equals("remove") && answer.startsWith("200")) {
            Throwable unused = catchThrowable(call); // its answer may not be needed
          } else {
            assertThatThrownBy(call).as(what).isInstanceOf(IOException.class);
          }
          boolean asked = what.equals("read") && answer.startsWith("200");
          assertThat(sent.get()).as(what + " took").isLessThan(asked ? ENDLESS : 32L << 20);
        });
  }
}
