package larksong.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Folders that several take away at once. */
@Timeout(60)
class FoldersTest {

  private static final int THREADS = 4;
  private static final int ROUNDS = 5;
  private static final int FILES = 2_000;

  @TempDir Path folder;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void end() throws Exception {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }

  private Path fill(String name) throws IOException {
    Path full = folder.resolve(name);
    for (int i = 0; i < FILES; i++) {
      Path inside = Files.createDirectories(full.resolve("part" + i % 200));
      Files.writeString(inside.resolve("file" + i), "words");
    }
    return full;
  }

  @Test
  void severalDeleteOneFolderAtOnceAndNoneOfThemFails() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Path full = fill("full" + round);
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Future<?>> deletions = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        deletions.add(
            threads.submit(
                () -> {
                  start.await();
                  Folders.delete(full);
                  return full;
                }));
      }
      for (Future<?> deletion : deletions) {
        deletion.get();
      }
      assertThat(full).doesNotExist();
    }
  }

  @Test
  void takesAwayALinkAndNotWhatItLeadsTo() throws Exception {
    Path other = fill("other");
    Path full = fill("full");
    Files.createSymbolicLink(full.resolve("link"), other);

    Folders.delete(full);

    assertThat(full).doesNotExist();
    assertThat(other.resolve("part0/file0")).exists();
  }

  @Test
  void whoWaitsForAFolderThatIsTakenAwayHasNoLockOfIt() throws Exception {
    Path full = fill("full");
    CountDownLatch waiting = new CountDownLatch(1);
    Future<Optional<FolderLock>> second;
    try (FolderLock first = FolderLock.take(full, () -> {})) {
      second = threads.submit(() -> FolderLock.takeIfThere(full, waiting::countDown));
      assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();

      Folders.delete(first.folder());
    }

    assertThat(second.get()).isEmpty();
  }

  @Test
  void whoWaitsForAFolderThatIsMadeAnewHasTheLockOfTheNewOne() throws Exception {
    Path full = fill("full");
    CountDownLatch waiting = new CountDownLatch(1);
    Future<Optional<FolderLock>> second;
    try (FolderLock first = FolderLock.take(full, () -> {})) {
      second = threads.submit(() -> FolderLock.takeIfThere(full, waiting::countDown));
      assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();

      Folders.delete(first.folder());
      Files.createDirectory(full);
    }

    assertThat(second.get()).isPresent();
    assertThat(full.resolve(".lock")).exists();
  }
}
