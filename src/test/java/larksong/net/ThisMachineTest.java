package larksong.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThisMachineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost",
        "localhost.",
        "127.0.0.1",
        "::1",
        "[::1]",
        "0:0:0:0:0:0:0:1"
      })
  void isItself(String host) {
    assertThat(ThisMachine.is(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "localhost.example.com",
        "mylocalhost",
        "127.0.0.2",
        "127.0.0.53",
        "0.0.0.0",
        "::",
        "[::ffff:127.0.0.1]",
        "192.168.1.10",
        "host.docker.internal"
      })
  void isNothingThatMayLeadElsewhere(String host) {
    assertThat(ThisMachine.is(host)).isFalse();
  }

  @Test
  void isReadFromAnAddress() {
    assertThat(ThisMachine.is(URI.create("http://[::1]:11434/v1"))).isTrue();
    assertThat(ThisMachine.is(URI.create("http://localhost@example.com/"))).isFalse();
    assertThat(ThisMachine.is(URI.create("mailto:ada@localhost"))).isFalse();
  }

  @Test
  void hasAddressesThatAreLoopback() throws Exception {
    assertThat(ThisMachine.addresses("localhost"))
        .isNotEmpty()
        .allMatch(InetAddress::isLoopbackAddress);
  }
}
