package larksong.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program is killed (SIGKILL) in each phase of its life: nothing that it acknowledged is lost,
 * nothing is anywhere twice, and every home opens.
 *
 * <p>{@code mvn -Pfaults verify} kills 25 times in each phase, every build once in most.
 */
class ExactlyOnceIT {

  private static final int KILLS = Integer.getInteger("larksong.kills", 14);

  /** Each rehearsal mostly waits for one process. */
  private static final int LANES = 2;

  @TempDir Path folder;

  @Test
  void losesAndRepeatsNothingWhereverItIsKilled() throws Exception {
    Set<Phase> phases =
        KILLS < Phase.values().length ? Phase.inEachBuild() : EnumSet.allOf(Phase.class);
    int each = Math.max(1, KILLS / Phase.values().length);
    Tally tally = new Tally();
    ExecutorService lanes = Executors.newFixedThreadPool(LANES);
    List<Future<?>> running = new ArrayList<>();
    for (Rehearsal rehearsal :
        List.of(
            new Productions(tally, phases, each, folder),
            new FirstStarts(tally, each, folder),
            new Copies(tally, each, folder),
            new SentRecordings(tally, each, folder),
            new OneHome(tally, each, folder))) {
      running.add(
          lanes.submit(
              () -> {
                rehearsal.run();
                return rehearsal;
              }));
    }
    lanes.shutdown();
    try {
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      lanes.shutdownNow();
      assertThat(lanes.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
      System.out.print(tally.report());
      tally.faults().forEach(System.out::println);
    }

    assertThat(tally.faults()).isEmpty();
    if (each > 1) { // one kill alone may come when its phase is just over
      for (Phase phase : phases) {
        assertThat(tally.kills(phase)).as(phase.words).isGreaterThanOrEqualTo(each);
      }
    }
    assertThat(phases.stream().mapToInt(tally::kills).sum())
        .as("kills in a phase")
        .isGreaterThanOrEqualTo((phases.size() - 2) * each);
  }
}
