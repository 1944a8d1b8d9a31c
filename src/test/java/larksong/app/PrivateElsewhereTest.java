package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import larksong.json.Json;
import larksong.library.Episodes;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Kept;
import larksong.model.Level;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model elsewhere gets to read of a whole edition, as it is configured. */
@Timeout(120)
class PrivateElsewhereTest {

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
      SUMMARY:Oncology
      ATTENDEE;CN=Priya Raman:mailto:priya@example.org
      END:VEVENT
      END:VCALENDAR
      """;

  /** Another address of this machine, which stands for another machine. */
  private final MockWebServer elsewhere = new MockWebServer();

  private final List<String> read = new CopyOnWriteArrayList<>();

  @TempDir Path folder;

  @BeforeEach
  void start() throws Exception {
    elsewhere.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            String body = request.getBody() == null ? "" : request.getBody().utf8();
            read.add(body);
            return Providers.openAi(copied(body));
          }
        });
    elsewhere.start(InetAddress.getByName("127.0.0.2"), 0);
  }

  @AfterEach
  void stop() {
    elsewhere.close();
  }

  /** A model that tells the title or the text of each item, as it stands, and greets nobody. */
  private static String copied(String body) {
    try {
      String content = "";
      for (JsonNode message : Json.tree(body).path("messages")) {
        content = message.path("content").asText();
      }
      JsonNode material = Json.tree(content.substring(content.indexOf('{')));
      List<Object> segments = new ArrayList<>();
      for (JsonNode item : material.path("items")) {
        String text = item.path("text").asText(item.path("title").asText());
        segments.add(
            Map.of(
                "heading",
                "Part",
                "lines",
                List.of(Map.of("speaker", "host", "text", text, "pauseSeconds", 0)),
                "covers",
                List.of(item.path("id").asText())));
      }
      return segments.isEmpty() ? "{}" : Json.write(Map.of("summary", "", "segments", segments));
    } catch (JsonProcessingException | RuntimeException e) {
      return "{}";
    }
  }

  private Larksong open(String calendar, String notes) throws Exception {
    Files.writeString(folder.resolve("c.ics"), CALENDAR.replace("\n", "\r\n"));
    Files.writeString(
        Files.createDirectories(folder.resolve("notes")).resolve("2026-11-21 plan.md"),
        "# Plan\n\nCall Priya back about the oats. RAMAN knows.\n\n"
            + "- [ ] Ask Priya (due 2026-11-21)\n");
    Files.writeString(
        folder.resolve("feed.xml"),
        IntStream.range(0, 6)
            .mapToObj("<item><title>Bridge %d stays open</title><guid>%<d</guid></item>"::formatted)
            .collect(
                Collectors.joining(
                    "", "<rss version=\"2.0\"><channel><title>News</title>", "</channel></rss>")));
    Path shows = Files.createDirectories(folder.resolve("config/shows"));
    Files.writeString(
        folder.resolve("config/larksong.yaml"),
        "models: { far: { model: x, base-url: \"http://127.0.0.2:%d/v1\", deadline: 5s } }\n"
            .formatted(elsewhere.getPort()));
    Files.writeString(
        shows.resolve("morning.yaml"),
        """
        title: Morning
        kind: morning-briefing
        zone: Europe/Berlin
        sources:
          - { notes: ../../notes, name: mine, window: all, privacy: %s }
          - { calendar: ../../c.ics, name: work, privacy: %s }
          - { feed: ../../feed.xml, name: news }
        writer: far
        judge: far
        publish: [library]
        """
            .formatted(notes, calendar));
    return Larksong.open(folder.resolve("home"), folder.resolve("config"), Map.of(), CLOCK, false);
  }

  private static void produce(Larksong larksong) throws Exception {
    Wired wired = larksong.show("morning");
    Production production =
        larksong.produce(
            wired,
            larksong.edition(wired, Optional.of("2026-11-21")),
            Studio.Order.ALL,
            StudioListener.SILENT);
    assertThat(production.status()).isEqualTo(RunStatus.PUBLISHED);
  }

  @ParameterizedTest
  @CsvSource({"local, redacted", "redacted, redacted", "local, free", "redacted, free"})
  void namesNobodyOfTheCalendarInTheNotes(String calendar, String notes) throws Exception {
    try (Larksong larksong = open(calendar, notes)) {
      produce(larksong);
    }

    assertThat(String.join("\n", read))
        .contains("the oats", "Name-")
        .doesNotContainIgnoringCase("Priya")
        .doesNotContainIgnoringCase("Raman");
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOCAL", "REDACTED"})
  void getsNothingOfWhatWasSaidOfPrivateThingsTheDayBefore(Level level) throws Exception {
    try (Larksong larksong = open("redacted", "free")) {
      shelveYesterday(larksong, new Kept("Hello. Today the surgeon Z. Q. waits.", level));
      produce(larksong);
    }

    assertThat(String.join("\n", read))
        .contains("the oats")
        .doesNotContain("surgeon")
        .doesNotContain("Z. Q.");
  }

  @Test
  void getsTheDayBeforesOpeningWhereAllOfItIsFree() throws Exception {
    try (Larksong larksong = open("redacted", "free")) {
      shelveYesterday(larksong, new Kept("Hello. Today a lark sang.", Level.FREE));
      produce(larksong);
    }

    assertThat(String.join("\n", read)).contains("Today a lark sang.");
  }

  @Test
  void isToldInEachRoleWhatAStandInMeans() throws Exception {
    try (Larksong larksong = open("redacted", "redacted")) {
      produce(larksong);
    }

    List<String> roles = List.of("\"order\"", "\"segments\"", "\"transitions\"", "\"doubts\"");
    assertThat(roles).allMatch(role -> read.stream().anyMatch(one -> one.contains(role)));
    assertThat(read)
        .allMatch(one -> one.contains("A word such as Name-QA"))
        .allMatch(one -> one.contains("stands for a person or thing"));
  }

  private void shelveYesterday(Larksong larksong, Kept opening) throws Exception {
    Edition yesterday =
        new Edition(
            "morning", LocalDate.parse("2026-11-20").atStartOfDay(), ZoneId.of("Europe/Berlin"));
    Episode made = Episodes.of(folder.resolve("bench"), yesterday, "sound");
    larksong
        .library()
        .shelve(
            new Episode(
                made.edition(),
                made.show(),
                made.title(),
                made.summary(),
                made.notes(),
                made.recording(),
                made.provenance(),
                made.folder(),
                made.told(),
                opening,
                made.level()));
  }
}
