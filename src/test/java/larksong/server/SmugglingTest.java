package larksong.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A request whose end a proxy could see elsewhere is refused, and its connection closed: a second
 * one that lies in it is never answered (RFC 9112 §6.3, §11.2).
 */
@Timeout(120)
class SmugglingTest {

  private static final String SECOND = "GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @TempDir Path folder;

  private Served served;

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 0\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\nContent-Length: 0",
        "Content-Length: 0\nContent-Length: 60",
        "Content-Length: 0, 60",
        "Content-Length: +0",
        "Content-Length: -1",
        "Content-Length: 0x0",
        "Content-Length : 0",
        "Content-Length: 99999999999999999999",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding : chunked",
        "X: 1\n Transfer-Encoding: chunked",
      })
  void isRefusedAndEndsTheConnection(String headers) throws Exception {
    String answer =
        sent(
            "POST /studio/sign-in HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n"
                + headers.replace("\n", "\r\n")
                + "\r\n\r\n0\r\n\r\n"
                + SECOND);

    assertThat(answer).containsPattern("^HTTP/1.1 (400|501) ").doesNotContain("User-agent");
  }

  @ParameterizedTest
  @CsvSource({"/, X: , 431", "/?, X: y, 414"})
  void isRefusedWhereItIsTooLong(String path, String header, int status) throws Exception {
    String much = "x".repeat(100_000);
    String answer =
        sent(
            "GET "
                + path
                + (status == 414 ? much : "")
                + " HTTP/1.1\r\nHost: localhost\r\n"
                + header
                + (status == 431 ? much : "")
                + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
  }

  /** All that is answered until the server closes; it may do so before all is sent. */
  private String sent(String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.server.port())) {
      socket.setSoTimeout(20_000);
      try {
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      } catch (IOException e) {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      }
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }
}
