package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import larksong.files.Fingerprint;
import larksong.files.Folders;
import larksong.json.Json;
import larksong.library.journal.Deliveries;
import larksong.library.journal.Delivery;
import larksong.model.MovableClock;
import larksong.model.Publication;
import larksong.model.Publication.State;
import larksong.model.Recording;
import larksong.model.RunStatus;
import larksong.studio.Production;
import larksong.studio.RunRecord;
import larksong.studio.Studio;
import larksong.studio.StudioListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A show that goes to several places, each at its own pace. */
class TargetsTest {

  @TempDir Path folder;

  private final MovableClock clock = new MovableClock("2026-11-21T05:30:00Z");

  @BeforeEach
  void configure() throws Exception {
    Path config = Files.createDirectories(folder.resolve("config/shows")).getParent();
    Files.writeString(
        Files.createDirectories(folder.resolve("notes")).resolve("note.md"),
        "# Oats\n\nThe oats are in the tin.\n");
    Files.writeString(
        config.resolve("larksong.yaml"),
        """
        targets:
          files: { kind: folder, path: ../published }
          rack: { kind: command, run: [sh, -c, "test -f %1$s/open && cat > %1$s/given"] }
        """
            .formatted(folder));
    Files.writeString(
        config.resolve("shows/morning.yaml"),
        """
        title: Morning
        kind: morning-briefing
        zone: Europe/Berlin
        sources: [{ notes: ../../notes, window: all }]
        publish: [rack, library, files]
        """);
  }

  @Test
  void bringsAnEditionEverywhereAndLaterWhereItCouldNotGo() throws Exception {
    try (Larksong larksong = open()) {
      Production production = produce(larksong);

      assertThat(production.status()).isEqualTo(RunStatus.PUBLISHED);
      assertThat(production.publications())
          .extracting(Publication::target, Publication::state)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("rack", State.WAITING),
              org.assertj.core.groups.Tuple.tuple("library", State.PUBLISHED),
              org.assertj.core.groups.Tuple.tuple("files", State.PUBLISHED));
      assertThat(folder.resolve("published/shows/morning/feed.xml")).content().contains("<item>");
      assertThat(new Deliveries(larksong.library().store()).missing())
          .extracting(Delivery::label, Delivery::state)
          .containsExactly(org.assertj.core.groups.Tuple.tuple("rack", Delivery.State.WAITING));
      assertThat(new Examination(larksong).examine(false))
          .filteredOn(result -> result.what().equals("target rack"))
          .singleElement()
          .satisfies(result -> assertThat(result.ok()).isFalse());
    }
    Files.createFile(folder.resolve("open"));
    clock.pass(Duration.ofMinutes(5));
    try (Larksong later = open()) {
      later.targets().goOn("rack", later.alarm());

      assertThat(new Deliveries(later.library().store()).missing()).isEmpty();
      assertThat(folder.resolve("given")).content().contains("\"edition\":\"morning/2026-11-21\"");
      Files.delete(folder.resolve("given"));
      assertThat(produce(later).publications())
          .extracting(Publication::state)
          .containsOnly(State.PUBLISHED);
      assertThat(folder.resolve("given")).as("once is enough").doesNotExist();

      Folders.delete(folder.resolve("published"));
      produce(later);
      assertThat(folder.resolve("published/shows/morning/feed.xml"))
          .as("what a target lost goes there again")
          .content()
          .contains("<item>");
    }
  }

  @Test
  void bringsWhatIsWholeLaterWhereverItLies() throws Exception {
    Recording recording;
    try (Larksong larksong = open()) {
      recording = produce(larksong).recording().orElseThrow();
    }
    Path bench = folder.resolve("home/work/morning/2026-11-21");
    Files.write(bench.resolve("episode.mp3"), new byte[0]);
    Path fetched = folder.resolve("home/fetched").resolve(recording.sha256());
    Files.createDirectories(fetched);
    Files.writeString(fetched.resolve("episode.mp3"), "half of it");
    Files.createFile(folder.resolve("open"));
    clock.pass(Duration.ofMinutes(5));

    try (Larksong later = open()) {
      later.targets().goOn("rack", later.alarm());

      assertThat(new Deliveries(later.library().store()).missing()).isEmpty();
      Path given =
          Path.of(Json.tree(Files.readString(folder.resolve("given"))).path("mp3").asText());
      assertThat(Fingerprint.of(given)).isEqualTo(recording.sha256());
    }
  }

  @Test
  void bringsNothingThatIsDamagedEverywhere() throws Exception {
    try (Larksong larksong = open()) {
      Recording recording = produce(larksong).recording().orElseThrow();
      Files.write(folder.resolve("home/work/morning/2026-11-21/cover.jpg"), new byte[7]);
      Path media = larksong.library().media().path(recording.sha256(), ".mp3");
      Files.write(media, new byte[(int) Files.size(media)]);
      Files.createFile(folder.resolve("open"));
      clock.pass(Duration.ofMinutes(5));

      larksong.targets().goOn("rack", larksong.alarm());

      assertThat(folder.resolve("given")).doesNotExist();
      assertThat(new Deliveries(larksong.library().store()).missing())
          .singleElement()
          .satisfies(missing -> assertThat(missing.reason()).contains("Make it again"));
    }
  }

  @Test
  void keepsNoWorkOfEditionsThatTheRuleDoesNotKeep() throws Exception {
    Path show = folder.resolve("config/shows/morning.yaml");
    Files.writeString(show, Files.readString(show) + "keep: { editions: 1, for: 1d }\n");
    Path work = folder.resolve("home/work/morning");
    try (Larksong larksong = open()) {
      produce(larksong, "2026-11-19");
      clock.pass(Duration.ofDays(2));
      produce(larksong, "2026-11-20");
      assertThat(work.resolve("2026-11-19")).as("ended everywhere").doesNotExist();
      Files.createFile(folder.resolve("open"));
      clock.pass(Duration.ofMinutes(90));
      larksong.targets().goOn("rack", larksong.alarm());
      assertThat(new Deliveries(larksong.library().store()).missing()).isEmpty();

      produce(larksong, "2026-11-21");

      assertThat(work.resolve("2026-11-19")).doesNotExist();
      assertThat(work.resolve("2026-11-20")).as("it is young enough").exists();
      assertThat(work.resolve("2026-11-21/episode.mp3")).exists();
    }
  }

  @Test
  void knowsOfARunWhatItsOnlyTargetHasSince() throws Exception {
    Path show = folder.resolve("config/shows/morning.yaml");
    Files.writeString(show, Files.readString(show).replace("rack, library, files", "rack"));
    try (Larksong larksong = open()) {
      assertThat(produce(larksong).status()).isEqualTo(RunStatus.FAILED);
      assertThat(new History(larksong).runs())
          .singleElement()
          .satisfies(
              run -> {
                assertThat(run.status()).isEqualTo(RunStatus.FAILED);
                assertThat(run.reason()).contains("no target has it yet", "larksong doctor");
              });
      Files.createFile(folder.resolve("open"));
      clock.pass(Duration.ofMinutes(5));
      larksong.targets().goOn("rack", larksong.alarm());

      assertThat(new History(larksong).runs())
          .extracting(RunRecord::status, RunRecord::reason)
          .containsExactly(org.assertj.core.groups.Tuple.tuple(RunStatus.PUBLISHED, ""));
    }
  }

  @Test
  void saysWhatWaitsAlsoForATargetThatIsAway() throws Exception {
    Path config = folder.resolve("config/larksong.yaml");
    Files.writeString(
        config,
        Files.readString(config).replaceFirst("run: \\[.*\\]", "run: [/nowhere/keep-episode]"));
    try (Larksong larksong = open()) {
      produce(larksong);

      assertThat(new Examination(larksong).examine(false))
          .filteredOn(result -> result.what().equals("target rack"))
          .singleElement()
          .satisfies(
              result ->
                  assertThat(result.detail())
                      .contains("there is no program", "1 edition waits: morning/2026-11-21"));
    }
  }

  @Test
  void knowsATargetUnderAnotherName() throws Exception {
    try (Larksong larksong = open()) {
      produce(larksong);
    }
    String feed = Files.readString(folder.resolve("published/shows/morning/feed.xml"));
    rewrite("config/larksong.yaml", "files:", "attic:");
    rewrite("config/larksong.yaml", "rack:", "files:");
    rewrite("config/shows/morning.yaml", "rack, library, files", "files, library, attic");
    Files.createFile(folder.resolve("open"));
    clock.pass(Duration.ofMinutes(5));
    try (Larksong renamed = open()) {
      renamed.targets().goOn("files", renamed.alarm());
      produce(renamed);

      assertThat(renamed.targets().missing()).isEmpty();
      assertThat(folder.resolve("given")).exists();
      assertThat(folder.resolve("published/shows/morning/feed.xml")).hasContent(feed);
    }
  }

  @Test
  void saysWhatWaitsForATargetThatWasRemoved() throws Exception {
    try (Larksong larksong = open()) {
      assertThat(larksong.orphans()).isEmpty();
      produce(larksong);
      assertThat(larksong.orphans()).isEmpty();
    }
    rewrite("config/larksong.yaml", "  rack: .*\n", "");
    rewrite("config/shows/morning.yaml", "rack, ", "");
    try (Larksong without = open()) {
      String told =
          "1 edition waits for 'rack', which is not in larksong.yaml any more. Put it back there,"
              + " or 'larksong deliveries drop rack'.";
      assertThat(without.orphans()).containsExactly(told);
      assertThat(new Examination(without).examine(false))
          .filteredOn(result -> !result.ok())
          .extracting(Examination.Result::detail)
          .contains(told);

      without.targets().missing().forEach(without.targets()::drop);

      assertThat(without.orphans()).isEmpty();
    }
  }

  @Test
  void countsWhatATargetLostAndBringsItAgainIfTheOwnerSaysSo() throws Exception {
    rewrite("config/shows/morning.yaml", "rack, ", "");
    try (Larksong larksong = open()) {
      produce(larksong, "2026-11-20");
      produce(larksong, "2026-11-21");
      assertThat(examined(larksong, "files").ok()).isTrue();
      Folders.delete(folder.resolve("published"));

      produce(larksong, "2026-11-22");

      assertThat(examined(larksong, "files").ok()).isFalse();
      assertThat(examined(larksong, "files").detail())
          .contains("2 editions are gone there, first morning/2026-11-20")
          .contains("larksong deliveries");
      assertThat(larksong.targets().retry(larksong.targets().missing())).isEmpty();
      assertThat(Files.readString(folder.resolve("published/shows/morning/episodes.json")))
          .contains("2026-11-20", "2026-11-21", "2026-11-22");
      assertThat(examined(larksong, "files").ok()).isTrue();
    }
  }

  @Test
  void sendsNoFileThatIsNotWhatWasMade() throws Exception {
    rewrite("config/shows/morning.yaml", "rack, library, files", "rack, library");
    rewrite("config/larksong.yaml", "cat > .*/given", "sh " + folder.resolve("keep.sh"));
    Files.writeString(
        folder.resolve("keep.sh"),
        """
        mp3=$(cat | sed 's/.*"mp3":"//;s/".*//')
        cp "$mp3" %s/given
        """
            .formatted(folder));
    try (Larksong larksong = open()) {
      Production production = produce(larksong);
      Path mp3 = production.folder().resolve(production.recording().orElseThrow().mp3());
      Files.write(mp3, new byte[0]);
      clock.pass(Duration.ofMinutes(5));
      Files.createFile(folder.resolve("open"));

      larksong.targets().goOn("rack", larksong.alarm());

      assertThat(folder.resolve("given")).hasSize(production.recording().orElseThrow().bytes());
    }
  }

  @Test
  void endsEverywhereWhatTheShowDoesNotKeep() throws Exception {
    rewrite("config/shows/morning.yaml", "rack, library, files", "library, files");
    Path show = folder.resolve("config/shows/morning.yaml");
    Files.writeString(show, Files.readString(show) + "keep: { editions: 1, for: 1d }\n");
    try (Larksong larksong = open()) {
      Production first = produce(larksong, "2026-11-21");
      clock.pass(Duration.ofDays(3));
      produce(larksong, "2026-11-24");

      assertThat(larksong.library().episodes("morning")).hasSize(1);
      assertThat(Files.readString(folder.resolve("published/shows/morning/episodes.json")))
          .contains("2026-11-24")
          .doesNotContain("2026-11-21");
      assertThat(first.folder()).doesNotExist();
      clock.pass(Duration.ofDays(3));
      produce(larksong, "2026-11-27");
      try (Stream<Path> media = Files.list(folder.resolve("published/media"))) {
        assertThat(media.filter(file -> file.toString().endsWith(".mp3")))
            .as("what was heard stays a day")
            .hasSize(2);
      }
    }
  }

  @Test
  void startsNoProgramOffline() throws Exception {
    Files.createFile(folder.resolve("open"));
    try (Larksong larksong = open(true)) {
      produce(larksong);

      assertThat(folder.resolve("given")).doesNotExist();
      assertThat(larksong.targets().missing())
          .extracting(Delivery::reason)
          .containsExactly(
              "Could not publish to 'rack': 'sh' is not started, because of --offline: it could"
                  + " pass on what it is given. Leave out --offline to start it.");
    }
  }

  private static Examination.Result examined(Larksong larksong, String target) {
    return new Examination(larksong)
        .examine(false).stream()
            .filter(result -> result.what().equals("target " + target))
            .findFirst()
            .orElseThrow();
  }

  private void rewrite(String file, String from, String to) throws Exception {
    Path path = folder.resolve(file);
    Files.writeString(path, Files.readString(path).replaceFirst(from, to));
  }

  private Larksong open() throws Exception {
    return open(false);
  }

  private Larksong open(boolean offline) throws Exception {
    return Larksong.open(
        folder.resolve("home"), folder.resolve("config"), Map.of(), clock, offline);
  }

  private static Production produce(Larksong larksong) throws Exception {
    return produce(larksong, "2026-11-21");
  }

  private static Production produce(Larksong larksong, String day) throws Exception {
    Wired wired = larksong.show("morning");
    return larksong.produce(
        wired, larksong.edition(wired, Optional.of(day)), Studio.Order.ALL, StudioListener.SILENT);
  }
}
