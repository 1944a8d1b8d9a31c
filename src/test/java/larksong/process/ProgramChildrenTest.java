package larksong.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that hang, fork, flood, lie and keep pipes open: none of them is left, nor a thread. */
@Timeout(60)
class ProgramChildrenTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final byte[] TEXT = "Good morning.".getBytes(StandardCharsets.UTF_8);

  /** A child that writes its number down and stays. */
  private static final String STAYS = "sh -c 'echo $$ >>\"$0\"; exec sleep 4242' \"$F\"";

  /** The same, until its number is there. */
  private static final String STAYS_BEHIND =
      "(" + STAYS + " &); while ! [ -s \"$F\" ]; do sleep 0.01; done; ";

  @TempDir Path folder;
  private Children children;

  @BeforeEach
  void begin() {
    children = new Children(folder.resolve("children"));
  }

  @AfterEach
  void nobodyIsLeft() throws Exception {
    assertThat(children.alive()).isEmpty();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("tried-")) {
        thread.join(10_000);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  @Test
  void takesWhatAProgramAnsweredThatLeavesAChildWithItsOutput() throws Exception {
    assertThat(answer(STAYS_BEHIND + "echo sound", MINUTE)).isEqualTo("sound\n");

    assertThat(children.started()).isEqualTo(1);
  }

  @Test
  void endsAChildThatHoldsNothingOpen() throws Exception {
    String script = STAYS_BEHIND.replace(" &)", " </dev/null >/dev/null 2>&1 &)") + "echo sound";

    assertThat(answer(script, MINUTE)).isEqualTo("sound\n");

    assertThat(children.started()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"setsid ", "env -i ", "nohup "})
  void endsAChildThatWantsToBeForgotten(String how) throws Exception {
    assumeThat(Program.isInstalled(how.split(" ", -1)[0])).isTrue();
    String script = STAYS_BEHIND.replace("(sh -c", "(" + how + "sh -c") + "echo sound";

    assertThat(answer(script, MINUTE)).isEqualTo("sound\n");

    assertThat(children.started()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trap '' TERM INT HUP; echo $$ >>\"$F\"; while :; do sleep 1; done",
        "echo $$ >>\"$F\"; while :; do echo flood flood flood; done >&2",
        "echo $$ >>\"$F\"; exec >&- 2>&-; sleep 4242",
        "echo $$ >>\"$F\"; exec <&-; sleep 4242",
        "echo $$ >>\"$F\"; cat; " + STAYS,
        "echo $$ >>\"$F\"; " + STAYS + " & wait",
        "echo $$ >>\"$F\"; kill -STOP $$"
      })
  void endsWhatDoesNotEndItself(String script) {
    assertThatThrownBy(() -> answer(script, SHORT))
        .isInstanceOf(ProgramException.class)
        .hasMessage("tried did not finish within 400 ms and was ended.");

    assertThat(folder.resolve("children")).exists();
  }

  @Test
  void endsWhatDoesNotStopPrinting() {
    assertThatThrownBy(() -> answer("echo $$ >>\"$F\"; while :; do echo flood; done", MINUTE))
        .hasMessage("tried printed more than 10,000 bytes and was ended.");
  }

  @Test
  void takesInAndGivesOutMoreThanAPipeHolds() throws Exception {
    byte[] much = "0123456789".repeat(100_000).getBytes(StandardCharsets.UTF_8);

    try (Program program = start("head -c 500000 /dev/zero; cat >/dev/null", MINUTE)) {
      assertThat(program.answer(much, 1_000_000)).hasSize(500_000);
    }
  }

  @Test
  void needNotBeHeardToTheEnd() throws Exception {
    byte[] much = "0123456789".repeat(100_000).getBytes(StandardCharsets.UTF_8);

    try (Program program = start("echo done", MINUTE)) {
      assertThat(program.answer(much, 100)).asString().isEqualTo("done\n");
    }
  }

  @Test
  void endsItWithTheThreadThatReadsIt() throws Exception {
    Thread reader =
        new Thread(
            () ->
                assertThatThrownBy(() -> answer(STAYS_BEHIND + "sleep 4242", MINUTE))
                    .hasMessage("tried was interrupted."));
    reader.start();
    while (children.started() == 0) {
      Thread.onSpinWait();
    }

    reader.interrupt();
    reader.join();
  }

  @Test
  void knowsWhatIsAtWork() throws Exception {
    Program program = start("sleep 4242", MINUTE);
    assertThat(Register.has(program)).isTrue();

    program.close();

    assertThat(Register.has(program)).isFalse();
    assertThat(program.isAlive()).isFalse();
  }

  @Test
  void givesTheExitCodeOfTheProgramAndNotOfWhatStartsIt() {
    assertThatThrownBy(() -> answer("exit 37", MINUTE)).hasMessageStartingWith("tried failed (37)");
  }

  @Test
  void remembersChildrenWhereTheSystemTellsOfParentsAlone() throws Exception {
    Family family =
        Family.start(
            List.of("sh", "-c", "F=$0; " + STAYS + " & echo; exec sleep 4242", path()),
            Optional.empty());
    while (children.started() == 0 || family.process().getInputStream().read() < 0) {
      Thread.onSpinWait();
    }
    family.remember();
    family.process().destroyForcibly().waitFor();

    assertThat(children.alive()).hasSize(1);
    family.end();
  }

  private String answer(String script, Duration deadline) throws ProgramException {
    try (Program program = start(script, deadline)) {
      return new String(program.answer(TEXT, 10_000), StandardCharsets.UTF_8);
    }
  }

  private Program start(String script, Duration deadline) throws ProgramException {
    return Program.start("tried", List.of("sh", "-c", "F=$0; " + script, path()), deadline);
  }

  private String path() {
    return children.file().toString();
  }

  @Test
  void namesWhatMayNotBeRun() throws Exception {
    Path file = Files.writeString(folder.resolve("voice"), "#!/bin/sh\n");

    assertThatThrownBy(() -> Program.start("voice", List.of(file.toString()), MINUTE))
        .hasMessage("voice could not be started: its file may not be run. Install or correct it.");
  }
}
