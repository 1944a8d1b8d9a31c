package larksong.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A public feed at 93.184.216.34, other public servers, and a network at home. */
@Timeout(120)
class ReachTest {

  private static final String FEED = "93.184.216.34";
  private static final String ELSEWHERE = "1.1.1.1";
  private static final String HOME = "192.168.1.10";

  private final MockWebServer feed = new MockWebServer();
  private final MockWebServer elsewhere = new MockWebServer();
  private final MockWebServer home = new MockWebServer();
  private final MadeInternet internet = new MadeInternet();
  private final Http http = Http.shaped(client -> client.dns(internet).socketFactory(internet));

  @BeforeEach
  void start() throws Exception {
    feed.start();
    elsewhere.start();
    home.start();
    internet
        .server(FEED, feed.getPort())
        .server(ELSEWHERE, elsewhere.getPort())
        .server(HOME, home.getPort())
        .name("feed.example.com", FEED)
        .name("elsewhere.example.com", ELSEWHERE)
        .name("nas.home.example.com", HOME)
        .name("nas", HOME);
    home.setDispatcher(always(new MockResponse.Builder().body("at home").build()));
    elsewhere.setDispatcher(always(new MockResponse.Builder().body("elsewhere").build()));
  }

  @AfterEach
  void stop() {
    feed.close();
    elsewhere.close();
    home.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data/",
        "http://192.168.1.10/",
        "http://192.168.1.10./",
        "http://192.168.266/",
        "http://3232235786/",
        "http://0xc0a8010a/",
        "http://0xC0.0xA8.0x01.0x0A/",
        "http://0300.0250.0001.0012/",
        "http://192.168.1.10:8080/",
        "http://user:secret@192.168.1.10/",
        "http://[::ffff:192.168.1.10]/",
        "http://[::ffff:c0a8:10a]/",
        "http://[64:ff9b::c0a8:10a]/",
        "http://[2002:c0a8:10a::1]/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://[fe80::1%25eth0]/",
        "http://[::1]/",
        "http://[::]/",
        "http://①⑨②.①⑥⑧.①.①⓪/",
        "http://１９２。１６８。１。１０/",
        "http://nas/",
        "http://nas.home.example.com/",
        "http://NAS.Home.Example.COM/",
        "http://localhost/",
        "http://localhost./",
        "http://127.1/",
        "http://0/",
        "http://100.100.100.200/",
        "//192.168.1.10/",
        "https://192.168.1.10/",
        "https://nas.home.example.com/"
      })
  void readsNothingOfThePrivateNetworkThatAPublicFeedLeadsTo(String address) {
    feed.setDispatcher(always(redirect(address)));

    assertThatThrownBy(() -> http.get(URI.create("http://feed.example.com/"), 100))
        .isInstanceOf(WebException.class)
        .hasMessageStartingWith("feed.example.com: ")
        .hasMessageNotContainingAny("at home", "192.168", "secret");
    assertThat(internet.dialled).allMatch(FEED::equals);
  }

  @Test
  void saysWhyAndWhatToDo() {
    feed.enqueue(redirect("http://192.168.1.10/"));

    assertThatThrownBy(() -> http.get(URI.create("http://feed.example.com/"), 100))
        .hasMessage(
            "feed.example.com: leads to an address that is not on the public internet. If you"
                + " want what is there, write that address itself.");
  }

  @Test
  void judgesEachOfManyRedirects() {
    feed.enqueue(redirect("http://elsewhere.example.com/"));
    elsewhere.setDispatcher(always(redirect("http://feed.example.com/2")));
    feed.enqueue(redirect("http://192.168.1.10/"));

    assertThatThrownBy(() -> http.get(URI.create("http://feed.example.com/"), 100))
        .hasMessageContaining("not on the public internet");
    assertThat(internet.dialled).doesNotContain(HOME);
  }

  @Test
  void followsAPublicFeedOnThePublicInternet() throws Exception {
    feed.enqueue(redirect("http://elsewhere.example.com:8080/feed"));

    assertThat(http.get(URI.create("http://feed.example.com/"), 100))
        .asString()
        .isEqualTo("elsewhere");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://192.168.1.10/", "http://nas/", "http://nas.home.example.com:81/"})
  void readsAPrivateServerThatTheOwnerWrote(String written) throws Exception {
    assertThat(http.get(URI.create(written), 100)).asString().isEqualTo("at home");
  }

  @Test
  void followsAPrivateServerToItselfAndToThePublicInternet() throws Exception {
    feed.enqueue(redirect("/moved"));
    internet.server("10.0.0.7", feed.getPort());
    feed.enqueue(redirect("http://10.0.0.7:5000/again"));
    feed.enqueue(redirect("http://elsewhere.example.com/"));

    assertThat(http.get(URI.create("http://10.0.0.7:5000/"), 100))
        .asString()
        .isEqualTo("elsewhere");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://192.168.1.10/", "http://10.0.0.7:5001/", "http://localhost:5000/"})
  void followsAPrivateServerToNoOtherAndToNoOtherPort(String other) {
    internet.server("10.0.0.7", feed.getPort());
    feed.enqueue(redirect(other));

    assertThatThrownBy(() -> http.get(URI.create("http://10.0.0.7:5000/"), 100))
        .hasMessageContaining("not on the public internet");
    assertThat(internet.dialled).containsExactly("10.0.0.7");
  }

  @Test
  void connectsOnlyToWhatItJudged() {
    internet.name("turns.example.com", ELSEWHERE).name("turns.example.com", HOME);
    elsewhere.setDispatcher(always(redirect("http://turns.example.com/2")));
    feed.enqueue(redirect("http://turns.example.com/"));

    assertThatThrownBy(() -> http.get(URI.create("http://feed.example.com/"), 100))
        .hasMessageContaining("redirects");
    assertThat(internet.dialled).doesNotContain(HOME);
  }

  @Test
  void doesNotFollowAPublicServerThatMovesIntoThePrivateNetworkMeanwhile() throws Exception {
    internet.name("moving.example.com", FEED).name("moving.example.com", HOME);
    feed.enqueue(
        redirect("http://moving.example.com/admin")
            .newBuilder()
            .addHeader("Connection", "close")
            .build());
    feed.enqueue(new MockResponse.Builder().body("still there").build());

    assertThat(http.get(URI.create("http://moving.example.com/"), 100))
        .asString()
        .isEqualTo("still there");
  }

  @Test
  void takesNoNameThatStandsForPublicAndPrivateAddresses() {
    internet.name("both.example.com", ELSEWHERE, HOME);
    feed.enqueue(redirect("http://both.example.com/"));

    assertThatThrownBy(() -> http.get(URI.create("http://feed.example.com/"), 100))
        .hasMessageContaining("not on the public internet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/",
        "http://nas.home.example.com/",
        "http://router/",
        "http://metadata.google.internal/",
        "http://printer.local/"
      })
  void hasNoProxyAskThePrivateNetworkEither(String address) {
    feed.enqueue(redirect(address)); // the proxy answers for everyone

    assertThatThrownBy(() -> proxied(feed).get(URI.create("http://far.example.net/"), 100))
        .hasMessageContaining("not on the public internet");
    assertThat(feed.getRequestCount()).isEqualTo(1);
  }

  @Test
  void followsThroughAProxyThatKnowsMoreNames() throws Exception {
    feed.enqueue(redirect("http://further.example.net/"));
    feed.enqueue(new MockResponse.Builder().body("far away").build());

    assertThat(proxied(feed).get(URI.create("http://far.example.net/"), 100))
        .asString()
        .isEqualTo("far away");
  }

  @Test
  void sendsNothingThereEvenIfAClientFollowsByItself() throws Exception {
    feed.enqueue(redirect("http://192.168.1.10/"));
    OkHttpClient follows = http.client().newBuilder().followRedirects(true).build();

    assertThatThrownBy(
            () ->
                follows
                    .newCall(new Request.Builder().url("http://feed.example.com/").build())
                    .execute())
        .isInstanceOf(IOException.class);
    assertThat(home.getRequestCount()).isZero();
  }

  private Http proxied(MockWebServer proxy) {
    InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.getPort());
    return Http.shaped(client -> client.dns(internet).proxy(new Proxy(Proxy.Type.HTTP, at)));
  }

  private static Dispatcher always(MockResponse answer) {
    return new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        return answer;
      }
    };
  }

  private static MockResponse redirect(String to) {
    return new MockResponse.Builder()
        .code(302)
        .headers(new Headers.Builder().addUnsafeNonAscii("Location", to).build())
        .build();
  }
}
