package larksong.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void answersWhatItReads() throws Exception {
    try (Program program = Program.start("echo", List.of("cat"), MINUTE)) {
      try (OutputStream in = program.input()) {
        in.write("Good morning.".getBytes(StandardCharsets.UTF_8));
      }

      assertThat(program.output().readAllBytes()).asString().isEqualTo("Good morning.");
      program.check();
    }
  }

  @Test
  void endsAProgramThatTalksForEverAndAnswersNothing() {
    List<String> stuck = List.of("sh", "-c", "while :; do echo no >&2; sleep 0.05; done");

    assertThatThrownBy(
            () -> {
              try (Program program = Program.start("stuck", stuck, Duration.ofMillis(300))) {
                program.drain();
                program.check();
              }
            })
        .isInstanceOf(ProgramException.class)
        .hasMessage("stuck did not finish within 300 ms and was ended.");
  }

  @Test
  void givesItsLastWordsWithoutTheFolderTheyName() {
    List<String> failing = List.of("sh", "-c", "echo one >&2; echo no /home/ada/voice >&2; exit 3");

    assertThatThrownBy(
            () -> {
              try (Program program = Program.start("voice", failing, MINUTE)) {
                program.drain();
                program.check();
              }
            })
        .hasMessage("voice failed (3): no voice");
  }

  @Test
  void saysThatAProgramIsNotThere() {
    assertThatThrownBy(() -> Program.start("voice", List.of("no-such-program"), MINUTE))
        .hasMessageStartingWith("voice could not be started: ");
  }
}
