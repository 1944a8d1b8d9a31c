package larksong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedCommandTest {

  @TempDir Path folder;

  @Test
  void tellsTheAddressInTheLibrary() throws Exception {
    assertThat(feed("library, files")).containsPattern("^http://localhost:8484/t/.*/morning/feed");
  }

  @Test
  void tellsTheAddressAmongTheFilesOfAShowThatIsNowhereElse() throws Exception {
    assertThat(feed("rack, files"))
        .isEqualTo("https://www.example.com/x7/shows/morning/feed.xml\n");
  }

  @Test
  void saysWhereToListenToAShowThatHasNoFeed() throws Exception {
    assertThat(feed("rack")).contains("'morning' has no feed here", "add library to its publish");
  }

  private String feed(String publish) throws IOException {
    Path config = Files.createDirectories(folder.resolve("config/shows")).getParent();
    Files.writeString(
        config.resolve("larksong.yaml"),
        """
        targets:
          files: { kind: folder, path: ../published, url: "https://www.example.com/x7" }
          rack: { kind: command, run: [cat] }
        """);
    Files.writeString(
        config.resolve("shows/morning.yaml"),
        """
        title: Morning
        kind: morning-briefing
        sources: [{ calendar: none.ics }]
        publish: [%s]
        """
            .formatted(publish));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    Cli.run(
        new Cli.Surroundings(Map.of(), Clock.systemUTC(), print, print),
        new String[] {
          "feed",
          "morning",
          "--home",
          folder.resolve("home").toString(),
          "--config",
          config.toString()
        });
    return out.toString(StandardCharsets.UTF_8);
  }
}
