package larksong.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import larksong.model.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

  @TempDir Path folder;

  @Test
  void bringsALibraryToAnotherHomeWithItsIdentityAndTokens() throws Exception {
    Path home = folder.resolve("home");
    Path zip = folder.resolve("backup.zip");
    ShelvedEpisode episode;
    String token;
    URI first = URI.create("https://first.example");
    try (Library library = Library.open(home, Clock.systemUTC())) {
      episode = library.shelve(Episodes.of(folder.resolve("b"), Fixtures.EDITION, "sound"));
      token = library.tokens(home).listening("phone");
      assertThat(library.identity(first)).isEqualTo(first);
      Backup.write(library, home, zip);
      assertThat(library.isThere()).as("it stays in use").isTrue();
    }

    Path other = folder.resolve("other");
    Backup.restore(zip, other);

    try (Library restored = Library.open(other, Clock.systemUTC())) {
      assertThat(restored.find(episode.guid())).contains(episode);
      assertThat(restored.media().path(episode.sha256(), ".mp3")).hasContent("sound");
      assertThat(restored.tokens(other).listening("phone")).isEqualTo(token);
      assertThat(restored.seal().isGenuine(episode.seal().orElseThrow())).isTrue();
      assertThat(restored.identity(URI.create("https://second.example")))
          .as("a moved podcast stays the same podcast")
          .isEqualTo(first);
    }
    assertThat(home.toFile().list()).noneMatch(name -> name.startsWith("backup-"));
    assertThatThrownBy(() -> Backup.restore(zip, other))
        .hasMessageContaining("There is a library in");
  }

  @Test
  void losesNothingOfALibraryInUseHoweverOftenItsCopyIsOpened() throws Exception {
    Path home = folder.resolve("used");
    Path zip = folder.resolve("used.zip");
    Path copy = folder.resolve("copy");
    try (Library library = Library.open(home, Clock.systemUTC())) {
      for (int i = 0; i < 300; i++) {
        library.troubles().begin("trouble " + i);
        if (i % 60 == 0) {
          library.shelve(
              Episodes.of(
                  folder.resolve("bench"),
                  larksong.model.Edition.of(
                      "morning", "2026-11-" + (10 + i / 60), java.time.ZoneOffset.UTC),
                  "sound " + i));
        }
      }
      Backup.write(library, home, zip);
    }
    Backup.restore(zip, copy);

    for (int opening = 0; opening < 3; opening++) {
      try (Library library = Library.open(copy, Clock.systemUTC())) {
        assertThat(library.episodes("morning")).as("opening " + opening).hasSize(5);
        assertThat(library.troubles().begin("trouble 299")).isFalse();
      }
    }
  }

  @Test
  void refusesABackupThatLeadsOutOfItsFolderOrIsDamaged() throws Exception {
    for (String name :
        new String[] {"../evil", "keys/../../evil.key", "/etc/evil", "media/aa/x.mp3"}) {
      assertThatThrownBy(() -> Backup.restore(zip(name), folder.resolve("new")))
          .hasMessageContaining("a file that no backup has");
    }
    assertThatThrownBy(
            () -> Backup.restore(zip("media/aa/" + "a".repeat(64) + ".mp3"), folder.resolve("new")))
        .hasMessageContaining("A recording in the backup is damaged");
    assertThat(folder.resolve("evil")).doesNotExist();
    assertThat(folder.resolve("new/library.db")).doesNotExist();
    Path text = folder.resolve("text.zip");
    Files.writeString(text, "no zip");
    assertThatThrownBy(() -> Backup.restore(text, folder.resolve("new")))
        .hasMessageContaining("is no ZIP file");
  }

  @Test
  void removesOldEpisodesOnlyAsTheRuleSays() throws Exception {
    Path home = folder.resolve("home");
    Instant now = Instant.parse("2026-11-21T06:00:00Z");
    try (Library library = Library.open(home, Clock.fixed(now, java.time.ZoneOffset.UTC))) {
      for (int i = 0; i < 4; i++) {
        library.shelve(
            Episodes.of(
                folder.resolve("b"),
                new larksong.model.Edition(
                    "morning", Fixtures.DAY.minusDays(i).atStartOfDay(), Fixtures.STOCKHOLM),
                i < 2 ? "same" : "sound " + i));
      }

      assertThat(library.retain("morning", 1, now)).as("none is older than that").isZero();
      assertThat(library.retain("morning", 3, now.plusSeconds(1))).isEqualTo(1);
      assertThat(library.retain("morning", 1, now.plusSeconds(1))).isEqualTo(2);
      assertThat(library.before(Fixtures.EDITION).told())
          .as("what they told is not told again")
          .contains("article the bridge");

      ShelvedEpisode left = library.episodes("morning").get(0);
      assertThat(left.edition().label()).isEqualTo(Fixtures.DAY.toString());
      assertThat(library.media().path(left.sha256(), ".mp3"))
          .as("what another episode still has stays")
          .hasContent("same");
    }
  }

  private Path zip(String name) throws Exception {
    Path zip = folder.resolve("bad.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      entries.putNextEntry(new ZipEntry("library.db"));
      entries.write("db".getBytes(StandardCharsets.UTF_8));
      entries.putNextEntry(new ZipEntry(name));
      entries.write("x".getBytes(StandardCharsets.UTF_8));
    }
    return zip;
  }
}
