package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import larksong.model.Episode;
import larksong.model.MovableClock;
import larksong.studio.Studio;
import larksong.studio.StudioListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second file of a recording, for a target that could not use the first. */
class EncodedAgainTest {

  @TempDir Path folder;

  @Test
  void isMadeOnceAndTakenAwayWhenItIsNotNeeded() throws Exception {
    Files.writeString(
        Files.createDirectories(folder.resolve("notes")).resolve("note.md"),
        "# Oats\n\nThe oats are in the tin.\n");
    Files.writeString(
        Files.createDirectories(folder.resolve("config/shows")).resolve("morning.yaml"),
        """
        title: Morning
        kind: morning-briefing
        zone: Europe/Berlin
        sources: [{ notes: ../../notes, window: all }]
        """);
    try (Larksong larksong =
        Larksong.open(
            folder.resolve("home"),
            folder.resolve("config"),
            Map.of(),
            new MovableClock("2026-11-21T05:30:00Z"),
            true)) {
      Wired wired = larksong.show("morning");
      var edition = larksong.edition(wired, Optional.of("2026-11-21"));
      larksong.produce(wired, edition, Studio.Order.ALL, StudioListener.SILENT);
      Episode episode = larksong.studio().episode(edition.id()).orElseThrow();
      Path bench = episode.mp3().getParent();
      String[] before = bench.toFile().list();
      EncodedAgain again = new EncodedAgain(larksong::encoder);

      Path file = again.again(episode);

      assertThat(Files.mismatch(file, episode.mp3())).as("other bytes").isNotEqualTo(-1);
      Object made = Files.getLastModifiedTime(file);
      assertThat(Files.getLastModifiedTime(again.again(episode))).isEqualTo(made);
      again.done(episode);
      again.done(episode);
      assertThat(bench.toFile().list()).containsExactlyInAnyOrder(before);
    }
  }
}
