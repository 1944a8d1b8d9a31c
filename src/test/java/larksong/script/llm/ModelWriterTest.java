package larksong.script.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import larksong.app.VeiledWriter;
import larksong.config.Budget;
import larksong.config.Kind;
import larksong.config.Sections;
import larksong.json.Json;
import larksong.model.Draft;
import larksong.model.Edition;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.Fixtures;
import larksong.model.Line;
import larksong.model.ModelCall;
import larksong.model.Place;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Spent;
import larksong.model.Story;
import larksong.model.Task;
import larksong.net.Http;
import larksong.privacy.Permits;
import larksong.privacy.Redaction;
import larksong.proof.ScriptProof;
import larksong.script.FallbackWriter;
import larksong.script.Plan;
import larksong.script.Presentation;
import larksong.script.ScriptWriter;
import larksong.script.ScriptWriterContract;
import larksong.script.WritingException;
import larksong.script.outline.OutlineWriter;
import larksong.spoken.Spoken;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelWriterTest extends ScriptWriterContract {

  private static final Kind KIND =
      Kind.read("morning-briefing", Locale.UK, Path.of("nowhere"), new ArrayList<>());
  private static final String SCRIPT =
      "{\"summary\":\"A day.\",\"segments\":["
          + "{\"heading\":\"Today\",\"lines\":[{\"speaker\":\"host\",\"text\":\"Good morning, Ada. The dentist"
          + " is at a quarter past two.\",\"pauseSeconds\":0}],\"covers\":[\"item-1\"]},"
          + "{\"heading\":\"To do\",\"lines\":[{\"speaker\":\"host\",\"text\":\"Pay the rent today. The office"
          + " could not be read.\",\"pauseSeconds\":2}],\"covers\":[\"item-2\"]}]}";

  private final MockWebServer server = new MockWebServer();
  private final Notebook ledger = new Notebook();
  private Budget budget = Budget.NONE;

  /** Keeps the calls in memory. */
  private static final class Notebook implements Ledger {

    private final List<ModelCall> calls = new CopyOnWriteArrayList<>();

    @Override
    public void note(ModelCall call) {
      calls.add(call);
    }

    @Override
    public Spent ofEdition(Edition edition) {
      return new Spent(
          calls.size(),
          calls.stream().mapToLong(ModelCall::tokensIn).sum(),
          calls.stream().mapToLong(ModelCall::tokensOut).sum(),
          calls.stream().map(ModelCall::price).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @Override
    public Spent ofMonth(Edition edition) {
      return ofEdition(edition);
    }
  }

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected ScriptWriter writer() {
    for (int i = 0; i < 3; i++) {
      server.enqueue(Providers.openAi(SCRIPT));
    }
    return writer("openai", "/v1", "2s");
  }

  @Test
  void sendsItemsAsDataWithTheirFactsAndAsksForASchema() throws Exception {
    writer().write(RUNDOWN);

    RecordedRequest request = server.takeRequest();
    String body = java.util.Objects.requireNonNull(request.getBody()).utf8();
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer key-canary");
    assertThat(body).contains("at a quarter past two").contains("json_schema").contains("covers");
  }

  @Test
  void readsPausesFromTheAnswer() throws Exception {
    assertThat(script().segments().get(1).lines().get(0).pause())
        .contains(java.time.Duration.ofSeconds(2));
  }

  @Test
  void speaksToAnthropic() throws Exception {
    server.enqueue(Providers.anthropic("```json\n" + SCRIPT + "\n```"));

    Draft draft = writer("anthropic", "/v1", "2s").write(RUNDOWN);

    assertThat(draft.script().segments()).hasSize(2);
    assertThat(server.takeRequest().getHeaders().get("x-api-key")).isEqualTo("key-canary");
  }

  @Test
  void speaksToOllama() throws Exception {
    server.enqueue(Providers.ollama(SCRIPT));

    assertThat(writer("ollama", "", "2s").write(RUNDOWN).script().segments()).hasSize(2);
    assertThat(server.takeRequest().getTarget()).isEqualTo("/api/chat");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "I'm sorry, I can't help with that.",
        "{\"summary\":\"x\",\"segments\":[]}",
        "{\"summary\":\"x\",\"segments\":[{\"heading\":\"cut off",
        "{\"summary\":\"x\",\"segments\":[{\"heading\":\"h\",\"lines\":[{\"speaker\":\"host\",\"text\":\" \"}]}]}",
        "[1,2,3]",
        "{\"summary\":null,\"segments\":[null]}",
        "{\"summary\":\"x\",\"segments\":[{\"heading\":\"h\",\"lines\":[null],\"covers\":[null]}]}",
      })
  void failsOnAnAnswerThatIsNoScriptWhenItComesTwice(String answer) {
    server.enqueue(Providers.openAi(answer));
    server.enqueue(Providers.openAi(answer));

    assertThatThrownBy(() -> writer("openai", "/v1", "2s").write(RUNDOWN))
        .isInstanceOf(WritingException.class);
  }

  @Test
  void saysWhatToDoWhenTheKeyIsRefused() {
    server.enqueue(new MockResponse.Builder().code(401).body("{}").build());

    assertThatThrownBy(() -> writer("openai", "/v1", "2s").write(RUNDOWN))
        .hasMessageContaining("The model 'm' (")
        .hasMessageContaining("the key was refused (401). Check the key.")
        .hasMessageNotContaining("key-canary");
  }

  @Test
  void tellsWhatLeftAlsoWhenNothingUsableCameBack() {
    server.enqueue(Providers.openAi("No."));
    server.enqueue(Providers.openAi("No."));

    assertThatThrownBy(() -> writer("openai", "/v1", "2s").write(RUNDOWN))
        .isInstanceOfSatisfying(
            WritingException.class,
            failure ->
                assertThat(failure.findings())
                    .singleElement()
                    .matches(finding -> finding.reason().contains("went to 'x' in 2 calls")));
  }

  @Test
  void givesUpWhenNothingComes() {
    server.enqueue(new MockResponse.Builder().headersDelay(1, TimeUnit.MINUTES).code(200).build());

    assertThatThrownBy(() -> writer("openai", "/v1", "300ms").write(RUNDOWN))
        .hasMessageContaining("it did not answer in time");
  }

  @Test
  void fallsBackToTheOutlineAndSaysSo() throws Exception {
    for (int i = 0; i < 3; i++) {
      server.enqueue(new MockResponse.Builder().code(500).build());
    }

    Draft draft = falling(writer("openai", "/v1", "2s")).write(RUNDOWN);

    assertThat(draft.writer()).isEqualTo("outline");
    assertThat(draft.findings())
        .extracting(Finding::check)
        .as("what left is told too")
        .containsExactly("egress", "writer");
    assertThat(draft.findings().get(1).reason())
        .contains("500")
        .endsWith("The edition was written by 'outline' instead.");
  }

  @Test
  void fallsBackWhenTheScriptDoesNotHold() throws Exception {
    server.enqueue(Providers.openAi(SCRIPT.replace("\"item-2\"", "\"invented\"")));

    Draft draft = falling(writer("openai", "/v1", "2s")).write(RUNDOWN);

    assertThat(draft.writer()).isEqualTo("outline");
    assertThat(draft.findings()).extracting(Finding::check).containsExactly("egress", "writer");
    assertThat(draft.findings().get(1).reason()).contains("Its script does not hold");
  }

  @Test
  void asksOnceMoreForTheFormAndReadsPastThoughts() throws Exception {
    server.enqueue(Providers.openAi("Certainly! Here is your script."));
    server.enqueue(Providers.openAi("<think>{\"segments\": maybe}</think>\n" + SCRIPT));

    assertThat(writer("openai", "/v1", "2s").write(RUNDOWN).script().segments()).hasSize(2);
    server.takeRequest();
    assertThat(body(server.takeRequest()))
        .contains("Here is your script.")
        .contains("answered without a script");
  }

  @Test
  void comesBackWhenABusyServerSays() throws Exception {
    server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "0").build());
    server.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "0").build());
    server.enqueue(Providers.openAi(SCRIPT));

    assertThat(writer("mistral", "/v1", "2s").write(RUNDOWN).script().segments()).hasSize(2);
  }

  @Test
  void sendsTheScriptBackWithWhatIsWrongWithIt() throws Exception {
    server.enqueue(Providers.openAi(SCRIPT));
    server.enqueue(Providers.openAi(SCRIPT));
    ScriptWriter writer = writer("gemini", "/v1", "2s");
    Draft draft = writer.write(RUNDOWN);

    writer.rewrite(
        RUNDOWN,
        draft.script(),
        List.of(
            Finding.at(new Place(0, 0, 1), "untraced-time", "Nothing says 'nine'."),
            new Finding("must-say", Severity.WARNING, "t1", "It is missing.")));

    server.takeRequest();
    assertThat(body(server.takeRequest()))
        .contains("segment 1, line 1, sentence 2: Nothing says 'nine'.")
        .contains("- item-2: It is missing.")
        .contains("Pay the rent today");
  }

  @Test
  void namesNoItemAsItsSourceDoes() throws Exception {
    server.enqueue(Providers.openAi(SCRIPT));
    server.enqueue(Providers.openAi(SCRIPT));
    ScriptWriter writer = writer("openai", "/v1", "2s");

    writer.rewrite(RUNDOWN, writer.write(RUNDOWN).script(), List.of());

    for (int call = 0; call < 2; call++) {
      assertThat(body(server.takeRequest()))
          .contains("item-1")
          .doesNotContainPattern("\\b[ant]1\\b");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic", "ollama"})
  void notesWhatEachCallCostWithEachProvider(String provider) throws Exception {
    server.enqueue(
        switch (provider) {
          case "anthropic" -> Providers.anthropic(SCRIPT);
          case "ollama" -> Providers.ollama(SCRIPT);
          default -> Providers.openAi(SCRIPT);
        });

    Draft draft = writer(provider, provider.equals("ollama") ? "" : "/v1", "2s").write(RUNDOWN);

    assertThat(ledger.calls)
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.tokensIn()).isEqualTo(1000);
              assertThat(call.tokensOut()).isEqualTo(200);
              assertThat(call.price()).isEqualByComparingTo("0.004");
              assertThat(call.purpose()).isEqualTo("write");
            });
    assertThat(draft.findings().get(0).reason())
        .contains("1000 tokens in, 200 out")
        .endsWith("for 0.004.");
  }

  @Test
  void asksNoModelWhoseBudgetIsUsedUp() throws Exception {
    budget =
        new Budget(
            Optional.of(new BigDecimal("0.004")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    server.enqueue(Providers.openAi(SCRIPT));
    ScriptWriter writer = writer("openai", "/v1", "2s");
    writer.write(RUNDOWN);

    assertThatThrownBy(() -> writer.write(RUNDOWN))
        .hasMessage(
            "The model 'm' was not asked: the edition's budget, 0.00400000 of 0.004, is used up.")
        .isInstanceOfSatisfying(
            WritingException.class, failure -> assertThat(failure.findings()).isEmpty());
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void noticesAnAnswerThatStallsInTheMiddle() {
    server.enqueue(
        Providers.events(Providers.openAiEvents(SCRIPT, "stop"))
            .newBuilder()
            .throttleBody(200, 1, TimeUnit.MINUTES)
            .build());

    assertThatThrownBy(() -> writer("openai", "/v1", "400ms").write(RUNDOWN))
        .hasMessageContaining("it did not answer in time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic", "ollama"})
  void noticesAnAnswerThatEndsInTheMiddle(String provider) {
    String whole =
        switch (provider) {
          case "anthropic" -> Providers.anthropic(SCRIPT).getBody() + "";
          default -> Providers.openAiEvents(SCRIPT, "stop");
        };
    server.enqueue(
        Providers.events(
            "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"{\\\"summ\"}}]}\n\n"));
    server.enqueue(Providers.events(whole.substring(0, 10)));

    assertThatThrownBy(
            () -> writer(provider, provider.equals("ollama") ? "" : "/v1", "2s").write(RUNDOWN))
        .isInstanceOf(WritingException.class);
  }

  @Test
  void saysWhenAnAnswerWasTooLong() {
    server.enqueue(Providers.events(Providers.openAiEvents(SCRIPT, "length")));

    assertThatThrownBy(() -> writer("openai", "/v1", "2s").write(RUNDOWN))
        .hasMessageContaining("its answer was cut off. Raise models.m.max-tokens.");
  }

  @Test
  void endsALoopOfAHundredThousandWords() {
    server.enqueue(Providers.openAi("again and ".repeat(600_000)));

    assertThatThrownBy(() -> writer("openai", "/v1", "20s").write(RUNDOWN))
        .isInstanceOf(WritingException.class);
  }

  @Test
  void plansTheOrderAndTheDepth() throws Exception {
    server.enqueue(
        Providers.openAi(
            "{\"order\":[{\"id\":\"item-3\",\"weight\":\"small\"},{\"id\":\"x\",\"weight\":\"HUGE\"},null]}"));

    assertThat(writer("openai", "/v1", "2s").plan(RUNDOWN).choices())
        .containsExactly(new Plan.Choice(Fixtures.bridge().id(), Story.Weight.SMALL));
    assertThat(ledger.calls.get(0).purpose()).isEqualTo("plan");
  }

  @Test
  void presentsWithoutSeeingAnyItem() throws Exception {
    server.enqueue(
        Providers.openAi(
            "{\"opening\":\" Good morning, Ada. \",\"transitions\":[\"First this.\",null],\"closing\":\"Bye.\"}"));
    Script parts =
        new Script(
            "t",
            "",
            Locale.UK,
            List.of(
                new Segment(
                    "Your day", List.of(new Line("host", "Secret dentist.")), List.of("a1"))));

    Presentation said = writer("openai", "/v1", "2s").present(RUNDOWN, parts);

    assertThat(said.opening()).isEqualTo("Good morning, Ada.");
    assertThat(said.transitions()).containsExactly("First this.", "");
    assertThat(body(server.takeRequest()))
        .contains("Your day")
        .contains("Saturday the twenty-first of November")
        .doesNotContain("Secret dentist")
        .doesNotContain("Pay the rent");
  }

  @Test
  void tellsWhatLeftForWhom() throws Exception {
    server.enqueue(Providers.openAi(SCRIPT));

    List<Finding> findings = writer("openai", "/v1", "2s").write(RUNDOWN).findings();

    long bytes = 0;
    for (JsonNode message : Json.tree(body(server.takeRequest())).path("messages")) {
      bytes += message.path("content").asText().getBytes(StandardCharsets.UTF_8).length;
    }
    assertThat(findings)
        .filteredOn(finding -> finding.check().equals("egress"))
        .singleElement()
        .extracting(Finding::reason)
        .asString()
        .startsWith(bytes + " bytes of text went to 'x' in 1 calls to write, from calendar");
  }

  @Test
  void neverSendsWhatIsPrivateOfARedactedSource() throws Exception {
    server.enqueue(Providers.openAi(SCRIPT.replace("The dentist", "Name-QA's dentist")));
    Rundown rundown =
        Fixtures.aRundown(
            List.of(
                Fixtures.must(task("a1", "Call Sam on +46 70 123 45 67, sam@example.com")),
                Fixtures.must(task("t1", "Pay the rent"))),
            List.of());

    Draft draft =
        new VeiledWriter(
                writer("openai", "/v1", "2s"),
                new Redaction(
                    List.of("Sam"),
                    List.of(),
                    redacted("tasks"),
                    rundown.stories().stream().map(Story::item).toList()),
                "")
            .write(rundown);

    String sent = body(server.takeRequest());
    assertThat(sent).doesNotContain("Sam").doesNotContain("sam@").doesNotContain("123 45 67");
    assertThat(sent).contains("Name-").contains("Mail-").contains("Phone-");
    assertThat(draft.script().segments().get(0).lines().get(0).text()).contains("Sam's dentist");
  }

  private static Permits redacted(String source) {
    Permits permits = new Permits();
    permits.read(source, Sections.of(Path.of("."), "{ privacy: redacted }"), false);
    return permits;
  }

  private static Task task(String id, String title) {
    return new Task(id, "tasks", title, Optional.empty());
  }

  private static String body(RecordedRequest request) {
    return java.util.Objects.requireNonNull(request.getBody()).utf8();
  }

  private static ScriptWriter falling(ScriptWriter writer) {
    return new FallbackWriter(
        writer,
        new OutlineWriter(SHOW, KIND, Spoken.of(Locale.UK).orElseThrow()),
        new ScriptProof(SHOW)::check);
  }

  private ScriptWriter writer(String provider, String path, String deadline) {
    String url = server.url(path).toString().replaceFirst("/$", "");
    ModelSettings settings =
        ModelSettings.of(
            "m",
            Sections.of(
                Path.of("."),
                "{ provider: "
                    + provider
                    + ", model: x, base-url: \""
                    + url
                    + "\", key: key-canary, price-in: 2, price-out: 10, deadline: "
                    + deadline
                    + " }"));
    return new ModelWriter(
        SHOW,
        KIND,
        new Conversation(
            settings,
            Http.withoutCache().client(),
            budget,
            ledger,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
            new Semaphore(1)));
  }
}
