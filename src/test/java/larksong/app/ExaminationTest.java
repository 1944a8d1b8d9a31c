package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an owner is told before the night. */
@Timeout(120)
class ExaminationTest {

  private static final Instant NOW = Instant.parse("2026-11-21T22:00:00Z");

  @TempDir Path folder;

  private final MockWebServer provider = new MockWebServer();

  @BeforeEach
  void configure() throws Exception {
    provider.start();
    Files.createDirectories(folder.resolve("config/shows"));
    Files.createDirectories(folder.resolve("notes"));
    Files.writeString(
        folder.resolve("config/larksong.yaml"),
        """
        models: { clever: { model: large, key: canary, base-url: "%s" } }
        targets:
          rack: { kind: command, run: [no-such-program] }
          files: { kind: folder, path: ../published }
        """
            .formatted(provider.url("/v1")));
    Files.writeString(
        folder.resolve("config/shows/morning.yaml"),
        "title: Morning\nkind: morning-briefing\nsources: [{ notes: ../../notes }]\n");
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  private List<Examination.Result> examined(MockResponse.Builder answer) throws Exception {
    return examined(answer, false);
  }

  private List<Examination.Result> examined(MockResponse.Builder answer, boolean tells)
      throws Exception {
    provider.enqueue(answer.build());
    try (Larksong larksong =
        Larksong.open(
            folder.resolve("home"),
            folder.resolve("config"),
            Map.of(),
            Clock.fixed(NOW, ZoneOffset.UTC),
            false)) {
      return new Examination(larksong).examine(tells);
    }
  }

  private static Examination.Result of(String what, List<Examination.Result> results) {
    return results.stream().filter(result -> result.what().equals(what)).findFirst().orElseThrow();
  }

  @Test
  void triesTheKeyTheClockAndTheTargets() throws Exception {
    List<Examination.Result> results =
        examined(
            new MockResponse.Builder()
                .addHeader("Date", "Sat, 21 Nov 2026 22:00:10 GMT")
                .body("{\"data\":[{\"id\":\"large\"}]}"));

    assertThat(of("model clever", results).detail()).endsWith("takes the key and has the model");
    assertThat(of("clock", results).detail()).endsWith(", as elsewhere");
    assertThat(of("target files", results).detail()).contains("can be read and written");
    assertThat(of("target rack", results).ok()).isFalse();
    assertThat(of("target rack", results).detail())
        .contains("there is no program 'no-such-program'");
    assertThat(provider.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer canary");
  }

  @Test
  void tellsOfARefusedKeyAndOfAClockThatIsWrong() throws Exception {
    List<Examination.Result> refused = examined(new MockResponse.Builder().code(401));
    List<Examination.Result> late =
        examined(
            new MockResponse.Builder()
                .addHeader("Date", "Sat, 21 Nov 2026 22:30:00 GMT")
                .body("{}"));

    assertThat(of("model clever", refused).detail())
        .contains("refused the key (401). Check models.clever.key.")
        .doesNotContain("canary");
    assertThat(of("clock", late).detail())
        .contains("1800 seconds behind what a model's server tells");
  }

  @Test
  void tellsTheOwnerOverEachWayOnlyWhenItIsToAndNamesNoAddress() throws Exception {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try (MockWebServer owner = new MockWebServer()) {
      owner.start();
      alerts(
          owner.url("/canary-topic"),
          owner.url("/canary-hook"),
          mail.getSmtp().getPort(),
          "cat > " + folder.resolve("told"));

      List<Examination.Result> named = alerts(false);
      assertThat(named)
          .extracting(Examination.Result::toString)
          .containsExactlyElementsOf(
              Stream.of("ntfy", "webhook", "mail", "command")
                  .map(
                      way ->
                          new Examination.Result(
                                  "alert " + way,
                                  true,
                                  "configured; 'larksong doctor --tell' tries it")
                              .toString())
                  .toList());
      assertThat(owner.getRequestCount()).isZero();
      assertThat(folder.resolve("told")).doesNotExist();

      owner.enqueue(new MockResponse.Builder().build());
      owner.enqueue(new MockResponse.Builder().build());
      assertThat(alerts(true))
          .hasSize(4)
          .allMatch(Examination.Result::ok)
          .extracting(Examination.Result::detail)
          .containsOnly("took a trial message; see that it reached you");
      assertThat(Objects.requireNonNull(owner.takeRequest().getBody()).utf8())
          .isEqualTo("This is a trial; nothing is wrong.");
      assertThat(mail.getReceivedMessages()[0].getSubject()).isEqualTo("Larksong can reach you");
      assertThat(folder.resolve("told"))
          .hasContent("Larksong can reach you\nThis is a trial; nothing is wrong.\n");
    } finally {
      mail.stop();
    }
  }

  @Test
  void saysWhatToDoAboutEachWayThatDoesNotReachTheOwner() throws Exception {
    try (MockWebServer owner = new MockWebServer()) {
      owner.start();
      alerts(
          owner.url("/canary-topic"),
          owner.url("/canary-hook").newBuilder().port(1).build(),
          1,
          "echo https://hooks.example.com/canary >&2; exit 3");
      owner.enqueue(new MockResponse.Builder().code(403).build());

      List<Examination.Result> results = alerts(true);

      assertThat(results).noneMatch(Examination.Result::ok);
      assertThat(results.toString()).doesNotContain("canary");
      assertThat(of("alert ntfy", results).detail())
          .isEqualTo("localhost answered 403. Check alerts.ntfy");
      assertThat(of("alert webhook", results).detail())
          .startsWith("localhost was not reached (")
          .endsWith("). Check alerts.webhook, or try again later");
      assertThat(of("alert mail", results).detail()).endsWith("Check alerts.mail");
      assertThat(of("alert command", results).detail())
          .isEqualTo(
              "'sh' did not take the message. Give it a title and a text on its standard input to"
                  + " see why, or check alerts.command");
    }
  }

  @Test
  void knowsWithoutTellingThatAProgramIsNotThere() throws Exception {
    Files.writeString(
        folder.resolve("config/larksong.yaml"), "alerts: { command: [/nowhere/tell-me] }\n");

    assertThat(of("alert command", alerts(false)))
        .isEqualTo(
            new Examination.Result(
                "alert command",
                false,
                "there is no program '/nowhere/tell-me'. Check alerts.command"));
  }

  private void alerts(HttpUrl ntfy, HttpUrl webhook, int mailPort, String command)
      throws Exception {
    Files.writeString(
        folder.resolve("config/larksong.yaml"),
        """
        alerts:
          ntfy: "%s"
          webhook: "%s"
          mail: { server: "smtp://127.0.0.1:%d", to: ada@example.com }
          command: [sh, -c, "%s"]
        """
            .formatted(ntfy, webhook, mailPort, command));
  }

  private List<Examination.Result> alerts(boolean tells) throws Exception {
    return examined(new MockResponse.Builder(), tells).stream()
        .filter(result -> result.what().startsWith("alert "))
        .toList();
  }
}
