package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
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
    provider.enqueue(answer.build());
    try (Larksong larksong =
        Larksong.open(
            folder.resolve("home"),
            folder.resolve("config"),
            Map.of(),
            Clock.fixed(NOW, ZoneOffset.UTC),
            false)) {
      return new Examination(larksong).examine();
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
}
