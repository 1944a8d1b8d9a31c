package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import larksong.bucket.Bucket;
import larksong.config.Sections;
import larksong.library.Library;
import larksong.library.PostgresServer;
import larksong.library.store.Leases;
import larksong.library.store.Leases.Lease;
import larksong.library.store.Store;
import larksong.model.RunStatus;
import larksong.net.Http;
import larksong.studio.Chronicle;
import larksong.studio.ChronicleContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a chronicle promises, of two nodes that share a library. */
class SharedChronicleTest extends ChronicleContract {

  private static PostgresServer postgres;

  @TempDir Path home;
  private Library library;
  private Library other;

  @BeforeAll
  static void serve() throws Exception {
    postgres = new PostgresServer();
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  @BeforeEach
  void open() throws Exception {
    Bucket unused =
        Bucket.of(
            Sections.of(
                home,
                "{ endpoint: \"http://127.0.0.1:1\", bucket: none, access-key: a, secret-key: b }"),
            Http.withoutCache()::client);
    Store.Shared shared = new Store.Shared(postgres.database(), "postgres", "", unused);
    library = Library.open(home, shared, Clock.systemUTC());
    other = Library.open(home, shared, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    other.close();
    library.close();
  }

  @Override
  protected Chronicle chronicle() {
    return new LibraryChronicle(() -> library, edition -> Optional.empty());
  }

  @Override
  protected Chronicle another() {
    return new LibraryChronicle(() -> other, edition -> Optional.empty());
  }

  @Test
  void takesNoWordOfANodeThatWasStalledWhileAnotherMadeTheEdition() {
    Leases leases = new Leases(library.store());
    Lease stalled = leases.take("edition", "one", Duration.ZERO).orElseThrow();
    Optional<Lease> turn = Optional.empty();
    while (turn.isEmpty()) {
      turn = leases.take("edition", "two", Duration.ofHours(1));
    }
    Lease latest = turn.get();
    new LibraryChronicle(() -> other, edition -> Optional.of(latest))
        .note(FIRST, ended(FIRST, RunStatus.PUBLISHED, 700L), Optional.empty());

    new LibraryChronicle(() -> library, edition -> Optional.of(stalled))
        .note(FIRST, ended(FIRST, RunStatus.FAILED, null), Optional.empty());

    assertThat(chronicle().find(FIRST)).contains(ended(FIRST, RunStatus.PUBLISHED, 700L));
  }
}
