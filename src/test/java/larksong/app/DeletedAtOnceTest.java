package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import larksong.config.ShowFile;
import larksong.library.deletion.Deletions;
import larksong.library.journal.Runs;
import larksong.model.EditionId;
import larksong.model.MovableClock;
import larksong.model.RunStatus;
import larksong.studio.Studio;
import larksong.studio.StudioListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An edition that several end at the same time is gone, and none of them fails. */
@Timeout(120)
class DeletedAtOnceTest {

  private static final String FIRST = "2026-11-21";
  private static final String SECOND = "2026-11-22";

  @TempDir Path folder;

  private final MovableClock clock = new MovableClock(FIRST + "T05:30:00Z");
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeEach
  void configure() throws Exception {
    Files.writeString(
        Files.createDirectories(folder.resolve("config/shows")).resolve("../larksong.yaml"),
        "targets: { files: { kind: folder, path: ../published } }\n");
    Files.writeString(
        folder.resolve("config/shows/morning.yaml"),
        """
        title: Morning
        kind: morning-briefing
        zone: UTC
        sources: [{ notes: ../../notes, window: all }]
        publish: [library, files]
        """);
  }

  @AfterEach
  void end() throws Exception {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }

  private Larksong open() throws Exception {
    return Larksong.open(folder.resolve("home"), folder.resolve("config"), Map.of(), clock, false);
  }

  private EditionId produce(Larksong larksong, String day, String animal) throws Exception {
    Files.writeString(
        Files.createDirectories(folder.resolve("notes")).resolve("note.md"),
        "# The " + animal + "heading\n\nThe " + animal + "note is in the tin.\n");
    Wired wired = larksong.show("morning");
    var made =
        larksong.produce(
            wired,
            larksong.edition(wired, Optional.of(day), true),
            Studio.Order.ALL,
            StudioListener.SILENT);
    assertThat(made.status()).isEqualTo(RunStatus.PUBLISHED);
    clock.pass(Duration.ofDays(1));
    return made.edition().id();
  }

  private <T> List<T> atOnce(List<Callable<T>> all) throws Exception {
    CyclicBarrier start = new CyclicBarrier(all.size());
    List<Future<T>> running = new ArrayList<>();
    for (Callable<T> one : all) {
      running.add(
          threads.submit(
              () -> {
                start.await();
                return one.call();
              }));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> one : running) {
      results.add(one.get());
    }
    return results;
  }

  private void assertGoneAndTheOtherWhole(Larksong larksong) throws Exception {
    List<String> words = List.of("quokkaheading", "quokkanote");
    larksong.targets().goOn(); // what came while another was at the target waits for the next round
    assertThat(Remains.of(folder.resolve("home"), words)).isEmpty();
    assertThat(Remains.of(folder.resolve("published"), words)).isEmpty();
    assertThat(new Deletions(larksong.library()).begun()).isEmpty();
    assertThat(larksong.library().episodes("morning"))
        .extracting(episode -> episode.edition().label())
        .containsExactly(SECOND);
    assertThat(larksong.caretaker().missing(true)).isEmpty();
    assertThat(Remains.of(folder.resolve("home/work"), List.of("wombatnote"))).isNotEmpty();
  }

  @RepeatedTest(3)
  void severalDeleteOneEditionAndEachSaysThatItIsGone() throws Exception {
    try (Larksong larksong = open();
        Larksong another = open()) {
      EditionId first = produce(larksong, FIRST, "quokka");
      produce(larksong, SECOND, "wombat");

      List<Deletion.Deleted> results =
          atOnce(
              List.of(
                  () -> larksong.deletion().delete(first),
                  () -> larksong.deletion().delete(first),
                  () -> another.deletion().delete(first)));

      assertThat(results).allSatisfy(one -> assertThat(one.whole()).isTrue());
      assertGoneAndTheOtherWhole(larksong);
    }
  }

  @RepeatedTest(3)
  void theOwnerDeletesWhatTheRuleEndsAndTheSweepPasses() throws Exception {
    try (Larksong larksong = open()) {
      EditionId first = produce(larksong, FIRST, "quokka");
      produce(larksong, SECOND, "wombat");
      clock.pass(Duration.ofDays(3));
      Wired wired = larksong.show("morning");

      atOnce(
          List.of(
              () -> larksong.deletion().delete(first).whole(),
              () -> {
                larksong.deletion().retain(wired, new ShowFile.Keep(1, Duration.ofDays(1)));
                return true;
              },
              () -> {
                larksong.caretaker().sweep();
                return true;
              },
              () -> {
                larksong.deletion().goOn();
                return true;
              }));

      larksong.targets().goOn();
      assertGoneAndTheOtherWhole(larksong);
      assertThat(new Runs(larksong.library().store()).inStatus(RunStatus.PUBLISHED))
          .as("deleted, and not only ended")
          .doesNotContain(first);
    }
  }

  @Test
  void whatCannotBeLockedIsStillDeletedLater() throws Exception {
    try (Larksong larksong = open()) {
      EditionId first = produce(larksong, FIRST, "quokka");
      produce(larksong, SECOND, "wombat");
      Path lock = folder.resolve("home/work/morning/" + FIRST + "/.lock");
      Files.delete(lock);
      Files.createSymbolicLink(lock, folder.resolve("nowhere/lock"));

      assertThat(larksong.deletion().delete(first).whole()).isFalse();
      Files.delete(lock);
      larksong.deletion().goOn();

      assertGoneAndTheOtherWhole(larksong);
    }
  }
}
