package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import larksong.library.ShelvedEpisode;
import larksong.library.journal.Troubles;
import larksong.model.Edition;
import larksong.schedule.Producer.Outcome;
import larksong.source.Source;
import larksong.studio.Production;
import larksong.studio.RunRecord;
import larksong.studio.Stage;
import larksong.studio.Studio;
import larksong.studio.StudioListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an edition that cannot be made as it should be. */
@Timeout(120)
class ScheduledEditionsTest {

  @TempDir Path folder;

  @BeforeEach
  void configure() throws Exception {
    Files.writeString(
        Files.createDirectories(folder.resolve("notes")).resolve("note.md"),
        "# Oats\n\nThe oats are in the tin.\n\n" + "There is a lot to say of them. ".repeat(60));
    Files.writeString(
        Files.createDirectories(folder.resolve("config/shows")).resolve("../larksong.yaml"),
        """
        engines: { broken: { run: ["false"], voices: { voice: en } } }
        """);
  }

  @Test
  void makesItWithTheEmbeddedVoiceWhenItsOwnIsAway() throws Exception {
    show("voices: broken:voice");
    try (Larksong larksong = open()) {
      ScheduledEditions editions = new ScheduledEditions(larksong, new InProgress());
      Edition edition = larksong.edition(larksong.show("morning"), Optional.of("2026-11-21"));

      assertThat(editions.produce(edition, 0)).isEqualTo(Outcome.FAILED);
      assertThat(editions.produce(edition, 1)).as("without a source").isEqualTo(Outcome.FAILED);
      assertThat(editions.produce(edition, 2)).isEqualTo(Outcome.DONE);

      assertThat(larksong.library().episodes("morning")).hasSize(1);
      assertThat(new Troubles(larksong.library().store()).begin("show morning"))
          .as("the owner was told")
          .isFalse();
    }
  }

  @Test
  void makesAShortBulletinInTheEnd() throws Exception {
    show("length: 10m");
    try (Larksong larksong = open()) {
      ScheduledEditions editions = new ScheduledEditions(larksong, new InProgress());
      Edition edition = larksong.edition(larksong.show("morning"), Optional.of("2026-11-21"));

      assertThat(editions.produce(edition, editions.rungs("morning"))).isEqualTo(Outcome.DONE);

      ShelvedEpisode bulletin = larksong.library().episodes("morning").get(0);
      assertThat(bulletin.duration()).isLessThan(Duration.ofSeconds(75));
      assertThat(larksong.studio().runs())
          .extracting(RunRecord::degraded)
          .containsExactly("as a short bulletin");
    }
  }

  @Test
  void leavesTheSourceOutThatBreaksTheEdition() throws Exception {
    show("length: 5m");
    try (Larksong larksong = open()) {
      Wired wired = larksong.show("morning");
      Source source = wired.sources().get(0);
      Edition edition = larksong.edition(wired, Optional.of("2026-11-21"));

      Wired without = Ladder.of(wired, Optional.empty()).get(0).shows().get(0);

      assertThat(without.sources()).extracting(Source::name).containsExactly(source.name());
      Production written =
          larksong.produce(
              without, edition, new Studio.Order(Stage.WRITE, false), new StudioListener() {});

      assertThat(written.gaps())
          .singleElement()
          .satisfies(gap -> assertThat(gap.reason()).contains("could not be made with it"));
    }
  }

  @Test
  void learnsHowLongAnEditionTakes() throws Exception {
    show("length: 5m");
    try (Larksong larksong = open()) {
      ScheduledEditions editions = new ScheduledEditions(larksong, new InProgress());
      Edition edition = larksong.edition(larksong.show("morning"), Optional.of("2026-11-21"));
      assertThat(editions.usual("morning")).isEmpty();

      editions.produce(edition, 0);
      Duration first = editions.usual("morning").orElseThrow();
      editions.produce(edition, 0);

      assertThat(first).isPositive();
      assertThat(editions.usual("morning")).as("what was reused tells nothing").contains(first);
    }
  }

  private void show(String line) throws Exception {
    Files.writeString(
        folder.resolve("config/shows/morning.yaml"),
        """
        title: Morning
        kind: morning-briefing
        zone: Europe/Berlin
        sources: [{ notes: ../../notes, window: all }]
        %s
        """
            .formatted(line));
  }

  private Larksong open() throws Exception {
    return Larksong.open(
        folder.resolve("home"), folder.resolve("config"), Map.of(), Clock.systemUTC(), true);
  }
}
