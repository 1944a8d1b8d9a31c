package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import larksong.server.StudioView;
import larksong.studio.Stage;
import larksong.studio.Studio;
import larksong.studio.StudioListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverviewTest {

  @TempDir Path folder;

  @Test
  void tellsWhenAShowIsMadeAndWhatCouldNotBeRead() throws Exception {
    Path shows = Files.createDirectories(folder.resolve("config/shows"));
    Files.writeString(
        shows.resolve("morning.yaml"),
        """
        title: Morning
        kind: morning-briefing
        zone: Europe/Berlin
        schedule: { cron: "0 30 6 ? * MON-FRI" }
        sources:
          - calendar: gone.ics
            name: the office
        """);
    Clock saturday = Clock.fixed(Instant.parse("2026-11-21T05:30:00Z"), ZoneOffset.UTC);
    try (Larksong larksong =
        Larksong.open(folder.resolve("home"), folder.resolve("config"), Map.of(), saturday, true)) {
      Wired wired = larksong.show("morning");
      for (String day : new String[] {"2026-11-19", "2026-11-20"}) {
        larksong
            .studio()
            .produce(
                larksong.crew(wired),
                larksong.edition(wired, Optional.of(day)),
                new Studio.Order(Stage.PUBLISH, false),
                StudioListener.SILENT);
      }
      Overview overview = new Overview(larksong, new InProgress());

      assertThat(overview.routine("morning"))
          .contains(
              new StudioView.Routine(
                  "weekdays at 06:30, Berlin time",
                  Instant.parse("2026-11-23T05:30:00Z").atZone(wired.show().zone())));
      assertThat(overview.due()).as("the five of the coming week").hasSize(5);
      assertThat(overview.gaps())
          .singleElement()
          .satisfies(
              gap -> {
                assertThat(gap.source()).isEqualTo("the office");
                assertThat(gap.editions()).isEqualTo(2);
              });
    }
  }
}
