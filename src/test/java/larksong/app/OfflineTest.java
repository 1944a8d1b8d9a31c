package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import larksong.alert.Messenger;
import larksong.egress.Errand;
import larksong.files.Folders;
import larksong.library.journal.Calls;
import larksong.library.journal.Delivery;
import larksong.library.journal.Departures;
import larksong.library.store.LibraryException;
import larksong.model.Finding;
import larksong.model.Level;
import larksong.model.RunStatus;
import larksong.speech.SpeechException;
import larksong.speech.Synthesizer;
import larksong.studio.Production;
import larksong.studio.Studio;
import larksong.studio.StudioListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing leaves with {@code --offline}, and nothing is noted to have left. */
@Timeout(120)
@Isolated("it looks at every socket of this process")
class OfflineTest {

  private final Errand.Scope free = Errand.current().of(Level.FREE).begin();

  @AfterEach
  void endErrand() {
    free.close();
  }

  /** Another address of this machine, which is none that {@code --offline} lets through. */
  private static final String ELSEWHERE = "127.0.0.2";

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T05:30:00Z"), ZoneOffset.UTC);

  private static final String TARGETS =
      """
      targets:
        attic: { kind: library, url: "http://%1$s", token: secret }
        spotify: { kind: spotify, show: abc, url: "http://%1$s", token: secret }
        cloud: { kind: webdav, dav: "http://%1$s/dav", user: ada, password: secret, url: "http://%1$s/s" }
        bucket: { kind: s3, endpoint: "http://%1$s", bucket: podcast, prefix: bfe2aab5b8c592b6408946a1f2c9e371, access-key: a, secret-key: secret }
        books: { kind: audiobookshelf, url: "http://%1$s", token: secret, library: Podcasts }
        rack: { kind: command, run: [sh, -c, "touch '%2$s'; cat > /dev/null"] }
      """;

  private static final String ALERTS =
      """
      alerts:
        ntfy: "http://%1$s/topic"
        webhook: "http://%1$s/hook"
        mail: { server: "smtp://%1$s", to: ada@example.com }
        command: [sh, -c, "touch '%2$s'; cat > /dev/null"]
      """;

  @TempDir Path folder;

  private final AtomicInteger connections = new AtomicInteger();
  private final Sockets sockets = new Sockets();
  private ServerSocket elsewhere;
  private String address;

  /** Java asks it before it connects a socket of any kind that is not told to go directly. */
  private static final class Sockets extends ProxySelector {

    private final ProxySelector usual = ProxySelector.getDefault();
    private final Set<String> hosts = ConcurrentHashMap.newKeySet();

    @Override
    public List<Proxy> select(URI address) {
      hosts.add(String.valueOf(address.getHost()));
      return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException failure) {}
  }

  @BeforeEach
  void listen() throws Exception {
    ProxySelector.setDefault(sockets);
    elsewhere = new ServerSocket(0, 50, InetAddress.getByName(ELSEWHERE));
    address = ELSEWHERE + ":" + elsewhere.getLocalPort();
    Thread listening = new Thread(this::count, "elsewhere");
    listening.setDaemon(true);
    listening.start();
  }

  /** Hangs up on whoever comes. */
  private void count() {
    while (!elsewhere.isClosed()) {
      try {
        Socket come = elsewhere.accept();
        connections.incrementAndGet();
        come.close();
      } catch (IOException e) {
        return; // the test is over
      }
    }
  }

  @AfterEach
  void close() throws Exception {
    ProxySelector.setDefault(sockets.usual);
    elsewhere.close();
  }

  /** Nobody came, no program ran, no socket was for elsewhere, and the record says so too. */
  private void assertNothingLeft(Larksong larksong) {
    assertThat(connections).hasValue(0);
    assertThat(started()).doesNotExist();
    assertThat(sockets.hosts).doesNotContain(ELSEWHERE);
    assertThat(new Departures(larksong.library().store()).all()).isEmpty();
  }

  private Path started() {
    return folder.resolve("started");
  }

  private void configure(String installation, String show) throws Exception {
    Files.writeString(
        Files.createDirectories(folder.resolve("notes")).resolve("note.md"),
        "# Oats\n\nThe oats are in the tin.\n");
    Path shows = Files.createDirectories(folder.resolve("config/shows"));
    Files.writeString(
        folder.resolve("config/larksong.yaml"), installation.formatted(address, started()));
    Files.writeString(
        shows.resolve("morning.yaml"),
        """
        title: Morning
        kind: morning-briefing
        zone: Europe/Berlin
        sources:
          - { notes: ../../notes, window: all }
          - { feed: "%s", name: news, since: all }
        """
                .formatted(Path.of("samples/feeds/harbour.xml").toAbsolutePath())
            + show.formatted(address));
  }

  private Larksong open(boolean offline) throws Exception {
    return Larksong.open(
        folder.resolve("home"), folder.resolve("config"), Map.of(), CLOCK, offline);
  }

  private static Production produce(Larksong larksong) throws Exception {
    Wired wired = larksong.show("morning");
    return larksong.produce(
        wired,
        larksong.edition(wired, Optional.of("2026-11-21")),
        Studio.Order.ALL,
        StudioListener.SILENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"attic", "spotify", "cloud", "bucket", "books", "rack"})
  void bringsNothingToATarget(String target) throws Exception {
    configure(TARGETS, "publish: [" + target + ", library]\n");
    try (Larksong larksong = open(true)) {
      assertThat(produce(larksong).status()).isEqualTo(RunStatus.PUBLISHED);
      larksong.targets().look(larksong.alarm());
      assertThat(larksong.targets().retry(larksong.targets().missing())).hasSize(1);

      assertNothingLeft(larksong);
      assertThat(larksong.targets().missing())
          .singleElement()
          .satisfies(
              missing -> {
                assertThat(missing.state()).isEqualTo(Delivery.State.WAITING);
                assertThat(missing.reason()).contains("because of --offline");
              });
    }
    try (Larksong larksong = open(false)) {
      larksong.targets().retry(larksong.targets().missing());
      assertThat(connections.get() > 0 || Files.exists(started())).as("else it goes").isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ntfy", "webhook", "mail", "command"})
  void tellsNobody(String way) throws Exception {
    configure(ALERTS, "publish: [library]\n");
    try (Larksong larksong = open(true)) {
      Messenger messenger = larksong.ways().get(way);

      assertThatThrownBy(() -> messenger.tell("Title", "Text"))
          .isInstanceOf(IOException.class)
          .hasStackTraceContaining("because of --offline");

      messenger.check();
      assertNothingLeft(larksong);
    }
    try (Larksong larksong = open(false)) {
      tell(larksong.ways().get(way));
      assertThat(connections.get() > 0 || Files.exists(started())).as("else it goes").isTrue();
    }
  }

  private static void ended(Larksong larksong, Production production) throws Exception {
    larksong
        .alarm()
        .ended(
            production.edition(), production.status(), "", larksong.show("morning").file().ping());
  }

  /** Whoever hangs up took no message. */
  private static void tell(Messenger messenger) {
    try {
      messenger.tell("Title", "Text");
    } catch (IOException e) {
      assertThat(e).hasMessageContaining(ELSEWHERE);
    }
  }

  @Test
  void pingsNoWatchAndAsksNoModelAndSaysSo() throws Exception {
    configure(
        "models:\n  far: { model: x, base-url: \"http://%1$s/v1\", deadline: 5s }\n",
        "writer: far\njudge: far\npublish: [library]\nping: \"http://%s/ping\"\n");
    try (Larksong larksong = open(true)) {
      Production production = produce(larksong);
      ended(larksong, production);

      assertNothingLeft(larksong);
      assertThat(production.status()).isEqualTo(RunStatus.PUBLISHED);
      assertThat(production.findings())
          .extracting(Finding::check)
          .contains("writer")
          .doesNotContain("egress");
      assertThat(production.findings())
          .anySatisfy(one -> assertThat(one.reason()).contains("because of --offline"));
      assertThat(new Calls(larksong.library().store()).months()).isEmpty();
    }
    Folders.delete(folder.resolve("home")); // which remembers what it told
    try (Larksong larksong = open(false)) {
      ended(larksong, produce(larksong));
      assertThat(connections.get()).as("else both are asked").isGreaterThan(1);
    }
  }

  @Test
  void readsNothingFromElsewhereAndSaysSo() throws Exception {
    configure("{}\n", "publish: [library]\n");
    Path show = folder.resolve("config/shows/morning.yaml");
    Files.writeString(
        show,
        Files.readString(show)
            .replace("sources:", "sources:\n  - { calendar: \"http://" + address + "/c.ics\" }"));
    try (Larksong larksong = open(true)) {
      Production production = produce(larksong);

      assertNothingLeft(larksong);
      assertThat(production.gaps())
          .singleElement()
          .satisfies(
              gap ->
                  assertThat(gap.reason())
                      .contains("127.0.0.2: not asked, because of --offline")
                      .contains("Leave out --offline"));
    }
    try (Larksong larksong = open(false)) {
      larksong.produce(
          larksong.show("morning"),
          larksong.edition(larksong.show("morning"), Optional.of("2026-11-22")),
          Studio.Order.ALL,
          StudioListener.SILENT);
      assertThat(connections.get()).as("else it is asked").isPositive();
    }
  }

  private static final String VOICES =
      """
      engines:
        cloud: { kind: command, run: [sh, -c, "touch '%2$s'; cat > /dev/null"], voices: { a: en } }
      """;

  @Test
  void hasNothingSpokenByAProgram() throws Exception {
    configure(VOICES, "voices: \"cloud:a\"\npublish: [library]\n");
    try (Larksong larksong = open(true)) {
      assertThatThrownBy(() -> produce(larksong))
          .hasMessage(
              "Voice engine cloud is not started, because of --offline: it could pass on what it is"
                  + " given. Leave out --offline to start it.");

      assertNothingLeft(larksong);
    }
    try (Larksong larksong = open(false)) {
      Synthesizer engine = larksong.engines().get("cloud");
      assertThatThrownBy(() -> engine.speak("Hello.", "a")).isInstanceOf(SpeechException.class);
      assertThat(started()).as("else it is started").exists();
    }
  }

  @Test
  void examinesAllThereIsWithoutAskingAnyone() throws Exception {
    configure(
        TARGETS
            + ALERTS
            + VOICES
            + "models: { far: { model: x, base-url: \"http://%1$s/v1\", key: k } }\n",
        "writer: far\npublish: [library]\nping: \"http://%s/ping\"\n");
    try (Larksong larksong = open(true)) {
      List<Examination.Result> results = new Examination(larksong).examine(true);

      assertNothingLeft(larksong);
      assertThat(results)
          .filteredOn(result -> result.what().matches("(model|alert|voice cloud).*"))
          .hasSize(6)
          .allSatisfy(result -> assertThat(result.ok()).isFalse());
      assertThat(results)
          .filteredOn(result -> result.what().matches("model far|voice cloud:a|alert mail"))
          .allSatisfy(
              result ->
                  assertThat(result.detail())
                      .contains("because of --offline")
                      .contains("Leave out --offline"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://%1$s/larksong",
        "jdbc:postgresql://db.example.com/larksong",
        "jdbc:postgresql://localhost:1,%1$s/larksong",
        "jdbc:postgresql://localhost:1/larksong?socketFactory=org.example.Elsewhere",
        "jdbc:postgresql://localhost:1/larksong?service=elsewhere"
      })
  void usesNoLibraryThatIsShared(String database) throws Exception {
    configure(
        "cluster: { database: \""
            + database
            + "\", user: u, media: { endpoint: \"http://%1$s\", bucket: lark, access-key: a,"
            + " secret-key: b } }\n",
        "publish: [library]\n");
    try (Larksong larksong = open(true)) {
      assertThatThrownBy(larksong::library)
          .isInstanceOf(LibraryException.class)
          .hasMessageContaining("because of --offline: expected cluster.database on this machine")
          .hasMessageContaining("Leave out --offline");
      assertThatThrownBy(larksong::shared)
          .as("as 'restore' asks")
          .hasMessageContaining("--offline");
    }
    assertThat(connections).hasValue(0);
    assertThat(sockets.hosts).isSubsetOf("localhost");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://localhost/larksong",
        "jdbc:postgresql://[::1]:5433/larksong",
        "jdbc:postgresql:larksong?ApplicationName=lark"
      })
  void usesALibraryThatIsSharedOnThisMachine(String database) throws Exception {
    configure(
        "cluster: { database: \""
            + database
            + "\", user: u, media: { endpoint: \"http://localhost:1\", bucket: lark, access-key: a,"
            + " secret-key: b } }\n",
        "publish: [library]\n");
    try (Larksong larksong = open(true)) {
      assertThat(larksong.shared()).isPresent();
    }
  }

  @Test
  void beginsNoSignIn() throws Exception {
    configure(TARGETS, "publish: [library]\n");
    try (Larksong larksong = open(true)) {
      for (String target : List.of("spotify", "other")) {
        assertThatThrownBy(() -> larksong.login(target))
            .hasMessage(
                "The sign-in was not begun, because of --offline: it asks Spotify, in a browser and"
                    + " from here. Leave out --offline to sign in.");
      }
      assertNothingLeft(larksong);
    }
  }

  @Test
  void servesThisMachineOnly() throws Exception {
    configure("server: { bind: 0.0.0.0, port: 0 }\n", "publish: [library]\n");
    try (Larksong larksong = open(true)) {
      assertThatThrownBy(() -> Station.start(larksong, 0))
          .hasMessage(
              "The server was not started, because of --offline: expected server.bind to be"
                  + " 127.0.0.1 but was '0.0.0.0', where other machines reach it. Leave out --offline"
                  + " to use it.");
    }
    configure("server: { bind: 127.0.0.1, port: 0 }\n", "publish: [library]\n");
    try (Larksong larksong = open(true);
        Station station = Station.start(larksong, 0)) {
      assertThat(station.port()).isPositive();
      assertNothingLeft(larksong);
    }
  }
}
