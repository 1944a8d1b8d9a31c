package larksong.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class HomeFilesTest {

  private static final int ASKING = 6;

  @TempDir Path home;

  /** Such as jobs of a schedule that is stopped; who opened them would never close them. */
  @RepeatedTest(20)
  void opensNothingAgainForWhoeverAsksWhileItIsClosed() throws Exception {
    HomeFiles files = new HomeFiles(home);
    Connection first = files.pool().getConnection();
    CountDownLatch closing = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < ASKING; i++) {
      Thread thread = new Thread(() -> ask(files, closing));
      thread.start();
      threads.add(thread);
    }

    closing.countDown();
    files.close();

    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(first.isClosed()).isTrue();
    assertThat(home.resolve("library.lock.db")).as("in use").doesNotExist();
  }

  private static void ask(HomeFiles files, CountDownLatch closing) {
    try {
      closing.await();
      files.pool().getConnection(); // kept, as by a job that is at work
    } catch (SQLException | IllegalStateException | InterruptedException e) {
      return; // it is closed
    }
  }
}
