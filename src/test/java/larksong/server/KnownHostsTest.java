package larksong.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page elsewhere whose name leads here gets nothing; whoever asks by a name of ours does. */
@Timeout(60)
class KnownHostsTest {

  @TempDir Path folder;

  private Served served;

  @BeforeEach
  void start() throws Exception {
    served =
        new Served(
            folder.resolve("home"),
            new Entrance(
                List.of("Larksong.LAN", "bücher.example", "192.0.2.7", "2001:db8::7"),
                address -> false));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:8484",
        "localhost",
        "LOCALHOST:1",
        "localhost.",
        "larksong.localhost",
        "127.0.0.2",
        "[::1]:8484",
        "[0:0:0:0:0:0:0:1]",
        "larksong.lan",
        "Larksong.Lan.:80",
        "xn--bcher-kva.example",
        "192.0.2.7",
        "[2001:DB8:0::7]:8484",
      })
  void answersWhoAsksByANameThatItKnows(String host) throws Exception {
    assertThat(answer("GET /health HTTP/1.1", host)).startsWith("HTTP/1.1 200");
  }

  @Test
  void answersWhoAsksByAnAddressOfThisMachine() throws Exception {
    List<InetAddress> addresses =
        NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).toList();
    for (InetAddress address : addresses) {
      String literal = address.getHostAddress();
      String host = literal.contains(":") ? "[" + literal.replaceFirst("%.*", "") + "]" : literal;
      assertThat(answer("GET /health HTTP/1.1", host)).as(host).startsWith("HTTP/1.1 200");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8484",
        "localhost.evil.example",
        "larksong.lan.evil.example",
        "notlocalhost",
        "127.0.0.1.evil.example",
        "127.0.0.1@evil.example",
        "203.0.113.9",
        "0.0.0.0",
        "[2001:db8::9]",
        "2130706433",
        "0x7f.1",
        "",
      })
  void refusesWhoAsksByAnotherName(String host) throws Exception {
    for (String path :
        List.of("/", "/health", served.listener(), served.listener() + "feed.xml", "/studio/")) {
      String answer = answer("GET " + path + " HTTP/1.1", host);
      assertThat(answer).as(path).containsPattern("^HTTP/1.1 (421|400) ");
      assertThat(answer).doesNotContain("Larksong</title>");
    }
    assertThat(answer("POST /studio/sign-in HTTP/1.1", host))
        .containsPattern("^HTTP/1.1 (421|400)");
  }

  @Test
  void saysWhatTheOwnerSets() throws Exception {
    assertThat(answer("GET / HTTP/1.1", "evil.example:80"))
        .startsWith("HTTP/1.1 421")
        .contains("X-Content-Type-Options: nosniff")
        .contains("This library is not known as 'evil.example'.")
        .contains("server.hosts in larksong.yaml", "server.public-url");
  }

  @Test
  void isNotDeceivedByAnAddressInTheRequestLine() throws Exception {
    assertThat(answer("GET http://evil.example/health HTTP/1.1", "localhost"))
        .doesNotStartWith("HTTP/1.1 200");
    assertThat(answer("GET http://localhost/health HTTP/1.1", "evil.example"))
        .doesNotStartWith("HTTP/1.1 200");
    assertThat(answer("GET /health HTTP/1.1", "evil.example\r\nX-Forwarded-Host: localhost"))
        .startsWith("HTTP/1.1 421");
    assertThat(answer("GET /health HTTP/1.1", "localhost\r\nHost: evil.example"))
        .doesNotStartWith("HTTP/1.1 200");
  }

  /** A probe from before there was a Host is no page in a browser. */
  @Test
  void answersAClientThatNamesNoHost() throws Exception {
    assertThat(sent("GET /health HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200");
  }

  private String answer(String line, String host) throws Exception {
    return sent(line + "\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  private String sent(String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.UTF_8));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
