package larksong.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import larksong.it.Program.Result;
import larksong.it.Program.Running;
import larksong.studio.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a run (SIGKILL, a real process) at every stage; the next run makes exactly one episode. */
class KilledIT {

  private static final LocalDate FIRST = LocalDate.of(2026, 11, 9);

  @TempDir Path folder;

  @Test
  void aKilledRunContinuesAndLeavesOneEpisode() throws Exception {
    Program larksong = new Program(folder);
    List<String> editions = new ArrayList<>();
    int killed = 0;
    for (Stage stage : Stage.values()) {
      String edition = FIRST.plusDays(editions.size()).toString();
      editions.add(edition);
      killed += killedAfter(larksong, stage, edition) ? 1 : 0;

      Result again = larksong.run("produce", "demo", "--edition", edition, "--json");

      assertThat(again.code()).as("after a kill at %s: %s", stage, again.err()).isZero();
      assertThat(again.json().path("status").asText()).isEqualTo("published");
      for (JsonNode report : again.json().path("stages")) {
        Stage done = Stage.of(report.path("name").asText()).orElseThrow();
        if (done.compareTo(stage) <= 0) {
          assertThat(report.path("reused").asBoolean())
              .as("%s after a kill at %s", done, stage)
              .isTrue();
        }
      }
      assertThat(parts(larksong, edition)).as("halves left by a kill at %s", stage).isEmpty();
    }
    assertThat(larksong.run("episodes", "demo", "--json").json().findValuesAsText("edition"))
        .as("one of each edition")
        .containsExactlyInAnyOrderElementsOf(editions);
    assertThat(killed)
        .as("runs that were really killed")
        .isGreaterThanOrEqualTo(Stage.values().length - 1);
  }

  /** Kills the run as soon as it reports the stage as done; false if it ended before. */
  private static boolean killedAfter(Program larksong, Stage stage, String edition)
      throws Exception {
    Running running = larksong.start("produce", "demo", "--edition", edition);
    while (!running.err().contains(stage.word() + ": done")
        && !running.process().waitFor(2, TimeUnit.MILLISECONDS)) {
      assertThat(running.err()).doesNotContain("Failed");
    }
    boolean alive = running.process().isAlive();
    running.process().destroyForcibly().waitFor();
    return alive;
  }

  /** Only what the finished edition needs is to be there, besides parts that a kill left. */
  private static List<Path> parts(Program larksong, String edition) throws Exception {
    try (Stream<Path> files = Files.walk(larksong.home().resolve("work/demo").resolve(edition))) {
      return files.filter(file -> file.toString().endsWith(".part")).toList();
    }
  }
}
