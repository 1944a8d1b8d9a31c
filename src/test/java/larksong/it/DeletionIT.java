package larksong.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import larksong.app.Larksong;
import larksong.app.Remains;
import larksong.app.Station;
import larksong.app.Wired;
import larksong.files.Fingerprint;
import larksong.it.KilledHome.Sign;
import larksong.it.Program.Running;
import larksong.library.ShelvedEpisode;
import larksong.library.deletion.Deletions;
import larksong.library.journal.Deliveries;
import larksong.library.journal.Delivery;
import larksong.model.EditionId;
import larksong.model.RunStatus;
import larksong.studio.Production;
import larksong.studio.Studio;
import larksong.studio.StudioListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever deletes an edition is killed (SIGKILL) on the way: the next start ends it, or the next
 * deletion, and no byte of the home has a word of it.
 */
class DeletionIT {

  private static final String DELETED = "2026-01-01";
  private static final String KEPT = "2026-01-02";

  private static final List<String> WORDS = List.of("quokkaheading", "quokkanote");

  @TempDir Path folder;

  private EditionId deleted;
  private String sound;

  /** A moment of a deletion, by what can be seen of it, and how many milliseconds later. */
  private record Moment(String what, Sign sign, long after) {}

  private static List<Moment> moments(KilledHome home, Running run, String sound) throws Exception {
    Path work = home.home().resolve("work/morning").resolve(DELETED);
    Path fetched = home.home().resolve("fetched").resolve(sound);
    Path media = home.home().resolve("media").resolve(sound.substring(0, 2));
    Path given = published(home.folder().resolve("published"), sound);
    Sign begins = () -> run.out().contains(DeletingProcess.BEGINS);
    return List.of(
        new Moment("begins", begins, 0),
        new Moment("ends its rows", begins, 5),
        new Moment("takes its work away", () -> !Files.exists(work.resolve("script.json")), 0),
        new Moment("takes its sound", () -> !Files.exists(media.resolve(sound + ".mp3")), 0),
        new Moment("takes what was fetched", () -> !Files.exists(fetched), 0),
        new Moment("writes the file anew", () -> !Files.exists(fetched), 15),
        new Moment("asks a target for it", () -> !Files.exists(given), 0));
  }

  /** Where a target has a recording. */
  private static Path published(Path folder, String sound) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".mp3")).toList()) {
        if (Fingerprint.of(file).equals(sound)) {
          return file;
        }
      }
    }
    throw new IllegalStateException("Expected a recording in " + folder);
  }

  private static Larksong open(KilledHome home) throws Exception {
    return Larksong.open(
        home.home(), home.folder().resolve("config"), Map.of(), Clock.systemUTC(), false);
  }

  private static Production produce(Larksong larksong, KilledHome home, String day, String animal)
      throws Exception {
    Files.writeString(
        home.folder().resolve("notes/oats.md"),
        "# The " + animal + "heading\n\nThe " + animal + "note is in the tin.\n");
    Wired wired = larksong.show("morning");
    Production made =
        larksong.produce(
            wired,
            larksong.edition(wired, Optional.of(day), true),
            Studio.Order.ALL,
            StudioListener.SILENT);
    assertThat(made.status()).isEqualTo(RunStatus.PUBLISHED);
    return made;
  }

  /** With two editions, one of which was also fetched for a target. */
  private KilledHome furnished() throws Exception {
    KilledHome home =
        KilledHome.in(
            folder.resolve("deleted"),
            "targets: { files: { kind: folder, path: ../published } }\n",
            "library, files");
    try (Larksong larksong = open(home)) {
      Production made = produce(larksong, home, DELETED, "quokka");
      produce(larksong, home, KEPT, "wombat");
      deleted = made.edition().id();
      sound = larksong.library().find(deleted).map(ShelvedEpisode::sha256).orElseThrow();
      Path fetched = Files.createDirectories(home.home().resolve("fetched").resolve(sound));
      for (String file : List.of("episode.mp3", "transcript.vtt", "cover.jpg")) {
        Files.copy(made.folder().resolve(file), fetched.resolve(file));
      }
    }
    Files.delete(home.folder().resolve("notes/oats.md"));
    assertThat(Remains.of(home.home(), WORDS)).isNotEmpty();
    return home;
  }

  @Test
  @Timeout(120)
  void endsADeletionWhoseProcessWasKilled() throws Exception {
    KilledHome first = furnished();
    Path place = first.folder(); // by which its target is known
    KilledHome whole = first.copy();
    first.delete();
    List<String> broken = new ArrayList<>();
    int all = 1;
    for (int turn = 0; turn < all; turn++) {
      KilledHome home = whole.copyTo(place);
      Running run = delete(home);
      List<Moment> moments = moments(home, run, sound);
      all = moments.size();
      Moment moment = moments.get(turn);

      boolean killed = KilledHome.kill(run, moment.sign(), moment.after());

      boolean begun = !hasRows(home);
      if (killed && begun && !isEnded(home)) {
        broken.add(moment.what());
      }
      if (begun && turn % 2 == 0) {
        startAgain(home);
      } else {
        deleteAgain(home);
      }
      assertGoneAndTheOtherWhole(home, moment.what());
      home.delete();
    }
    assertThat(broken).as("deletions that were broken off").hasSizeGreaterThanOrEqualTo(3);
  }

  private Running delete(KilledHome home) throws Exception {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process =
        Program.beside(
                DeletingProcess.class,
                home.home().toString(),
                home.folder().resolve("config").toString(),
                deleted.text())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new Running(process, out, err);
  }

  private static boolean hasRows(KilledHome home) throws Exception {
    String rows = "select count(*) from episode where edition = '" + DELETED + "'";
    return home.library().copied(file -> file.count(rows)) > 0;
  }

  /** Nothing is noted any more, and no target is still to be asked. */
  private static boolean isEnded(KilledHome home) throws Exception {
    String open =
        "select (select count(*) from deletion)"
            + " + (select count(*) from delivery where state = 'DELETING')";
    return home.library().copied(file -> file.count(open)) == 0;
  }

  /** As {@code serve} does. */
  private static void startAgain(KilledHome home) throws Exception {
    try (Larksong larksong = open(home);
        Station station = Station.start(larksong, 0)) {
      assertThat(station.port()).isPositive();
      while (!new Deletions(larksong.library()).begun().isEmpty()
          || new Deliveries(larksong.library().store())
              .of("morning").stream().anyMatch(one -> one.state() != Delivery.State.THERE)) {
        Thread.onSpinWait();
      }
    }
  }

  private void deleteAgain(KilledHome home) throws Exception {
    try (Larksong larksong = open(home)) {
      assertThat(larksong.deletion().delete(deleted).whole()).isTrue();
    }
  }

  private static void assertGoneAndTheOtherWhole(KilledHome home, String when) throws Exception {
    assertThat(Remains.of(home.home(), WORDS)).as(when).isEmpty();
    assertThat(Remains.of(home.folder().resolve("published"), WORDS)).as(when).isEmpty();
    assertThat(home.library().damage()).as(when).isEmpty();
    assertThat(home.library().withoutTheirFiles()).as(when).isEmpty();
    try (Larksong larksong = open(home)) {
      assertThat(larksong.library().episodes("morning"))
          .as(when)
          .extracting(episode -> episode.edition().label())
          .containsExactly(KEPT);
      assertThat(larksong.caretaker().missing(true)).as(when).isEmpty();
      assertThat(new Deliveries(larksong.library().store()).of("morning"))
          .as(when)
          .extracting(one -> one.edition().label() + " " + one.state())
          .containsExactly(KEPT + " " + Delivery.State.THERE);
      assertThat(Remains.of(home.home().resolve("work"), List.of("wombatnote")))
          .as(when)
          .isNotEmpty();
    }
  }
}
