package larksong.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import larksong.library.Library;
import larksong.studio.Chronicle;
import larksong.studio.ChronicleContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class LibraryChronicleTest extends ChronicleContract {

  @TempDir Path home;
  private Library library;

  @BeforeEach
  void open() throws Exception {
    library = Library.open(home, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    library.close();
  }

  @Override
  protected Chronicle chronicle() {
    return new LibraryChronicle(() -> library, edition -> Optional.empty());
  }

  @Override
  protected Chronicle another() {
    return chronicle();
  }
}
