package larksong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import larksong.library.Library;
import larksong.library.journal.Runs;
import larksong.model.Edition;
import larksong.model.RunStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleCommandTest {

  /** 20:30 in Stockholm. */
  private static final Instant NOW = Instant.parse("2026-11-26T19:30:00Z");

  @TempDir Path folder;

  @BeforeEach
  void configure() throws Exception {
    Files.createDirectories(folder.resolve("config/shows"));
    Files.writeString(folder.resolve("config/larksong.yaml"), "");
  }

  @Test
  void tellsWhenAnEditionIsBegunThatIsToBeReady() throws Exception {
    show("morning", "ready-by: \"07:00\"");

    assertThat(schedule())
        .isEqualTo("Fri 27 Nov 2026 07:00 Europe/Stockholm   morning   begun about 06:46");
  }

  @Test
  void learnsItFromEarlierEditions() throws Exception {
    show("morning", "ready-by: \"07:00\"");
    try (Library library = Library.open(folder.resolve("home"), Clock.fixed(NOW, ZoneOffset.UTC))) {
      Edition earlier = Edition.of("morning", "2026-11-26T07:00", ZoneId.of("Europe/Stockholm"));
      new Runs(library.store())
          .note(
              new Runs.Ended(
                  earlier.id(),
                  RunStatus.PUBLISHED,
                  "",
                  NOW,
                  Optional.of(Duration.ofMinutes(10)),
                  "{}"),
              Optional.empty(),
              Optional.empty());
    }

    assertThat(schedule())
        .isEqualTo("Fri 27 Nov 2026 07:00 Europe/Stockholm   morning   begun about 06:25");
  }

  @Test
  void namesTheDayBeforeAndSaysNothingWhereAnEditionIsBegunAtItsTime() throws Exception {
    show("night", "ready-by: \"00:05\"");
    show("noon", "cron: \"0 0 12 * * ?\"");

    assertThat(schedule().lines())
        .containsExactly(
            "Fri 27 Nov 2026 00:05 Europe/Stockholm   night   begun about Thu 23:51",
            "Fri 27 Nov 2026 12:00 Europe/Stockholm   noon");
  }

  @Test
  void staysListedUntilItIsReady() throws Exception {
    show("evening", "ready-by: \"20:35\"");

    assertThat(schedule())
        .isEqualTo("Thu 26 Nov 2026 20:35 Europe/Stockholm   evening   begun about 20:21");
  }

  @Test
  void saysItInJsonToo() throws Exception {
    show("morning", "ready-by: \"07:00\"");

    assertThat(schedule("--json").replaceAll("\\s", ""))
        .isEqualTo(
            "[{\"show\":\"morning\",\"at\":\"2026-11-27T07:00:00+01:00[Europe/Stockholm]\","
                + "\"begun\":\"2026-11-27T06:46:00+01:00[Europe/Stockholm]\"}]");
  }

  private void show(String name, String schedule) throws Exception {
    Files.writeString(
        folder.resolve("config/shows").resolve(name + ".yaml"),
        """
        title: T
        kind: morning-briefing
        zone: Europe/Stockholm
        schedule: { %s }
        sources: [{ notes: notes }]
        """
            .formatted(schedule));
  }

  private String schedule(String... more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    String[] arguments = {
      "schedule",
      "--next",
      "1",
      "--home",
      folder.resolve("home").toString(),
      "--config",
      folder.resolve("config").toString(),
      more.length == 0 ? "--offline" : more[0]
    };
    Cli.run(
        new Cli.Surroundings(Map.of(), Clock.fixed(NOW, ZoneOffset.UTC), print, print), arguments);
    return out.toString(StandardCharsets.UTF_8).stripTrailing();
  }
}
