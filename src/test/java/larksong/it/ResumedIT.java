package larksong.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import larksong.it.Program.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An edition that a server was at when it was killed is made by the next. */
class ResumedIT {

  @TempDir Path folder;

  @Test
  @Timeout(180)
  void makesTheEditionAtWhichAServerWasKilled() throws Exception {
    Path config = Files.createDirectories(folder.resolve("config/shows")).getParent();
    Path seen = Files.createDirectories(folder.resolve("seen"));
    Files.writeString(Files.createDirectories(folder.resolve("notes")).resolve("a.md"), "# Oats\n");
    Files.writeString(
        config.resolve("larksong.yaml"),
        """
        server: { port: 0 }
        engines:
          slow: { run: [sh, -c, "touch %1$s/begun; test -e %1$s/go || sleep 600; cat %1$s/voice.wav"], deadline: 9m, voices: { voice: en } }
        """
            .formatted(seen));
    // Ready in eight minutes: it is begun at once.
    LocalTime ready = LocalTime.now(ZoneOffset.UTC).plusMinutes(8);
    Files.writeString(
        config.resolve("shows/early.yaml"),
        """
        title: Early
        kind: morning-briefing
        zone: UTC
        schedule: { ready-by: "%s" }
        sources: [{ notes: ../../notes, window: all }]
        voices: slow:voice
        """
            .formatted(ready.format(DateTimeFormatter.ofPattern("HH:mm"))));
    Program larksong = new Program(folder);
    Program.Result said =
        larksong.run(
            "say", "Good morning, this is a test.", "-o", folder.resolve("voice.mp3").toString());
    assertThat(said.code()).as(said.err()).isZero();
    Files.copy(folder.resolve("voice.mp3"), seen.resolve("voice.wav"));

    try (WatchService watch = folder.getFileSystem().newWatchService()) {
      seen.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      Running first = larksong.start("serve", "--config", config.toString());
      try {
        assertThat(watch.poll(60, TimeUnit.SECONDS)).as("begun: " + first.err()).isNotNull();
      } finally {
        first.process().destroyForcibly().waitFor();
      }
      Files.createFile(seen.resolve("go"));
    }
    Running second = larksong.start("serve", "--config", config.toString());
    try {
      JsonNode episodes = larksong.run("episodes", "early", "--json").json();
      while (episodes.isEmpty() && second.process().isAlive()) {
        episodes = larksong.run("episodes", "early", "--json").json();
      }
      assertThat(episodes).as(second.err()).hasSize(1);
    } finally {
      second.process().destroy();
      second.process().waitFor();
    }
  }
}
