package larksong.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import larksong.config.FileNames;
import larksong.it.Program.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Little memory, few files, a full disk behind standard output, a locale that knows no ö. */
@Timeout(180)
class SmallMachineIT {

  private static final String OPTIONS = "LARKSONG_JAVA_OPTIONS";

  /** Without what the session says of its locale. */
  private static final List<String> NO_LOCALE =
      List.of("env", "-u", "LANG", "-u", "LC_ALL", "-u", "LC_CTYPE");

  @TempDir Path folder;
  private Program larksong;

  @BeforeEach
  void begin() {
    larksong = new Program(folder);
  }

  @Test
  void makesAnEpisodeWithFewFilesAndLittleMemory() throws Exception {
    assumeThat(Files.size(Program.jar())).as("all classes in one file").isGreaterThan(1 << 20);

    Result result =
        larksong.run(
            List.of("sh", "-c", "ulimit -n 32; exec \"$0\" produce demo", Program.launcher()),
            Map.of(OPTIONS, "-Xmx64m"));

    assertThat(result.code()).as(result.err()).isZero();
  }

  @Test
  void makesAnEpisodeWithLittleMemory() throws Exception {
    Result result =
        larksong.run(List.of(Program.launcher(), "produce", "demo"), Map.of(OPTIONS, "-Xmx64m"));

    assertThat(result.code()).as(result.err()).isZero();
  }

  @Test
  void saysThatMemoryRanOutAndWhatToSet() throws Exception {
    Result result =
        larksong.run(List.of(Program.launcher(), "produce", "demo"), Map.of(OPTIONS, "-Xmx12m"));

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("Memory ran out: Larksong may use 12 MB.", OPTIONS + "=-Xmx1g")
        .doesNotContain("unexpected", "\tat ");
  }

  @Test
  void takesHalfAGigabyteAtMostUnlessItIsToldOtherwise() throws Exception {
    assertThat(heap("-Xlog:disable")).isPositive().isLessThanOrEqualTo(512L << 20);
    assertThat(heap("-Xmx96m")).isEqualTo(96L << 20);
  }

  private long heap(String option) throws Exception {
    Result result =
        larksong.run(
            List.of(Program.launcher(), "--version"),
            Map.of(OPTIONS, option + " -XX:+PrintFlagsFinal"));
    return result
        .out()
        .lines()
        .filter(line -> line.contains(" MaxHeapSize "))
        .mapToLong(line -> Long.parseLong(line.replaceAll(".*= (\\d+) .*", "$1")))
        .sum();
  }

  @ParameterizedTest
  @ValueSource(strings = {"episodes --json", "voices", "preview demo", "produce --help"})
  void failsIfItsAnswerCannotBeWritten(String arguments) throws Exception {
    assumeThat(Path.of("/dev/full")).exists();

    Result result = larksong.run(shell("\"$0\" " + arguments + " >/dev/full"), Map.of());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains(
            "The answer could not be written to standard output: No space left on device.",
            "check where the output goes");
  }

  @Test
  void failsIfThereIsNoStandardOutput() throws Exception {
    Result result = larksong.run(shell("\"$0\" shows >&-"), Map.of());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).startsWith("The answer could not be written to standard output: ");
  }

  @Test
  void isQuietWhenItsReaderHasEnough() throws Exception {
    Result result = larksong.run(shell("\"$0\" shows | true; \"$0\" shows | head -1"), Map.of());

    assertThat(result.code()).isZero();
    assertThat(result.out().lines()).hasSize(1);
    assertThat(result.err()).isEmpty();
  }

  private static List<String> shell(String script) {
    return List.of("sh", "-c", script, Program.launcher());
  }

  @ParameterizedTest
  @ValueSource(strings = {"LC_ALL=C", "LANG=xx_YY.UTF-8", "NOTHING=set"})
  void findsFoldersWithAnyLettersInAnyLocale(String locale) throws Exception {
    assumeThat(FileNames.knowAllLetters()).isTrue();
    Path config = show("nötes and möre");

    Result result =
        larksong.run(
            command(
                List.of(locale, Program.launcher()),
                "produce",
                "mine",
                "--json",
                "--config",
                config.toString()),
            Map.of("LARKSONG_HOME", folder.resolve("höme of Ådá").toString()));

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.json().path("gaps")).isEmpty();
    assertThat(Path.of(result.json().path("episode").path("mp3").asText()))
        .exists()
        .startsWith(folder.resolve("höme of Ådá"));
    assertThat(result.out()).doesNotContain("??", "\uFFFD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--home=höme", "--config=config/ö"})
  void saysThatTheLocaleIsTheCauseWhereJavaIsStartedByItself(String option) throws Exception {
    assumeThat(FileNames.knowAllLetters()).isTrue();

    Result result = larksong.run(command(java(), "shows", option), Map.of());

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("This session's locale")
        .contains("Set LC_ALL=C.UTF-8 and run it again.")
        .doesNotContain("??", "\uFFFD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nötes", "notes"})
  void saysThatTheLocaleIsTheCauseOfWhatTheConfigurationNames(String notes) throws Exception {
    assumeThat(FileNames.knowAllLetters()).isTrue();
    Path config = show(notes);

    Result result =
        larksong.run(
            command(java(), "produce", "mine", "--json", "--config", config.toString()), Map.of());

    assertThat(result.err() + result.out())
        .contains("This session's locale", "Set LC_ALL=C.UTF-8")
        .doesNotContain("there is no such folder");
  }

  private static List<String> java() {
    return List.of("LC_ALL=C", Program.java(), "-jar", Program.jar().toString());
  }

  private static List<String> command(List<String> program, String... arguments) {
    List<String> command = new java.util.ArrayList<>(NO_LOCALE);
    command.addAll(program);
    command.addAll(List.of(arguments));
    return command;
  }

  /** A show whose notes lie in a folder of this name, in files with letters of their own. */
  private Path show(String notes) throws Exception {
    Files.writeString(
        Files.createDirectories(folder.resolve(notes)).resolve("Grüße.md"),
        "# Grüße\n\nThe oats are in the oven.\n");
    Path shows = Files.createDirectories(folder.resolve("config/shows"));
    Files.writeString(
        shows.resolve("mine.yaml"),
        """
        title: Mine
        kind: morning-briefing
        zone: UTC
        sources: [{ notes: "../../%s", name: notes, window: all }]
        """
            .formatted(notes));
    return Objects.requireNonNull(shows.getParent());
  }
}
