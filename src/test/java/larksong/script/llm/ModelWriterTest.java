package larksong.script.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import larksong.app.VeiledWriter;
import larksong.config.Kind;
import larksong.config.Sections;
import larksong.json.Json;
import larksong.model.Draft;
import larksong.model.Finding;
import larksong.model.Fixtures;
import larksong.model.Place;
import larksong.model.Rundown;
import larksong.model.Task;
import larksong.net.Http;
import larksong.privacy.Redaction;
import larksong.proof.ScriptProof;
import larksong.script.FallbackWriter;
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
          + " is at a quarter past two.\",\"pauseSeconds\":0}],\"covers\":[\"a1\"]},"
          + "{\"heading\":\"To do\",\"lines\":[{\"speaker\":\"host\",\"text\":\"Pay the rent today. The office"
          + " could not be read.\",\"pauseSeconds\":2}],\"covers\":[\"t1\"]}]}";

  private final MockWebServer server = new MockWebServer();

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
      server.enqueue(openAi(SCRIPT));
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
    server.enqueue(
        json(
            Map.of(
                "id",
                "m",
                "type",
                "message",
                "role",
                "assistant",
                "model",
                "x",
                "content",
                List.of(Map.of("type", "text", "text", "```json\n" + SCRIPT + "\n```")),
                "stop_reason",
                "end_turn",
                "usage",
                Map.of("input_tokens", 1, "output_tokens", 1))));

    Draft draft = writer("anthropic", "/v1", "2s").write(RUNDOWN);

    assertThat(draft.script().segments()).hasSize(2);
    assertThat(server.takeRequest().getHeaders().get("x-api-key")).isEqualTo("key-canary");
  }

  @Test
  void speaksToOllama() throws Exception {
    server.enqueue(
        json(
            Map.of(
                "model",
                "x",
                "created_at",
                "2026-11-21T00:00:00Z",
                "done",
                true,
                "message",
                Map.of("role", "assistant", "content", SCRIPT))));

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
    server.enqueue(openAi(answer));
    server.enqueue(openAi(answer));

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
    server.enqueue(openAi("No."));
    server.enqueue(openAi("No."));

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
    server.enqueue(openAi(SCRIPT.replace("\"t1\"", "\"invented\"")));

    Draft draft = falling(writer("openai", "/v1", "2s")).write(RUNDOWN);

    assertThat(draft.writer()).isEqualTo("outline");
    assertThat(draft.findings()).extracting(Finding::check).containsExactly("egress", "writer");
    assertThat(draft.findings().get(1).reason()).contains("Its script does not hold");
  }

  @Test
  void asksOnceMoreForTheFormAndReadsPastThoughts() throws Exception {
    server.enqueue(openAi("Certainly! Here is your script."));
    server.enqueue(openAi("<think>{\"segments\": maybe}</think>\n" + SCRIPT));

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
    server.enqueue(openAi(SCRIPT));

    assertThat(writer("mistral", "/v1", "2s").write(RUNDOWN).script().segments()).hasSize(2);
  }

  @Test
  void sendsTheScriptBackWithWhatIsWrongWithIt() throws Exception {
    server.enqueue(openAi(SCRIPT));
    server.enqueue(openAi(SCRIPT));
    ScriptWriter writer = writer("gemini", "/v1", "2s");
    Draft draft = writer.write(RUNDOWN);

    writer.rewrite(
        RUNDOWN,
        draft.script(),
        List.of(Finding.at(new Place(0, 0, 1), "untraced-time", "Nothing says 'nine'.")));

    server.takeRequest();
    assertThat(body(server.takeRequest()))
        .contains("segment 1, line 1, sentence 2: Nothing says 'nine'.")
        .contains("Pay the rent today");
  }

  @Test
  void tellsWhatLeftForWhom() throws Exception {
    server.enqueue(openAi(SCRIPT));

    assertThat(writer("openai", "/v1", "2s").write(RUNDOWN).findings())
        .filteredOn(finding -> finding.check().equals("egress"))
        .singleElement()
        .matches(finding -> finding.reason().contains("went to 'x' in 1 calls, from calendar"));
  }

  @Test
  void neverSendsWhatIsPrivateOfARedactedSource() throws Exception {
    server.enqueue(openAi(SCRIPT.replace("The dentist", "Name-QC's dentist")));
    Rundown rundown =
        Fixtures.aRundown(
            List.of(
                Fixtures.must(task("a1", "Call Sam on +46 70 123 45 67, sam@example.com")),
                Fixtures.must(task("t1", "Pay the rent"))),
            List.of());

    Draft draft =
        new VeiledWriter(
                writer("openai", "/v1", "2s"),
                () -> new Redaction(List.of("Sam"), List.of(), item -> true),
                "")
            .write(rundown);

    String sent = body(server.takeRequest());
    assertThat(sent).doesNotContain("Sam").doesNotContain("sam@").doesNotContain("123 45 67");
    assertThat(sent).contains("Name-").contains("Mail-").contains("Phone-");
    assertThat(draft.script().segments().get(0).lines().get(0).text()).contains("Sam's dentist");
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
                    + "\", key: key-canary, deadline: "
                    + deadline
                    + " }"));
    return new ModelWriter(SHOW, KIND, settings, Http.withoutCache().client());
  }

  private static MockResponse openAi(String content) {
    return json(
        Map.of(
            "id",
            "1",
            "object",
            "chat.completion",
            "created",
            1,
            "model",
            "x",
            "choices",
            List.of(
                Map.of(
                    "index",
                    0,
                    "finish_reason",
                    "stop",
                    "message",
                    Map.of("role", "assistant", "content", content)))));
  }

  private static MockResponse json(Object document) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "application/json")
        .body(Json.write(document))
        .build();
  }
}
