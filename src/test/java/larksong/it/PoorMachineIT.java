package larksong.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import larksong.config.FileNames;
import larksong.it.Program.Result;
import larksong.studio.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A disk that is full or may only be read, little memory, few files, letters that the locale does
 * not know: the program says what it lacks, loses nothing, and then the same command succeeds.
 */
@Timeout(300)
class PoorMachineIT {

  private static final int MEBIBYTES = 128;
  private static final String[] PRODUCE = {
    "produce", "morning", "--edition", "2026-10-02", "--json"
  };

  @TempDir static Path made;
  private static KilledHome home;

  @TempDir Path folder;

  private final Tally tally = new Tally();

  /** In a home that each test takes a copy of. */
  @BeforeAll
  static void makeAnEpisode() throws Exception {
    home =
        KilledHome.in(
            made.resolve("made"),
            "targets: { files: { kind: folder, path: ../published } }\n",
            "library, files");
    home.done("produce", "morning", "--edition", "2026-10-01");
    home.done("tokens", "create", "--publish", "--name", "laptop");
  }

  @AfterAll
  static void end() throws Exception {
    home.delete();
  }

  @Test
  void losesNothingOnAFullDisk() throws Exception {
    losesNothingOnADiskThatIsFullAtAStage(Stage.NARRATE, 200_000);
  }

  static Stream<Arguments> stages() {
    return Stream.of(Stage.values())
        .flatMap(
            stage ->
                Stream.of(0, 16_384, 65_536, 131_072, 262_144, 524_288)
                    .map(room -> Arguments.of(stage, room)));
  }

  /** So many bytes are free when the stages before have ended. */
  @ParameterizedTest
  @MethodSource("stages")
  @EnabledIfSystemProperty(named = "larksong.clocks", matches = "true")
  void losesNothingOnADiskThatIsFullAtAStage(Stage stage, int room) throws Exception {
    KilledHome full = home.copyTo(folder.resolve("full"));
    try (Disk disk = Disk.under(full.home(), MEBIBYTES)) {
      if (stage != Stage.GATHER) {
        List<String> before = new ArrayList<>(List.of(PRODUCE));
        before.addAll(
            List.of("--until", Stage.words().get(Stage.words().indexOf(stage.word()) - 1)));
        full.done(before.toArray(String[]::new));
      }
      disk.fill(room);

      Result first = full.run(PRODUCE);
      disk.free();

      said(first, "disk|room");
      if (room == 0) {
        assertThat(first.code()).as("it was full").isEqualTo(1);
      }
      succeedsAfterwards(full);
    }
  }

  @Test
  void losesNothingOnADiskThatMayOnlyBeRead() throws Exception {
    KilledHome fixed = home.copyTo(folder.resolve("fixed"));
    try (Disk disk = Disk.under(fixed.home(), MEBIBYTES)) {
      disk.writable(false);

      Result first = fixed.run(PRODUCE);
      disk.writable(true);

      assertThat(first.code()).isEqualTo(1);
      said(first, "cannot be written|may only be read");
      succeedsAfterwards(fixed);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ulimit -n 32, -Xmx64m, true",
    "ulimit -n 32, -Xmx512m, true",
    "true, -Xmx64m, true",
    "true, -Xmx12m, false",
    "ulimit -f 100, -XX:-UsePerfData, false"
  })
  void losesNothingWithLittle(String limit, String option, boolean suffices) throws Exception {
    assumeThat(FileNames.knowAllLetters()).isTrue();
    assumeThat(!limit.contains("-n") || Files.size(Program.jar()) > 1 << 20)
        .as("all classes in one file")
        .isTrue();
    KilledHome foreign = home.copyTo(folder.resolve("Möbel und Häuser"));

    Result first =
        foreign.run(
            List.of("sh", "-c", limit + "; exec \"$0\" \"$@\"", Program.launcher()),
            Map.of("LC_ALL", "C", "LARKSONG_JAVA_OPTIONS", option),
            PRODUCE);

    if (suffices) {
      assertThat(first.code()).as(first.err()).isZero();
    } else {
      assertThat(first.code()).as(first.err()).isEqualTo(1);
      said(first, ".");
    }
    succeedsAfterwards(foreign);
  }

  private static void said(Result result, String words) {
    if (result.code() != 0) {
      assertThat(result.code()).as(result.err()).isEqualTo(1);
      assertThat(result.err())
          .containsPattern(words)
          .doesNotContain("\tat ", "java.", "unexpected", "SQL");
    }
  }

  private void succeedsAfterwards(KilledHome other) throws Exception {
    other.done(PRODUCE);
    other.check(
        tally,
        "what it lacked",
        List.of(
            new Promise("both episodes", "select count(*) = 2 from episode", true),
            Promise.ofToken("laptop", true)));
    assertThat(tally.faults()).isEmpty();
    assertThat(Files.readString(other.folder().resolve("published/shows/morning/feed.xml")))
        .contains(", 1 October 2026</title>", ", 2 October 2026</title>");
  }
}
