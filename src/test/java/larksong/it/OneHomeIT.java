package larksong.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import larksong.library.Library;
import larksong.library.ShelvedShow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes on one home, as a server and commands beside it: they begin, end and die as they like.
 */
class OneHomeIT {

  private static final int LANES = 3;
  private static final int ROUNDS = 3;

  @TempDir Path folder;

  @Test
  @Timeout(300)
  void servesProcessesThatComeGoAndDie() throws Exception {
    ExecutorService lanes = Executors.newFixedThreadPool(LANES);
    List<Future<List<String>>> told =
        lanes.invokeAll(
            IntStream.range(0, LANES)
                .<Callable<List<String>>>mapToObj(lane -> () -> processes(lane))
                .toList());
    lanes.shutdown();

    List<String> all = new ArrayList<>();
    for (Future<List<String>> lane : told) {
      all.addAll(lane.get());
    }
    assertThat(all).hasSize(ROUNDS * (20 + 40 + 60));
    try (Library library = Library.open(folder.resolve("home"), Clock.systemUTC())) {
      assertThat(library.shows("owner").stream().map(ShelvedShow::title))
          .containsExactlyInAnyOrderElementsOf(all);
    }
  }

  /** One after the other; each third does not close the library. */
  private List<String> processes(int lane) throws Exception {
    List<String> told = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      boolean dies = (round + lane) % 3 == 1;
      Path errors = folder.resolve(lane + "." + round + ".err");
      Process process =
          Program.beside(
                  OneHomeProcess.class,
                  folder.resolve("home").toString(),
                  lane + "." + round,
                  String.valueOf(20 * (lane + 1)),
                  String.valueOf(dies))
              .redirectError(errors.toFile())
              .start();
      try (Stream<String> lines = process.inputReader(StandardCharsets.UTF_8).lines()) {
        told.addAll(lines.toList());
        assertThat(process.waitFor()).as(Files.readString(errors)).isEqualTo(dies ? 9 : 0);
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
    return told;
  }
}
