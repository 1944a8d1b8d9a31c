package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import larksong.library.journal.Delivery;
import larksong.model.MovableClock;
import larksong.publish.spotify.StandIn;
import larksong.publish.spotify.StandIn.Fault;
import larksong.studio.Studio;
import larksong.studio.StudioListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A target at Spotify that the owner gives another name. */
@Timeout(120)
class RenamedTargetTest {

  private static final String OTHER = "5rOoJ6Egrf8K2IrywzwOMk";

  @TempDir Path folder;

  private final MovableClock clock = new MovableClock("2026-11-21T05:30:00Z");
  private StandIn service;

  @BeforeEach
  void start() throws Exception {
    service = new StandIn();
    service.clock = clock;
    Files.writeString(
        Files.createDirectories(folder.resolve("notes")).resolve("note.md"),
        "# Oats\n\nThe oats are in the tin.\n");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  /** Names of targets, and their shows at the service. */
  private void configure(Map<String, String> targets) throws Exception {
    Path shows = Files.createDirectories(folder.resolve("config/shows"));
    StringBuilder installation = new StringBuilder("targets:\n");
    targets.forEach(
        (name, show) ->
            installation.append(
                "  %s: { kind: spotify, show: %s, url: \"%s\", token: %s }%n"
                    .formatted(name, show, service.url(), StandIn.TOKEN)));
    Files.writeString(folder.resolve("config/larksong.yaml"), installation);
    Files.writeString(
        shows.resolve("morning.yaml"),
        """
        title: Morning
        kind: morning-briefing
        zone: Europe/Berlin
        sources: [{ notes: ../../notes, window: all }]
        publish: [library, %s]
        """
            .formatted(String.join(", ", targets.keySet())));
  }

  private Larksong open() throws Exception {
    return Larksong.open(folder.resolve("home"), folder.resolve("config"), Map.of(), clock, false);
  }

  private static void produce(Larksong larksong, String day) throws Exception {
    Wired wired = larksong.show("morning");
    larksong.produce(
        wired, larksong.edition(wired, Optional.of(day)), Studio.Order.ALL, StudioListener.SILENT);
  }

  private void goOn(Larksong larksong, String target) {
    clock.pass(Duration.ofMinutes(5));
    larksong.targets().goOn(target, larksong.alarm());
  }

  @Test
  void goesOnWithItsEditionsAndSendsNothingTwice() throws Exception {
    configure(Map.of("spotify", StandIn.SHOW));
    try (Larksong larksong = open()) {
      produce(larksong, "2026-11-21");
      goOn(larksong, "spotify");
      clock.pass(Duration.ofDays(1));
      service.fail("POST .*/episodes", Fault.ANSWER_LOST);
      produce(larksong, "2026-11-22");
      assertThat(larksong.targets().missing())
          .extracting(Delivery::label, one -> one.edition().label())
          .containsExactly(org.assertj.core.groups.Tuple.tuple("spotify", "2026-11-22"));
    }
    configure(Map.of("podcast", StandIn.SHOW));
    try (Larksong renamed = open()) {
      assertThat(renamed.orphans()).isEmpty();
      goOn(renamed, "podcast");
      goOn(renamed, "podcast");
      produce(renamed, "2026-11-21");
      produce(renamed, "2026-11-22");
      clock.pass(Duration.ofDays(1));
      produce(renamed, "2026-11-23");
      goOn(renamed, "podcast");

      assertThat(renamed.targets().missing()).isEmpty();
      assertThat(renamed.targets().of("morning"))
          .extracting(Delivery::label)
          .containsExactly("podcast", "podcast", "podcast");
      assertThat(service.titles())
          .containsExactlyInAnyOrder(
              "Morning, 21 November 2026",
              "Morning, 22 November 2026",
              "Morning, 23 November 2026");
      assertThat(service.episodes).as("nothing is left behind").hasSize(3);
    }
  }

  @Test
  void isNotTakenForAnotherShowOfTheSameAccount() throws Exception {
    configure(Map.of("first", StandIn.SHOW, "second", OTHER));
    try (Larksong larksong = open()) {
      assertThat(larksong.targets().key("first")).isNotEqualTo(larksong.targets().key("second"));
      assertThat(larksong.targets().key("first")).startsWith("spotify-").doesNotContain("first");
    }
    String first;
    String second;
    try (Larksong larksong = open()) {
      first = larksong.targets().key("first");
      second = larksong.targets().key("second");
    }
    configure(Map.of("second", StandIn.SHOW, "first", OTHER));
    try (Larksong swapped = open()) {
      assertThat(swapped.targets().key("second")).isEqualTo(first);
      assertThat(swapped.targets().key("first")).isEqualTo(second);
    }
  }
}
