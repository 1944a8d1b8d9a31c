package larksong.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import larksong.config.Subnet;
import larksong.library.access.Accounts;
import larksong.library.store.Store;
import larksong.model.MovableClock;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may try a password, and after how many wrong ones by whom no longer. */
@Timeout(120)
class AttemptsTest {

  @TempDir Path folder;

  private final OkHttpClient client = new OkHttpClient();
  private Served served;

  @BeforeEach
  void start() throws Exception {
    behind("127.0.0.1", "10.0.0.0/8");
  }

  private void behind(String... proxies) throws Exception {
    if (served != null) {
      served.close();
    }
    List<Subnet> known =
        List.of(proxies).stream().map(proxy -> Subnet.parse(proxy).orElseThrow()).toList();
    served =
        new Served(
            folder.resolve("home"),
            new Entrance(
                List.of(), address -> known.stream().anyMatch(proxy -> proxy.contains(address))));
    new Accounts(served.library.store()).setPassword(Store.OWNER, "correct horse");
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void tenWrongOnesShutOutWhoeverSentThemAndNobodyElseBehindTheProxy() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(tried("wrong", "X-Forwarded-For", "192.0.2.1")).isEqualTo(403);
    }

    assertThat(tried("correct horse", "X-Forwarded-For", "192.0.2.1")).isEqualTo(429);
    assertThat(tried("correct horse", "X-Forwarded-For", "192.0.2.2")).isEqualTo(200);
    assertThat(tried("correct horse", "Forwarded", "for=192.0.2.3;proto=https")).isEqualTo(200);
  }

  @Test
  void believesNobodyButTheProxyOnWhomARequestComesFrom() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(tried("wrong", "X-Forwarded-For", "198.51.100." + i + ", 192.0.2.1"))
          .as("what the client itself wrote comes first")
          .isEqualTo(403);
    }
    assertThat(tried("correct horse", "X-Forwarded-For", "198.51.100.77, 192.0.2.1"))
        .isEqualTo(429);
    assertThat(tried("correct horse", "X-Forwarded-For", "192.0.2.1, 10.1.2.3"))
        .as("through a second proxy")
        .isEqualTo(429);

    behind();
    for (int i = 0; i < 10; i++) {
      assertThat(tried("wrong", "X-Forwarded-For", "198.51.100." + i)).isEqualTo(403);
    }
    assertThat(tried("correct horse", "X-Forwarded-For", "198.51.100.77"))
        .as("no proxy is configured")
        .isEqualTo(429);
  }

  @Test
  void believesNeitherHeaderWhereTheyContradictEachOther() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(tried("wrong", "X-Forwarded-For", "192.0.2.1", "Forwarded", "for=198.51.100." + i))
          .isEqualTo(403);
    }
    assertThat(
            tried(
                "correct horse", "X-Forwarded-For", "192.0.2.1", "Forwarded", "for=198.51.100.77"))
        .isEqualTo(429);
  }

  @Test
  void countsAnIpv6NetworkAsOneClientInEveryForm() throws Exception {
    String[] forms = {
      "2001:db8:1:2::%x", "[2001:db8:1:2::%x]", "[2001:db8:1:2::%x]:443", "2001:DB8:1:2:a:b:c:%x"
    };
    for (int i = 0; i < 10; i++) {
      assertThat(tried("wrong", "X-Forwarded-For", forms[i % 4].formatted(i + 1))).isEqualTo(403);
    }

    assertThat(tried("correct horse", "X-Forwarded-For", "2001:db8:1:2:ffff::1")).isEqualTo(429);
    assertThat(tried("correct horse", "Forwarded", "for=\"[2001:db8:1:2::9]:4711\""))
        .isEqualTo(429);
    assertThat(tried("correct horse", "X-Forwarded-For", "2001:db8:1:3::1")).isEqualTo(200);
    assertThat(tried("correct horse", "X-Forwarded-For", "::ffff:192.0.2.1")).isEqualTo(200);
  }

  @Test
  void triesAnAccountsPasswordThirtyTimesHoweverManyTry() throws Exception {
    for (int i = 0; i < 30; i++) {
      assertThat(tried("wrong", "X-Forwarded-For", "192.0.2." + i)).isEqualTo(403);
    }

    assertThat(tried("correct horse", "X-Forwarded-For", "192.0.2.99")).isEqualTo(429);
    new Accounts(served.library.store()).setPassword("ben", "another horse");
    assertThat(triedBen("192.0.2.99")).as("another account").isEqualTo(200);
    String link = "/studio/enter/" + new Accounts(served.library.store()).invite(Store.OWNER);
    try (Response entered = served.get(link, "X-Forwarded-For", "192.0.2.1")) {
      assertThat(entered.code()).as("the link opens all the same").isEqualTo(200);
    }
  }

  @Test
  void aRightPasswordInBetweenBuysNoMoreTriesForAnotherAccount() throws Exception {
    new Accounts(served.library.store()).setPassword("ben", "another horse");
    for (int i = 0; i < 30; i++) {
      assertThat(tried("wrong", "X-Forwarded-For", "192.0.2.1")).isEqualTo(403);
      if (i % 5 == 4) {
        assertThat(triedBen("192.0.2.1")).isEqualTo(200);
      }
    }

    assertThat(tried("correct horse", "X-Forwarded-For", "192.0.2.1")).isEqualTo(429);
  }

  @Test
  void hasALimitForAllTogetherAndForgetsAfterAQuarterOfAnHour() {
    MovableClock clock = new MovableClock("2026-11-21T05:30:00Z");
    Attempts attempts = new Attempts(clock);
    int taken = 0;
    for (int i = 0; i < 500; i++) {
      taken += attempts.begin("client " + i, "account " + i) ? 1 : 0;
    }

    assertThat(taken).isEqualTo(200);
    clock.pass(Duration.ofMinutes(14));
    assertThat(attempts.begin("one", "owner")).isFalse();
    clock.pass(Duration.ofMinutes(2));
    assertThat(attempts.begin("another", "owner")).isTrue();
  }

  @Test
  void oneClientAloneUsesUpNothingOfTheOthers() {
    Attempts attempts = new Attempts(new MovableClock("2026-11-21T05:30:00Z"));
    for (int i = 0; i < 1_000; i++) {
      attempts.begin("one", "owner");
    }

    assertThat(attempts.begin("another", "owner")).isTrue();
  }

  @Test
  void readsNetworksAsTheyAreWritten() throws Exception {
    assertThat(Subnet.parse("10.0.0.0/8").orElseThrow().contains(InetAddress.getByName("10.9.8.7")))
        .isTrue();
    assertThat(Subnet.parse("10.0.0.0/8").orElseThrow().contains(InetAddress.getByName("11.0.0.1")))
        .isFalse();
    assertThat(Subnet.parse("fd00::/8").orElseThrow().contains(InetAddress.getByName("fd12::1")))
        .isTrue();
    assertThat(Subnet.parse("::1").orElseThrow().contains(InetAddress.getAllByName("::1")[0]))
        .isTrue();
    for (String wrong : List.of("", "proxy.example", "10.0.0.0/33", "10.0.0", "300.1.1.1", "a")) {
      assertThat(Subnet.parse(wrong)).as(wrong).isEmpty();
    }
  }

  private int tried(String password, String... headers) throws Exception {
    return sent(Store.OWNER, password, headers);
  }

  private int triedBen(String from) throws Exception {
    return sent("ben", "another horse", "X-Forwarded-For", from);
  }

  private int sent(String account, String password, String... headers) throws Exception {
    Request.Builder request =
        new Request.Builder()
            .url(served.url() + "/studio/sign-in")
            .post(new FormBody.Builder().add("account", account).add("password", password).build());
    for (int i = 0; i < headers.length; i += 2) {
      request.addHeader(headers[i], headers[i + 1]);
    }
    try (Response response = client.newCall(request.build()).execute()) {
      return response.code();
    }
  }
}
