package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import larksong.library.PostgresServer;
import larksong.library.journal.Departures;
import larksong.library.journal.Departures.Noted;
import larksong.model.Departure;
import larksong.model.Departure.Part;
import larksong.model.Departure.Purpose;
import larksong.model.RunStatus;
import larksong.studio.Studio;
import larksong.studio.StudioListener;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What leaves for a library that is kept on other machines is in the record too. */
@Timeout(120)
class SharedEgressTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T05:30:00Z"), ZoneOffset.UTC);

  /** Another address of this machine, which stands for another machine. */
  private final MockWebServer store = new MockWebServer();

  @TempDir Path folder;

  private PostgresServer postgres;

  @BeforeEach
  void start() throws Exception {
    postgres = new PostgresServer();
    store.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            boolean sent = request.getMethod().equals("PUT");
            return sent
                ? new MockResponse.Builder().addHeader("ETag", "\"a\"").build()
                : new MockResponse.Builder().code(404).build();
          }
        });
    store.start(InetAddress.getByName("127.0.0.2"), 0);
  }

  @AfterEach
  void stop() throws Exception {
    store.close();
    postgres.close();
  }

  private Larksong open() throws Exception {
    return Larksong.open(folder.resolve("home"), folder.resolve("config"), Map.of(), CLOCK, false);
  }

  private static List<Departure> shared(Larksong larksong) {
    return new Departures(larksong.library().store())
        .all().stream()
            .map(Noted::departure)
            .filter(one -> one.purpose() == Purpose.SHARE)
            .toList();
  }

  private void configure(String database) throws Exception {
    Files.writeString(
        Files.createDirectories(folder.resolve("notes")).resolve("note.md"),
        "# Oats\n\nThe oats are in the tin.\n");
    Path shows = Files.createDirectories(folder.resolve("config/shows"));
    Files.writeString(
        folder.resolve("config/larksong.yaml"),
        """
        cluster:
          database: "%s"
          user: postgres
          media: { endpoint: "http://127.0.0.2:%d", bucket: lark, access-key: a, secret-key: b }
        """
            .formatted(database, store.getPort()));
    Files.writeString(
        shows.resolve("morning.yaml"),
        """
        title: Morning
        kind: morning-briefing
        zone: UTC
        sources: [{ notes: ../../notes, window: all }]
        publish: [library]
        """);
  }

  @Test
  void tellsWhatWentToABucketOnAnotherMachine() throws Exception {
    configure(postgres.database());
    try (Larksong larksong = open()) {
      Wired wired = larksong.show("morning");
      var made =
          larksong.produce(
              wired,
              larksong.edition(wired, Optional.of("2026-11-21")),
              Studio.Order.ALL,
              StudioListener.SILENT);

      assertThat(made.status()).isEqualTo(RunStatus.PUBLISHED);
      assertThat(shared(larksong))
          .isNotEmpty()
          .allSatisfy(
              one -> {
                assertThat(one.edition()).contains(made.edition().id());
                assertThat(one.recipient()).isEqualTo("shared library");
                assertThat(one.place()).isEqualTo("127.0.0.2");
              });
      assertThat(shared(larksong))
          .flatExtracting(Departure::parts)
          .contains(Part.of("request", "recording"), Part.of("request", "picture"));
      assertThat(shared(larksong).stream().mapToLong(Departure::bytes).max().orElse(0))
          .as("with the recording")
          .isGreaterThan(10_000);
    }
  }

  /** By an address that names this machine and is none of its own. */
  @Test
  void tellsOnceThatRowsAreKeptInADatabaseOnAnotherMachine() throws Exception {
    configure(postgres.database().replace("127.0.0.1", "0.0.0.0") + "?sslmode=disable");
    for (int start = 0; start < 2; start++) {
      try (Larksong larksong = open()) {
        assertThat(shared(larksong))
            .singleElement()
            .satisfies(
                one -> {
                  assertThat(one.edition()).isEmpty();
                  assertThat(one.place()).startsWith("0.0.0.0");
                  assertThat(one.parts().get(0).thing()).isEqualTo("rows");
                  assertThat(one.parts().get(0).fields()).contains("episodes", "transcripts");
                });
      }
    }
  }
}
