package larksong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import larksong.app.Larksong;
import larksong.app.Wired;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {

  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-21T05:30:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void tellsInTheShowsZoneHowEachRunEnded() throws Exception {
    Path config = folder.resolve("config");
    Files.writeString(
        Files.createDirectories(config.resolve("shows")).resolve("morning.yaml"),
        "{ title: Morning, kind: morning-briefing, zone: Asia/Tokyo, sources: [{ calendar: none.ics }] }");
    Path home = folder.resolve("home");
    try (Larksong larksong = Larksong.open(home, config, Map.of(), NOW, true)) {
      Wired wired = larksong.show("morning");
      larksong.studio().skip(larksong.edition(wired, Optional.of("2026-11-20")), "Nothing ran.");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);

    Cli.run(
        new Cli.Surroundings(Map.of(), NOW, print, print),
        new String[] {"runs", "--home", home.toString(), "--config", config.toString()});

    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsPattern(
            "Sat 21 Nov 2026 14:30 Asia/Tokyo +skipped +morning/2026-11-20 +Nothing ran\\.");
  }
}
