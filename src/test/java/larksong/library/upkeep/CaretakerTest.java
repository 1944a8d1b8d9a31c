package larksong.library.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import larksong.library.Episodes;
import larksong.library.Library;
import larksong.library.ShelvedEpisode;
import larksong.library.deletion.Deletions;
import larksong.model.Edition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rows against files. */
@Timeout(60)
class CaretakerTest {

  private static final Duration HOURS_25 = Duration.ofHours(25);

  @TempDir Path home;

  private final Clock clock = Clock.systemUTC();

  private ShelvedEpisode shelve(Library library, String day, String sound) throws Exception {
    return library.shelve(
        Episodes.of(home.resolve("bench"), Edition.of("morning", day, ZoneOffset.UTC), sound));
  }

  private Path left(String name, Duration age) throws Exception {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "left");
    return aged(file, age);
  }

  /** With the folders that it is in. */
  private Path aged(Path file, Duration age) throws Exception {
    FileTime time = FileTime.from(clock.instant().minus(age));
    for (Path one = file; !one.equals(home); one = one.getParent()) {
      Files.setLastModifiedTime(one, time);
    }
    return file;
  }

  @Test
  void namesTheEpisodesWhoseFilesAreGoneOrDiffer() throws Exception {
    try (Library library = Library.open(home, clock)) {
      ShelvedEpisode gone = shelve(library, "2026-11-18", "gone");
      ShelvedEpisode cut = shelve(library, "2026-11-19", "cut off");
      ShelvedEpisode other = shelve(library, "2026-11-20", "other");
      shelve(library, "2026-11-21", "whole");
      Caretaker caretaker = new Caretaker(library, home);
      assertThat(caretaker.missing(true)).isEmpty();
      Files.delete(library.media().path(gone.sha256(), ".mp3"));
      Files.writeString(library.media().path(cut.sha256(), ".mp3"), "cut");
      Files.writeString(library.media().path(other.sha256(), ".mp3"), "OTHER");

      assertThat(caretaker.missing(false))
          .extracting(lost -> lost.owners().get(0))
          .containsExactlyInAnyOrder(
              "morning/2026-11-18 'Morning & more'", "morning/2026-11-19 'Morning & more'");
      assertThat(caretaker.missing(true)).as("read through").hasSize(3);

      new Deletions(library).remove(gone);
      assertThat(caretaker.missing(false)).as("off the shelf").hasSize(1);
    }
  }

  @Test
  void sweepsWhatKilledProcessesLeftOnceItIsADayOld() throws Exception {
    try (Library library = Library.open(home, clock)) {
      ShelvedEpisode episode = shelve(library, "2026-11-21", "needed");
      aged(library.media().path(episode.sha256(), ".mp3"), HOURS_25);
      aged(library.media().path(episode.cover(), ".jpg"), HOURS_25);
      String sound = "media/aa/" + "a".repeat(64) + ".mp3";
      List<String> names =
          List.of(
              "backup-1/rows",
              "restore-1/library.db",
              "say-1/say.mp3",
              "uploads/own-1/episode.mp3",
              "uploads/upload-1/episode.mp3",
              "fetched/part-1/episode.mp3",
              "work/morning/2026-11-21/.script.json-1.part",
              "media/aa/.x-1.part",
              "voice-1.part",
              sound);
      for (String name : names) {
        left(name, Duration.ofHours(23));
      }
      Path running = left("uploads/own-2/old", HOURS_25);
      left("uploads/own-2/young", Duration.ofMinutes(1));
      Path owners = left("media/aa/of-the-owner.txt", HOURS_25);
      Path bench = left("work/morning/2026-11-21/script.json", HOURS_25);
      Caretaker caretaker = new Caretaker(library, home);

      for (String name : names) {
        aged(home.resolve(name), Duration.ofHours(23));
      }
      assertThat(caretaker.sweep()).as("all of it is younger").isZero();
      for (String name : names) {
        aged(home.resolve(name), HOURS_25);
      }
      aged(home.resolve("uploads/own-2/young"), Duration.ofMinutes(1));
      assertThat(caretaker.sweep()).isEqualTo(names.size());

      for (String name : names) {
        assertThat(home.resolve(name)).doesNotExist();
      }
      assertThat(running).as("whoever makes it is at work").exists();
      assertThat(owners).exists();
      assertThat(bench).exists();
      assertThat(library.media().path(episode.sha256(), ".mp3")).as("a row needs it").exists();
      assertThat(library.media().path(episode.cover(), ".jpg")).exists();
    }
  }

  @Test
  void shelvesTheSoundAgainWhereTheFileOnTheShelfIsDamaged() throws Exception {
    try (Library library = Library.open(home, clock)) {
      ShelvedEpisode episode = shelve(library, "2026-11-21", "needed");
      Path kept = library.media().path(episode.sha256(), ".mp3");
      assertThat(Caretaker.isWhole(library, episode)).isTrue();
      Files.writeString(kept, "NEEDED");
      assertThat(Caretaker.isWhole(library, episode)).isFalse();

      shelve(library, "2026-11-21", "needed");

      assertThat(kept).hasContent("needed");
      assertThat(Caretaker.isWhole(library, episode)).isTrue();
    }
  }

  @Test
  void doesNotSweepASoundThatComesBackToTheShelf() throws Exception {
    try (Library library = Library.open(home, clock)) {
      Path kept = library.media().path(larksong.files.Fingerprint.of("again"), ".mp3");
      left(home.relativize(kept).toString(), HOURS_25);
      Files.writeString(kept, "again");
      aged(kept, HOURS_25);

      shelve(library, "2026-11-21", "again");

      assertThat(Files.getLastModifiedTime(kept).toInstant())
          .as("as young as its row")
          .isAfter(Instant.now().minus(Duration.ofHours(1)));
      assertThat(new Caretaker(library, home).sweep()).isZero();
    }
  }

  @Test
  void isSweptBeforeABackup() throws Exception {
    try (Library library = Library.open(home, clock)) {
      Path left = left("uploads/own-1/episode.mp3", HOURS_25);
      Backup.write(
          library, home, new java.util.TreeMap<>(), home.resolveSibling("backup-of-it.zip"));
      assertThat(left).doesNotExist();
    }
  }
}
