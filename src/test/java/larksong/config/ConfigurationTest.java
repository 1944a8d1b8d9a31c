package larksong.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

  @TempDir Path folder;

  @BeforeEach
  void makeFolders() throws IOException {
    Files.createDirectories(folder.resolve("shows"));
  }

  @Test
  void readsAShowWithItsDefaults() throws Exception {
    show("title: Morning", "kind: morning-briefing", "sources: [{ calendar: a.ics }]");

    ShowFile show = read().shows().get("s");

    assertThat(show).isNotNull();
    assertThat(show.show().length()).isEqualTo(Duration.ofMinutes(5));
    assertThat(show.show().voiceOf("host")).hasToString("freetts:kevin16");
    assertThat(show.publish()).containsExactly("library");
  }

  @Test
  void reportsEveryProblemAtOnceWithFileLineAndKey() throws Exception {
    show(
        "titel: Morning",
        "kind: morning-briefing",
        "length: soon",
        "zone: Europe/Stokholm",
        "sources: [{ calendar: a.ics }]",
        "writer: claud");
    installation("models: { claude: { provider: openai, model: x } }");

    assertThatThrownBy(() -> read().check())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("shows/s.yaml:1: title: is required; for example Morning briefing")
        .hasMessageContaining("shows/s.yaml:1: titel: is not a key here; did you mean 'title'?")
        .hasMessageContaining(
            "shows/s.yaml:3: length: expected a duration such as 90s, 5m, 36h or 2d but was 'soon'")
        .hasMessageContaining(
            "shows/s.yaml:4: zone: expected a time zone such as Europe/Stockholm but was"
                + " 'Europe/Stokholm'")
        .hasMessageContaining(
            "shows/s.yaml:6: writer: no model 'claud'. Models: outline, claude; did you mean"
                + " 'claude'?");
  }

  @Test
  void namesTheVariableThatIsNotSet() throws Exception {
    show("title: ${TITLE}", "kind: study-guide", "sources: [{ calendar: a.ics }]");

    assertThatThrownBy(() -> read().check())
        .hasMessage(
            "shows/s.yaml:1: title: needs the environment variable TITLE, which is not set"
                .replace("shows/", "shows/"));
    assertThat(Configuration.read(folder, Map.of("TITLE", "Hello")).shows().get("s"))
        .extracting(show -> show.show().title())
        .isEqualTo("Hello");
  }

  @Test
  void doesNotPrintASecret() {
    assertThat(new Secret("hunter2")).hasToString("***");
  }

  @Test
  void refusesAliasesThatMultiply() throws Exception {
    show("a: &a [x, x]", "b: &b [*a, *a]", "title: t");

    assertThatThrownBy(() -> read().check()).hasMessageContaining("s.yaml:1: is not accepted YAML");
  }

  @Test
  void namesTheLineOfBrokenYaml() throws Exception {
    show("title: t", "sources: [");

    assertThatThrownBy(() -> read().check()).hasMessageContaining("is not valid YAML");
  }

  @Test
  void refusesAKeyThatIsThereTwice() throws Exception {
    show("title: a", "title: b");

    assertThatThrownBy(() -> read().check()).hasMessageContaining("title");
  }

  @Test
  void refusesAFileThatIsNotUtf8() throws Exception {
    Files.write(folder.resolve("shows/s.yaml"), new byte[] {'t', ':', ' ', (byte) 0xff});

    assertThatThrownBy(() -> read().check()).hasMessageContaining("expected UTF-8 text");
  }

  @Test
  void refusesAHugeFile() throws Exception {
    Files.writeString(folder.resolve("shows/s.yaml"), "#" + "x".repeat(2 << 20));

    assertThatThrownBy(() -> read().check()).hasMessageContaining("expected at most 1 MiB");
  }

  @Test
  void saysWhatToDoWithoutAConfiguration() {
    assertThatThrownBy(() -> Configuration.read(folder.resolve("nowhere"), Map.of()))
        .hasMessageContaining("larksong init");
  }

  @Test
  void readsDurationsInEveryForm() {
    assertThat(List.of("90s", "5m", "36h", "2d", "PT1H30M", "250ms"))
        .map(written -> Durations.parse(written).orElseThrow())
        .containsExactly(
            Duration.ofSeconds(90),
            Duration.ofMinutes(5),
            Duration.ofHours(36),
            Duration.ofDays(2),
            Duration.ofMinutes(90),
            Duration.ofMillis(250));
    assertThat(Durations.parse("5 minutes")).isEmpty();
  }

  private void show(String... lines) throws IOException {
    Files.writeString(folder.resolve("shows/s.yaml"), String.join("\n", lines) + "\n");
  }

  private void installation(String... lines) throws IOException {
    Files.writeString(folder.resolve("larksong.yaml"), String.join("\n", lines) + "\n");
  }

  private Configuration read() throws ConfigurationException {
    return Configuration.read(folder, Map.of());
  }
}
