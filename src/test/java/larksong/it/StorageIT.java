package larksong.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import larksong.audio.Pictures;
import larksong.it.Program.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, or cannot be written to, under a real process. */
class StorageIT {

  @TempDir Path folder;

  @Test
  void aHomeWithRoomNeedsNoTemporaryFolder() throws Exception {
    Program larksong = new Program(folder);

    Running run =
        larksong.start(
            List.of(
                Program.java(),
                "-Djava.io.tmpdir=" + folder.resolve("nowhere"),
                "-jar",
                Program.jar().toString(),
                "produce",
                "demo",
                "--json"),
            Map.of());

    assertThat(run.process().waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(run.process().exitValue()).as(run.err()).isZero();
    Program.Result again = larksong.run("produce", "demo", "--json");
    assertThat(again.json().path("stages"))
        .allSatisfy(stage -> assertThat(stage.path("reused").asBoolean()).isTrue());
    Path cover =
        Path.of(again.json().path("episode").path("mp3").asText()).resolveSibling("cover.jpg");
    assertThat(Pictures.isWhole(cover)).isTrue();
    assertThat(Files.size(cover)).as("with its title").isGreaterThan(60_000);
  }

  /** The largest file that a process may write stands for the room on the disk. */
  @Test
  void aFullDiskFailsAStageAndTheSameCommandSucceedsAfterwards() throws Exception {
    Program larksong = new Program(folder);
    assertThat(larksong.run("produce", "demo", "--edition", "2026-11-20").code()).isZero();
    String[] command = {"produce", "demo", "--edition", "2026-11-21", "--json"};

    List<String> limited =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "ulimit -f 1000; exec \"$@\"",
                "sh",
                Program.java(),
                "-XX:-UsePerfData",
                "-jar",
                Program.jar().toString()));
    limited.addAll(List.of(command));
    Running full = larksong.start(limited, Map.of());

    assertThat(full.process().waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(full.process().exitValue()).as(full.err()).isEqualTo(1);
    assertThat(full.err()).contains("master").doesNotContain("\tat ").doesNotContain("java.");
    assertThat(larksong.run("episodes", "--json").json()).hasSize(1);
    assertThat(larksong.run(command).code()).isZero();
    assertThat(larksong.run("episodes", "--json").json()).hasSize(2);
  }
}
