package larksong.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import larksong.bucket.Bucket;
import larksong.bucket.S3Server;
import larksong.config.Sections;
import larksong.files.Folders;
import larksong.library.deletion.Deletions;
import larksong.library.store.Leases;
import larksong.library.store.Leases.Lease;
import larksong.library.store.LibraryException;
import larksong.library.store.Store;
import larksong.model.Fixtures;
import larksong.net.Http;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a library promises, for one that several nodes share. */
@Timeout(120)
class SharedLibraryTest extends LibraryTest {

  private static PostgresServer postgres;
  private static S3Server s3;

  private String database = "";

  @BeforeAll
  static void serve() throws Exception {
    postgres = new PostgresServer();
    s3 = S3Server.start();
  }

  @AfterAll
  static void stop() throws Exception {
    s3.close();
    postgres.close();
  }

  @Override
  protected Library library(Clock clock) throws Exception {
    return library("home", clock);
  }

  private Library library(String home, Clock clock) throws Exception {
    if (database.isEmpty()) {
      database = postgres.database();
    }
    Bucket bucket =
        Bucket.of(
            Sections.of(folder, "{ " + s3.settings() + " }"), () -> Http.withoutCache().client());
    return Library.open(
        folder.resolve(home), new Store.Shared(database, "postgres", "", bucket), clock);
  }

  private Library otherNode() throws Exception {
    Path keys = Files.createDirectories(folder.resolve("other/keys"));
    for (String key : new String[] {"tokens.key", "seal.key", "told.key"}) {
      Files.copy(folder.resolve("home/keys").resolve(key), keys.resolve(key));
    }
    return library("other", Clock.systemUTC());
  }

  @Test
  void hasOnEachNodeWhatAnotherShelved() throws Exception {
    ShelvedEpisode shelved =
        library.shelve(Episodes.of(folder.resolve("bench"), Fixtures.EDITION, "sound"));

    try (Library other = otherNode()) {
      assertThat(other.find(shelved.guid())).contains(shelved);
      assertThat(other.media().find(shelved.sha256(), ".mp3").orElseThrow()).hasContent("sound");
      assertThat(other.media().find("0".repeat(64), ".mp3")).isEmpty();
      new Deletions(other).remove(shelved);
      Folders.delete(folder.resolve("home/media"));
      assertThat(library.media().find(shelved.sha256(), ".mp3")).as("gone for all").isEmpty();
    }
  }

  @Test
  void refusesANodeWithKeysOfItsOwn() {
    assertThatThrownBy(() -> library("stranger", Clock.systemUTC()))
        .hasMessageContaining("are not those of the shared library");
  }

  @Test
  void givesALeaseToOneAndTakesNothingFromAHolderOfBefore() throws Exception {
    Leases leases = new Leases(library.store());
    Lease first = leases.take("edition", "one", Duration.ofMillis(1)).orElseThrow();
    Optional<Lease> second = Optional.empty();
    while (second.isEmpty()) {
      second = leases.take("edition", "two", Duration.ofHours(1));
    }

    assertThat(second.get().fence()).isGreaterThan(first.fence());
    assertThat(leases.take("edition", "three", Duration.ofHours(1))).isEmpty();
    assertThat(leases.renew(first, Duration.ofHours(1))).isFalse();
    var episode = Episodes.of(folder.resolve("bench"), Fixtures.EDITION, "late");
    assertThatThrownBy(() -> library.shelve(episode, Store.OWNER, Optional.of(first)))
        .isInstanceOf(LibraryException.class)
        .hasMessageContaining("Another node took over 'edition'");
    assertThat(library.episodes("morning")).isEmpty();
    library.shelve(episode, Store.OWNER, second);
    assertThat(library.episodes("morning")).hasSize(1);
    leases.release(second.get());
    assertThat(leases.take("edition", "three", Duration.ofHours(1))).isPresent();
  }

  @Test
  void forgetsLeasesThatNobodyHasHadForAMonth() {
    Leases leases = new Leases(library.store());
    leases.take("long ago", "one", Duration.ofDays(-31));
    leases.take("yesterday", "one", Duration.ofDays(-1));

    assertThat(leases.forget()).isOne();
    assertThat(leases.take("yesterday", "two", Duration.ofDays(1)).orElseThrow().fence())
        .isEqualTo(2);
  }
}
