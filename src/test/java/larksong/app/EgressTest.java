package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import larksong.files.Pcm;
import larksong.json.Json;
import larksong.library.journal.Departures;
import larksong.library.journal.Departures.Noted;
import larksong.model.Departure;
import larksong.model.Departure.Part;
import larksong.model.Departure.Purpose;
import larksong.model.RunStatus;
import larksong.script.llm.Providers;
import larksong.studio.Production;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The record says what left: to whom, which fields of which items, how many bytes, per call. */
@Timeout(120)
class EgressTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T05:30:00Z"), ZoneOffset.UTC);

  private static final String CALENDAR =
      """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//Larksong//test//EN
      BEGIN:VEVENT
      UID:1
      DTSTAMP:20261101T000000Z
      DTSTART:20261121T090000Z
      DTEND:20261121T100000Z
      SUMMARY:Canary at the dentist
      LOCATION:Canary Street
      DESCRIPTION:Bring the canary
      END:VEVENT
      END:VCALENDAR
      """;

  /** Another address of this machine, which stands for another machine. */
  private final MockWebServer elsewhere = new MockWebServer();

  private final AtomicLong asked = new AtomicLong();

  @TempDir Path folder;

  @BeforeEach
  void start() throws Exception {
    elsewhere.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            String path = request.getUrl().encodedPath();
            if (path.startsWith("/v1")) {
              asked.addAndGet(bytes(request));
              return Providers.openAi("{}");
            }
            return path.equals("/c.ics")
                ? new MockResponse.Builder().body(CALENDAR.replace("\n", "\r\n")).build()
                : new MockResponse.Builder().code(507).build();
          }
        });
    elsewhere.start(InetAddress.getByName("127.0.0.2"), 0);
  }

  private static long bytes(RecordedRequest request) {
    long body = request.getBody() == null ? 0 : request.getBody().size();
    return request.getRequestLine().length() + request.getHeaders().byteCount() + 4 + body;
  }

  @AfterEach
  void stop() {
    elsewhere.close();
  }

  private void configure(String installation, String show) throws Exception {
    String address = "127.0.0.2:" + elsewhere.getPort();
    Files.writeString(
        Files.createDirectories(folder.resolve("notes")).resolve("note.md"),
        "# Oats\n\nThe oats of the canary are in the tin.\n");
    Path shows = Files.createDirectories(folder.resolve("config/shows"));
    Files.writeString(folder.resolve("config/larksong.yaml"), installation.formatted(address));
    Files.writeString(
        shows.resolve("morning.yaml"),
        """
        title: Morning
        kind: morning-briefing
        zone: Europe/Berlin
        sources:
          - { notes: ../../notes, name: mine, window: all }
          - { calendar: "http://%1$s/c.ics", name: work, privacy: { all: free, details: local } }
        """
                .formatted(address)
            + show.formatted(address));
  }

  private Larksong open() throws Exception {
    return Larksong.open(folder.resolve("home"), folder.resolve("config"), Map.of(), CLOCK, false);
  }

  private static Production produce(Larksong larksong, String date) throws Exception {
    Wired wired = larksong.show("morning");
    return larksong.produce(
        wired, larksong.edition(wired, Optional.of(date)), Studio.Order.ALL, StudioListener.SILENT);
  }

  private static List<Departure> left(Larksong larksong, Purpose purpose) {
    return new Departures(larksong.library().store())
        .of("morning").stream()
            .map(Noted::departure)
            .filter(one -> one.purpose() == purpose)
            .toList();
  }

  @Test
  void tellsWhichFieldsOfWhichItemsWentToAModelAndHowManyBytes() throws Exception {
    configure(
        "models: { far: { model: x, base-url: \"http://%1$s/v1\", deadline: 5s } }\n",
        "writer: far\njudge: far\npublish: [library]\n");
    try (Larksong larksong = open()) {
      Production production = produce(larksong, "2026-11-21");

      assertThat(production.status()).isEqualTo(RunStatus.PUBLISHED);
      List<Departure> written = left(larksong, Purpose.WRITE);
      assertThat(written).as("also if what it wrote was of no use").isNotEmpty();
      assertThat(written)
          .allSatisfy(
              one -> {
                assertThat(one.edition()).contains(production.edition().id());
                assertThat(one.recipient()).isEqualTo("far");
                assertThat(one.place()).isEqualTo("127.0.0.2");
              });
      assertThat(written.stream().flatMap(one -> one.parts().stream()).map(Part::source))
          .as("what is not the outline's own part is the calendar's; the notes stay here")
          .contains("work")
          .doesNotContain("mine");
      assertThat(written.stream().flatMap(one -> one.parts().stream()))
          .filteredOn(part -> part.source().equals("work"))
          .allSatisfy(
              part -> {
                assertThat(part.thing()).startsWith("work-");
                assertThat(part.fields())
                    .contains("title", "location")
                    .doesNotContain("details", "people");
              });
      assertThat(
              written.stream().mapToLong(Departure::bytes).sum()
                  + left(larksong, Purpose.JUDGE).stream().mapToLong(Departure::bytes).sum())
          .isEqualTo(asked.get());
      assertThat(left(larksong, Purpose.FETCH))
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.recipient()).isEqualTo("work");
                assertThat(one.parts()).isEmpty();
              });
      assertThat(Json.write(new Departures(larksong.library().store()).all()))
          .as("nobody's words are in it, nor what of an address is secret")
          .doesNotContainIgnoringCase("canary")
          .doesNotContain("/c.ics", "/v1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"attic", "spotify", "cloud", "bucket", "books"})
  void tellsWhatWentToATargetThatDidNotTakeIt(String target) throws Exception {
    configure(
        """
        targets:
          attic: { kind: library, url: "http://%1$s", token: secret }
          spotify: { kind: spotify, show: abc, url: "http://%1$s", token: secret }
          cloud: { kind: webdav, dav: "http://%1$s/dav", user: ada, password: secret, url: "http://%1$s/s" }
          bucket: { kind: s3, endpoint: "http://%1$s", bucket: podcast, prefix: bfe2aab5b8c592b6408946a1f2c9e371, access-key: a, secret-key: secret }
          books: { kind: audiobookshelf, url: "http://%1$s", token: secret, library: Podcasts }
        """,
        "publish: [" + target + ", library]\n");
    try (Larksong larksong = open()) {
      Production production = produce(larksong, "2026-11-21");

      assertThat(left(larksong, Purpose.PUBLISH))
          .isNotEmpty()
          .allSatisfy(
              one -> {
                assertThat(one.edition()).contains(production.edition().id());
                assertThat(one.recipient()).isEqualTo(target);
                assertThat(one.place()).isEqualTo("127.0.0.2");
                assertThat(one.bytes()).isPositive();
              });
    }
  }

  @Test
  void tellsWhatAVoicesProgramWasGiven() throws Exception {
    Path tone = folder.resolve("tone.wav");
    Files.write(tone, Pcm.wav(new short[16_000], 16_000));
    configure(
        "engines:\n  cloud: { kind: command, run: [sh, -c, \"cat > /dev/null; cat '"
            + tone
            + "'\"], voices: { a: en } }\n",
        "voices: \"cloud:a\"\npublish: [library]\n");
    try (Larksong larksong = open()) {
      Production production = produce(larksong, "2026-11-21");

      List<Departure> spoken = left(larksong, Purpose.SPEAK);
      assertThat(spoken)
          .as("a sentence each, whichever thread had it spoken")
          .hasSizeGreaterThan(2);
      assertThat(spoken)
          .allSatisfy(
              one -> {
                assertThat(one.edition()).contains(production.edition().id());
                assertThat(one.recipient()).isEqualTo("cloud");
                assertThat(one.place()).isEqualTo("program sh on this machine");
                assertThat(one.bytes()).isPositive();
              });
    }
  }

  @Test
  void tellsWhatATargetsProgramWasGiven() throws Exception {
    configure(
        "targets:\n  rack: { kind: command, run: [sh, -c, \"cat > /dev/null\"] }\n",
        "publish: [rack]\n");
    try (Larksong larksong = open()) {
      produce(larksong, "2026-11-21");

      assertThat(left(larksong, Purpose.PUBLISH))
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.recipient()).isEqualTo("rack");
                assertThat(one.place()).isEqualTo("program sh on this machine");
                assertThat(one.bytes()).as("with its recording").isGreaterThan(10_000);
              });
    }
  }

  @Test
  void tellsWhatTheOwnerAndAWatchWereToldOfAnEdition() throws Exception {
    configure(
        "alerts: { ntfy: \"http://%1$s/topic\", webhook: \"http://%1$s/hook\", command: [cat] }\n",
        "publish: [library]\nping: \"http://%1$s/ping\"\n");
    try (Larksong larksong = open()) {
      Wired wired = larksong.show("morning");
      larksong
          .alarm()
          .ended(
              larksong.edition(wired, Optional.of("2026-11-21")),
              RunStatus.FAILED,
              "",
              wired.file().ping());

      assertThat(left(larksong, Purpose.ALERT))
          .extracting(
              one -> one.recipient() + " " + one.place() + " " + one.parts().get(0).fields())
          .containsExactlyInAnyOrder(
              "ping 127.0.0.2 [failed]",
              "ntfy 127.0.0.2 [title, text]",
              "webhook 127.0.0.2 [title, text]",
              "command program cat on this machine [title, text]");
    }
  }

  @Test
  void forgetsWhatLeftForAnEditionThatTheShowsRuleEnds() throws Exception {
    configure("{}\n", "publish: [library]\nkeep: { editions: 1, for: 0d }\n");
    try (Larksong larksong = open()) {
      produce(larksong, "2026-11-20");
      assertThat(left(larksong, Purpose.FETCH)).hasSize(1);
    }
    try (Larksong later =
        Larksong.open(
            folder.resolve("home"),
            folder.resolve("config"),
            Map.of(),
            Clock.offset(CLOCK, Duration.ofDays(1)),
            false)) {
      produce(later, "2026-11-22");

      assertThat(left(later, Purpose.FETCH))
          .extracting(one -> one.edition().orElseThrow().label())
          .containsExactly("2026-11-22");
    }
  }
}
