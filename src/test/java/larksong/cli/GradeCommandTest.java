package larksong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradeCommandTest {

  @TempDir Path home;

  @Test
  void asksAgainWhatWasMissedAndLeavesWhatIsKnown() {
    assertThat(run("2026-11-21", "preview", "study")).contains("six questions");
    String listed = run("2026-11-21", "grade", "study");
    assertThat(listed.lines()).hasSize(6).allMatch(line -> line.contains(" new "));

    assertThat(run("2026-11-21", "grade", "study", "1", "easy"))
        .contains("due again on 2026-11-29");
    assertThat(run("2026-11-21", "grade", "study", "5", "again"))
        .contains("due again on 2026-11-22");

    run("2026-11-22", "preview", "study");
    String next = run("2026-11-22", "grade", "study");
    assertThat(next.lines()).hasSize(5);
    assertThat(next.lines().findFirst().orElseThrow())
        .contains("2026-11-22")
        .endsWith(question(listed, 5));
    assertThat(next).doesNotContain(question(listed, 1));
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(run("2026-11-21", "grade", "study"))
        .contains("Make it with 'larksong produce study'");
    run("2026-11-21", "preview", "study");
    assertThat(run("2026-11-21", "grade", "study", "9", "good"))
        .contains("Expected a question from 1 to 6 but was 9.");
    assertThat(run("2026-11-21", "grade", "study", "1")).contains("again, hard, good, easy");
  }

  private static String question(String listed, int number) {
    String line = listed.lines().skip(number - 1L).findFirst().orElseThrow();
    return line.substring(line.indexOf("new") + 3).strip();
  }

  private String run(String day, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] arguments = new String[words.length + 4];
    System.arraycopy(words, 0, arguments, 0, words.length);
    arguments[words.length] = "--home";
    arguments[words.length + 1] = home.toString();
    arguments[words.length + 2] = "--config";
    arguments[words.length + 3] = "config";
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    Clock clock = Clock.fixed(Instant.parse(day + "T08:00:00Z"), ZoneOffset.UTC);
    Cli.run(new Cli.Surroundings(Map.of(), clock, print, print), arguments);
    return out.toString(StandardCharsets.UTF_8);
  }
}
