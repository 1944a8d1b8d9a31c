package larksong.library.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import larksong.library.Episodes;
import larksong.library.Library;
import larksong.library.deletion.Deletions;
import larksong.library.journal.Runs;
import larksong.library.journal.Troubles;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Kept;
import larksong.model.Level;
import larksong.model.RunStatus;
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

  /** As after months: pages were filled, balanced and emptied many times. */
  @Test
  void hasNoWordOfWhatWasDeletedOnceItIsScrubbed() throws Exception {
    Random random = new Random(1);
    try (Library library = open()) {
      List<Edition> there = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        boolean goes = random.nextInt(5) > 0;
        Edition edition =
            new Edition("morning", LocalDate.of(2026, 1, 1).plusDays(i).atStartOfDay(), UTC);
        note(library, edition, (goes ? "quokka" : "wombat") + i + " ", random);
        if (goes) {
          there.add(edition);
        }
        if (there.size() > 20) {
          Edition gone = there.remove(random.nextInt(there.size()));
          new Deletions(library).begin(gone.id(), Deletions.Rest.NOTHING, record -> record);
        }
      }
      for (Edition gone : there) {
        new Deletions(library).begin(gone.id(), Deletions.Rest.NOTHING, record -> record);
      }
      assertThat(new Deletions(library).scrub()).isTrue();

      for (String name : List.of("", "-wal")) {
        String bytes = Files.readString(home.resolve(SqliteFile.NAME + name), ISO_8859_1);
        assertThat(bytes.contains("quokka")).as(name).isFalse();
      }
      assertThat(library.search(Store.OWNER, "wombat")).isNotEmpty();
    }
  }

  private void note(Library library, Edition edition, String word, Random random) throws Exception {
    String words = word.repeat(1 + random.nextInt(60));
    new Runs(library.store())
        .note(
            new Runs.Ended(
                edition.id(), RunStatus.HELD, "", Instant.EPOCH, Optional.empty(), words),
            random.nextBoolean() ? Optional.of(words.repeat(3)) : Optional.empty(),
            Optional.empty());
    library.shelve(saying(Episodes.of(home.resolve("bench"), edition, "same"), words));
  }

  private static Episode saying(Episode episode, String words) {
    return new Episode(
        episode.edition(),
        episode.show(),
        episode.title(),
        words,
        episode.notes(),
        episode.recording(),
        episode.provenance(),
        episode.folder(),
        List.of(words),
        new Kept(words, Level.LOCAL),
        Level.LOCAL);
  }

  @Test
  void isScrubbedLaterIfSomebodyReads() throws Exception {
    try (Library library = open();
        Connection reader = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.executeQuery("select count(*) from show").close();
      new Troubles(library.store()).begin("a trouble");

      assertThat(new Deletions(library).scrub()).isFalse();

      reader.rollback();
      assertThat(new Deletions(library).scrub()).isTrue();
      assertThat(home.resolve(SqliteFile.NAME + "-wal")).isEmptyFile();
    }
  }

  private Path file() {
    return home.resolve(SqliteFile.NAME);
  }

  private Library open() throws Exception {
    return Library.open(home, Clock.systemUTC());
  }
}
