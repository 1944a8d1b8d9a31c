package larksong.server.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import larksong.server.Served;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An episode is deleted while the bytes of its sound still arrive. */
@Timeout(120)
class DeletedArrivalTest {

  private static final int LENGTH = 200_000;

  @TempDir Path folder;

  private Served served;
  private SpotifyClient agent;

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"));
    agent = new SpotifyClient(served, served.tokens.publishing("agent"));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void isNotFoundAnyMoreByWhoSendsIt() throws Exception {
    String show = SpotifyClient.id(agent.create("One").json(), "show_uri");
    JsonNode announced = agent.announce(show, "Sent", "").json();
    String episode = SpotifyClient.id(announced, "episode_uri");
    URI address =
        URI.create(announced.path("multipart_upload_urls").path(0).path("signed_url").asText());
    byte[] half = "x".repeat(LENGTH / 2).getBytes(UTF_8);
    try (Socket sender = new Socket(InetAddress.getLoopbackAddress(), served.server.port())) {
      OutputStream out = sender.getOutputStream();
      out.write(
          ("PUT %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: %d\r\n"
                  + "Connection: close\r\n\r\n")
              .formatted(address.getPath(), served.server.port(), LENGTH)
              .getBytes(UTF_8));
      out.write(half);
      while (arrived() == 0) {
        Thread.onSpinWait();
      }

      assertThat(agent.call("DELETE", "/episodes/" + episode).status()).isEqualTo(204);
      out.write(half);

      assertThat(new String(sender.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 404 ");
    }
    assertThat(agent.call("GET", "/episodes/" + episode + "/readiness").status()).isEqualTo(404);
    assertThat(arrived()).isZero();
  }

  /** Bytes that lie where recordings arrive. */
  private long arrived() throws Exception {
    try (Stream<Path> files = Files.walk(folder.resolve("home/uploads"))) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (UncheckedIOException e) {
      return 0; // it changes while it is looked at
    }
  }
}
