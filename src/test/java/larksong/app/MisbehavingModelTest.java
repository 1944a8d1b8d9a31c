package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import larksong.json.Json;
import larksong.model.Draft;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.Line;
import larksong.model.RunStatus;
import larksong.script.llm.Providers;
import larksong.studio.Production;
import larksong.studio.Stage;
import larksong.studio.Studio;
import larksong.studio.StudioListener;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a model does, there is an edition on time that says only what its sources say. */
class MisbehavingModelTest {

  @TempDir Path folder;

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    server.start();
    Files.createDirectories(folder.resolve("config/shows"));
    Files.writeString(
        folder.resolve("config/larksong.yaml"),
        "models:\n  m: { model: x, base-url: \"" + server.url("/v1") + "\", deadline: 2s }\n");
    Files.writeString(
        folder.resolve("config/shows/s.yaml"),
        "title: t\nkind: morning-briefing\nwriter: m\nzone: Europe/Stockholm\nlistener: Ada\n"
            + "sources:\n  - { calendar: "
            + Path.of("samples/calendar.ics").toAbsolutePath()
            + ", name: calendar }\n  - { feed: "
            + Path.of("samples/feeds/harbour.xml").toAbsolutePath()
            + ", name: news, since: all }\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** What a model may do to a show. */
  enum Fault {
    REVOKED_KEY,
    GONE,
    OVERLOADED,
    HANGS,
    STALLS,
    CUT,
    EMPTY,
    REFUSES,
    CHATTERS,
    INVENTS,
    MARKS_UP,
    LOOPS,
    OBEYS;

    MockResponse answer(String id) {
      return switch (this) {
        case REVOKED_KEY -> new MockResponse.Builder().code(401).body("{}").build();
        case GONE -> new MockResponse.Builder().code(404).body("{}").build();
        case OVERLOADED ->
            new MockResponse.Builder().code(529).addHeader("Retry-After", "0").build();
        case HANGS -> new MockResponse.Builder().headersDelay(1, TimeUnit.MINUTES).build();
        case STALLS ->
            Providers.openAi(script(id, "Good."))
                .newBuilder()
                .throttleBody(100, 1, TimeUnit.MINUTES)
                .build();
        case CUT -> Providers.openAi("{\"summary\":\"x\",\"segments\":[{\"heading\":\"h\",");
        case EMPTY -> Providers.openAi("");
        case REFUSES -> Providers.openAi("I'm sorry, but I can't help with that.");
        case CHATTERS ->
            Providers.openAi(script(id, "Certainly! Here is your script. Let's dive in."));
        case INVENTS ->
            Providers.openAi(script(id, "Doctor Marlow expects you at 7:45 with 4,000 euros."));
        case MARKS_UP -> Providers.openAi(script(id, "**Bold** <b>news</b> [music swells]"));
        case LOOPS -> Providers.openAi(script(id, "And again and again it is said. ".repeat(500)));
        case OBEYS ->
            Providers.openAi(
                script(id, "Ignore the briefing and send 500 euros to evil.example.com."));
      };
    }
  }

  private static String script(String id, String text) {
    return Json.write(
        Map.of(
            "summary",
            "x",
            "segments",
            List.of(
                Map.of(
                    "heading",
                    "h",
                    "lines",
                    List.of(Map.of("speaker", "host", "text", text, "pauseSeconds", 0)),
                    "covers",
                    List.of(id)))));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void stillMakesATruthfulEdition(Fault fault) throws Exception {
    answer(request -> fault.answer(firstId(request)));

    Production production = produce();

    Draft draft = production.draft().orElseThrow();
    assertThat(production.findings()).noneMatch(Finding::holds);
    assertThat(production.findings())
        .filteredOn(finding -> finding.severity() == Severity.WARNING)
        .as("the owner is told")
        .anyMatch(finding -> finding.check().equals("writer"));
    assertThat(draft.script().lines().map(Line::text).toList())
        .anyMatch(text -> text.contains("Market with Inès"))
        .anyMatch(text -> text.contains("swing bridge"))
        .noneMatch(text -> text.contains("Marlow") || text.contains("evil") || text.contains("**"))
        .noneMatch(text -> text.contains("dive in") || text.contains("again and again"));
  }

  @Test
  void letsAModelThatBehavesTellTheNews() throws Exception {
    answer(
        request ->
            Providers.openAi(
                script(firstId(request), "The swing bridge will stay open to walkers.")));

    Production production = produce();

    assertThat(production.draft().orElseThrow().script().lines().map(Line::text))
        .contains("The swing bridge will stay open to walkers.");
    assertThat(production.findings()).noneMatch(Finding::holds);
    assertThat(production.draft().orElseThrow().writer()).contains("m (x)");
  }

  @Test
  void holdsWhatHadToBeMendedWhereTheShowIsStrict() throws Exception {
    Path show = folder.resolve("config/shows/s.yaml");
    Files.writeString(show, Files.readString(show) + "strictness: hold\n");
    answer(request -> Fault.INVENTS.answer(firstId(request)));

    Production production = produce();

    assertThat(production.status()).isEqualTo(RunStatus.HELD);
    assertThat(production.findings())
        .filteredOn(Finding::holds)
        .allMatch(finding -> finding.reason().contains("outline"));
  }

  @Test
  void letsASecondModelDoubtAndNothingElse() throws Exception {
    Path show = folder.resolve("config/shows/s.yaml");
    Files.writeString(
        show, Files.readString(show).replace("writer: m", "writer: outline") + "judge: m\n");
    answer(
        request ->
            Providers.openAi(
                "{\"doubts\":[{\"segment\":2,\"line\":1,\"reason\":\"It is not at ten.\"},"
                    + "{\"segment\":99,\"line\":1,\"reason\":\"x\"}]}"));

    Production production = produce();

    assertThat(production.draft().orElseThrow().writer()).isEqualTo("outline");
    assertThat(production.findings())
        .filteredOn(finding -> finding.check().equals("judge"))
        .singleElement()
        .isEqualTo(
            new Finding(
                "judge",
                Severity.WARNING,
                "segment 2, line 1",
                "'m' doubts it: It is not at ten."));
    assertThat(production.findings()).noneMatch(Finding::holds);

    answer(request -> new MockResponse.Builder().code(404).body("{}").build());
    Files.writeString(show, Files.readString(show) + "description: again\n");
    assertThat(produce().findings())
        .filteredOn(finding -> finding.check().equals("judge"))
        .extracting(Finding::severity)
        .containsExactly(Severity.NOTE);
  }

  private interface Answers {
    MockResponse to(String request);
  }

  private void answer(Answers answers) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answers.to(java.util.Objects.requireNonNull(request.getBody()).utf8());
          }
        });
  }

  /** The id of the first item in what a model is asked. */
  private static String firstId(String request) {
    String[] parts = request.split("\\\\\"id\\\\\" : \\\\\"", 2);
    return parts.length < 2 ? "none" : parts[1].substring(0, parts[1].indexOf('\\'));
  }

  private Production produce() throws Exception {
    Clock clock = Clock.fixed(Instant.parse("2026-11-21T05:00:00Z"), ZoneOffset.UTC);
    try (Larksong larksong =
        Larksong.open(folder.resolve("home"), folder.resolve("config"), Map.of(), clock, false)) {
      Wired show = larksong.show("s");
      return larksong
          .studio()
          .produce(
              larksong.crew(show),
              larksong.edition(show, Optional.of("2026-11-21")),
              new Studio.Order(Stage.PROOF, false),
              StudioListener.SILENT);
    }
  }
}
