package larksong.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** A proxy that Java is told of gets nothing for this machine, and nothing at all offline. */
@Timeout(60)
@Isolated("it sets the proxy of this process")
class DirectTest {

  private final MockWebServer here = new MockWebServer();
  private final MockWebServer proxy = new MockWebServer();
  private final ProxySelector usual = ProxySelector.getDefault();

  @BeforeEach
  void start() throws Exception {
    here.start();
    proxy.start();
    proxy.enqueue(new MockResponse.Builder().body("by proxy").build());
    here.enqueue(new MockResponse.Builder().body("direct").build());
    ProxySelector.setDefault(new Everything(proxy.getPort()));
  }

  @AfterEach
  void stop() {
    ProxySelector.setDefault(usual);
    here.close();
    proxy.close();
  }

  /** As {@code -Dhttp.proxyHost} with {@code -Dhttp.nonProxyHosts=} has it. */
  private static final class Everything extends ProxySelector {

    private final int port;

    Everything(int port) {
      this.port = port;
    }

    @Override
    public List<Proxy> select(URI address) {
      return address.getScheme().startsWith("http")
          ? List.of(
              new Proxy(
                  Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))
          : List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI address, SocketAddress server, IOException failure) {}
  }

  @Test
  void asksThisMachineWithoutAProxy() throws Exception {
    assertThat(Http.withoutCache().get(here.url("/").uri(), 10)).asString().isEqualTo("direct");
    assertThat(proxy.getRequestCount()).isZero();
  }

  @Test
  void asksOthersByTheProxyAndNoneOffline() throws Exception {
    URI other = URI.create("http://feeds.example.com/feed");

    assertThatThrownBy(() -> Http.offline().get(other, 10))
        .hasMessageContaining("feeds.example.com: not asked, because of --offline");
    assertThat(proxy.getRequestCount()).isZero();
    assertThat(Http.withoutCache().get(other, 10)).asString().isEqualTo("by proxy");
  }

  @Test
  void asksThisMachineOfflineWithoutAProxy() throws Exception {
    assertThat(Http.offline().get(here.url("/").uri(), 10)).asString().isEqualTo("direct");
    assertThat(proxy.getRequestCount()).isZero();
  }
}
