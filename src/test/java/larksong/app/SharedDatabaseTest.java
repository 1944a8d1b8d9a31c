package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shared database on another machine proves who it is, unless the owner says otherwise. */
@Timeout(60)
class SharedDatabaseTest {

  @Test
  void saysNothingToAServerElsewhereThatSpeaksNoTls() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.2"))) {
      CompletableFuture<Integer> heard =
          CompletableFuture.supplyAsync(
              () -> {
                try (Socket client = server.accept()) {
                  client.getInputStream().readNBytes(8); // asks for TLS
                  client.getOutputStream().write('N');
                  return client.getInputStream().readAllBytes().length;
                } catch (java.io.IOException e) {
                  return 0;
                }
              });
      String address =
          new SharedDatabase("jdbc:postgresql://127.0.0.2:" + server.getLocalPort() + "/larksong")
              .address();

      assertThatThrownBy(() -> DriverManager.getConnection(address, "ada", "canary"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("SSL");

      assertThat(heard.get(20, TimeUnit.SECONDS)).as("neither its user nor its name").isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://localhost/larksong",
        "jdbc:postgresql:larksong",
        "jdbc:postgresql://[::1]:5432/larksong",
        "jdbc:postgresql://db.example.com/larksong?sslmode=disable",
        "jdbc:postgresql://db.example.com/larksong?user=a&sslrootcert=/etc/own.crt",
        "jdbc:postgresql://db.example.com/larksong?service=lark"
      })
  void leavesAnAddressOnThisMachineAndWhatTheOwnerSays(String written) {
    assertThat(new SharedDatabase(written).address()).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db.example.com/larksong",
        "jdbc:postgresql://localhost,db.example.com/larksong?user=a",
        "jdbc:postgresql://127.0.0.2/larksong?currentSchema=lark"
      })
  void expectsACertificateForTheNameOfAnotherMachine(String written) {
    assertThat(new SharedDatabase(written).address())
        .startsWith(written)
        .contains("sslmode=verify-full");
  }
}
