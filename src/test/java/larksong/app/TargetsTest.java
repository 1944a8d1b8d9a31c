package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import larksong.files.Folders;
import larksong.library.Delivery;
import larksong.model.MovableClock;
import larksong.model.Publication;
import larksong.model.Publication.State;
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
      assertThat(larksong.library().deliveries().missing())
          .extracting(Delivery::target, Delivery::state)
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

      assertThat(later.library().deliveries().missing()).isEmpty();
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
                      .contains("there is no program", "1 edition waits: morning/2026-11-21."));
    }
  }

  private Larksong open() throws Exception {
    return Larksong.open(folder.resolve("home"), folder.resolve("config"), Map.of(), clock, false);
  }

  private static Production produce(Larksong larksong) throws Exception {
    Wired wired = larksong.show("morning");
    return larksong.produce(
        wired,
        larksong.edition(wired, Optional.of("2026-11-21")),
        Studio.Order.ALL,
        StudioListener.SILENT);
  }
}
