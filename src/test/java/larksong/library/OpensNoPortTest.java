package larksong.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import larksong.model.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library is used through its file alone: nobody on the machine finds a way in beside it. */
class OpensNoPortTest {

  /** State of a socket that waits for connections, in Linux' table of them. */
  private static final String LISTENS = "0A";

  @TempDir Path folder;

  @Test
  void whileItIsUsed() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/self/net/tcp")), "this system has no such table");
    Set<String> before = listening();
    try (Library library = Library.open(folder, Clock.systemUTC());
        Library other = Library.open(folder, Clock.systemUTC())) {
      library.shelve(Episodes.of(folder.resolve("bench"), Fixtures.EDITION, "sound"));

      assertThat(other.shows()).hasSize(1);
      assertThat(listening()).isEqualTo(before);
    }
  }

  @Test
  void hasNoDatabaseThatCouldServeOthers() {
    assertThat(DriverManager.drivers().map(Driver::getClass).map(Class::getName))
        .contains("org.sqlite.JDBC")
        .allMatch(name -> name.matches("org\\.sqlite\\..*|org\\.postgresql\\..*"));
  }

  /** The sockets of this process that wait for connections, by their numbers in the system. */
  private static Set<String> listening() throws IOException {
    Set<String> listening = new HashSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/self/net", table))) {
        List<String> columns = List.of(line.strip().split("\\s+", -1));
        if (columns.get(3).equals(LISTENS)) {
          listening.add("socket:[" + columns.get(9) + "]");
        }
      }
    }
    listening.retainAll(ours());
    return listening;
  }

  private static Set<String> ours() throws IOException {
    Set<String> ours = new HashSet<>();
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      for (Path file : open.toList()) {
        link(file).ifPresent(ours::add);
      }
    }
    return ours;
  }

  /** What an open file leads to; empty if it was closed meanwhile. */
  private static Optional<String> link(Path file) {
    try {
      return Optional.of(Files.readSymbolicLink(file).toString());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
