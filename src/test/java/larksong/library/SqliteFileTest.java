package larksong.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a home may hold where the library's file is to be. */
class SqliteFileTest {

  @TempDir Path home;

  @Test
  void refusesAHomeOfAnEarlierBuildAndLeavesItAsItIs() throws Exception {
    Files.writeString(home.resolve("library.mv.db"), "of another database");

    assertThatThrownBy(this::open)
        .isInstanceOf(LibraryException.class)
        .hasMessageContaining("is of an earlier build (library.mv.db)")
        .hasMessageContaining("nothing was changed")
        .hasMessageContaining("--home");

    assertThat(home.toFile().list()).containsExactly("library.mv.db");
    assertThat(home.resolve("library.mv.db")).hasContent("of another database");
  }

  @Test
  void refusesALibraryThatANewerProgramOpened() throws Exception {
    open().close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "update flyway_schema_history set version = '99' where version = '2'");
    }

    assertThatThrownBy(this::open)
        .isInstanceOf(LibraryException.class)
        .hasMessageContaining("was opened by a newer Larksong (its form is 99")
        .hasMessageContaining("restore a backup");
  }

  @Test
  void saysThatAFileIsNoLibrary() throws Exception {
    Files.writeString(file(), "no database, but a text of more than sixteen bytes");

    assertThatThrownBy(this::open)
        .isInstanceOf(LibraryException.class)
        .hasMessageContaining("damaged or another program's")
        .hasMessageContaining("larksong restore");
  }

  @Test
  void isBegunByOneOfManyThatOpenItFirstAtOnce() throws Exception {
    ExecutorService many = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> ids = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        ids.add(
            many.submit(
                () -> {
                  try (Library library = open()) {
                    return library.id();
                  }
                }));
      }
      String id = ids.get(0).get();
      for (Future<String> other : ids) {
        assertThat(other.get()).isEqualTo(id);
      }
    } finally {
      many.shutdownNow();
    }
  }

  private Path file() {
    return home.resolve(SqliteFile.NAME);
  }

  private Library open() throws Exception {
    return Library.open(home, Clock.systemUTC());
  }
}
