package larksong.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import larksong.it.Program.Result;
import larksong.it.Program.Running;
import larksong.process.Children;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a command ends, none of the programs that it started is left. */
@Timeout(180)
class StoppedIT {

  /** Writes its number down, leaves a child behind that does too, and stays. */
  private static final String STAYS =
      """
      echo $$ >>%1$s
      (sh -c 'echo $$ >>%1$s; exec sleep 4242' &)
      sleep 4242
      """;

  @TempDir Path folder;
  private Path config;
  private Children children;
  private Program larksong;

  @BeforeEach
  void begin() throws Exception {
    config = folder.resolve("config");
    children = new Children(folder.resolve("children"));
    larksong = new Program(folder);
    Files.writeString(
        Files.createDirectories(folder.resolve("notes")).resolve("a.md"),
        "# At the baker's\n\n- Good morning. :: Guten Morgen.\n- A roll, please. :: Ein Brötchen, bitte.\n");
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void saysWhereItStoppedAndEndsWhatItStarted(String signal, int code) throws Exception {
    show("stays", STAYS.formatted(children.file()), "stays", STAYS.formatted(children.file()));
    Running running = larksong.start("produce", "mine", "--config", config.toString());
    while (children.started() < 2 && !running.process().waitFor(5, TimeUnit.MILLISECONDS)) {
      assertThat(running.err()).doesNotContain("Failed");
    }

    new ProcessBuilder("kill", "-" + signal, String.valueOf(running.process().pid()))
        .start()
        .waitFor();

    assertThat(running.process().waitFor()).as(running.err()).isEqualTo(code);
    assertThat(running.err())
        .endsWith("stopped at narrate; the same command goes on there" + System.lineSeparator())
        .doesNotContain("Failed");
    assertThat(children.started()).isGreaterThanOrEqualTo(2);
    assertThat(children.alive()).isEmpty();
    assertThat(larksong.run("runs", "--config", config.toString()).out())
        .isEqualToIgnoringNewLines("No runs yet.");
  }

  @Test
  void endsWhatAnotherVoiceStartedWhenOneFails() throws Exception {
    show(
        "fails",
        "while ! [ -s " + children.file() + " ]; do sleep 0.01; done; echo 'no voice' >&2; exit 1",
        "stays",
        STAYS.formatted(children.file()));

    Result result = larksong.run("produce", "mine", "--config", config.toString());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("Failed at narrate: Voice engine fails failed (1): no voice");
    assertThat(children.started()).isGreaterThanOrEqualTo(1);
    assertThat(children.alive()).isEmpty();
  }

  @Test
  void doesNotWaitForAChildThatHoldsTheOutputOpen() throws Exception {
    Path tone = folder.resolve("tone.mp3");
    assertThat(larksong.run("say", "Hello.", "-o", tone.toString()).code()).isZero();
    String speaks =
        "(sh -c 'echo $$ >>%1$s; exec sleep 4242' &); while ! [ -s %1$s ]; do :; done; cat %2$s"
            .formatted(children.file(), tone);
    show("speaks", speaks, "speaks", speaks);

    Result made = larksong.run("produce", "mine", "--config", config.toString(), "--json");
    Result examined = larksong.run("doctor", "--config", config.toString());

    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.json().path("status").asText()).isEqualTo("published");
    assertThat(examined.out()).isNotEmpty();
    assertThat(children.started()).isGreaterThanOrEqualTo(2);
    assertThat(children.alive()).isEmpty();
  }

  @Test
  void saysThatItStoppedWhereThereAreNoStages() throws Exception {
    show("mute", "exit 1", "mute", "exit 1");
    Running serving =
        larksong.start("serve", "--port", "0", "--config", config.toString(), "--json");
    while (serving.out().isEmpty()) {
      assertThat(serving.process().waitFor(5, TimeUnit.MILLISECONDS)).as(serving.err()).isFalse();
    }

    serving.process().destroy();

    assertThat(serving.process().waitFor()).as(serving.err()).isEqualTo(143);
    assertThat(serving.err().lines()).contains("stopped");
  }

  @Test
  void saysWhatAVoiceAnsweredInsteadOfSound() throws Exception {
    show("lies", "echo This is no sound.", "lies", "echo This is no sound.");

    Result result = larksong.run("produce", "mine", "--config", config.toString());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains(
            "Failed at narrate: Voice engine lies: Expected a sound file, but ffmpeg failed (",
            "Give its program a sentence by hand to hear what it answers.")
        .doesNotContain(".part", "Exception", "Stream closed", folder.toString());
  }

  /** A show of two speakers, whose voices these scripts are. */
  private void show(String host, String hostScript, String teacher, String teacherScript)
      throws Exception {
    Path shows = Files.createDirectories(config.resolve("shows"));
    StringBuilder engines = new StringBuilder("engines:\n" + engine(host, hostScript));
    if (!host.equals(teacher)) {
      engines.append(engine(teacher, teacherScript));
    }
    Files.writeString(config.resolve("larksong.yaml"), "server: { port: 0 }\n" + engines);
    Files.writeString(
        shows.resolve("mine.yaml"),
        """
        title: Mine
        kind: language-practice
        language: en-GB
        zone: UTC
        sources: [{ notes: ../../notes, name: phrases, window: all }]
        voices: { host: "%s:a", slow: "%s:a", teacher: "%s:a" }
        publish: [library]
        """
            .formatted(host, teacher, teacher));
  }

  private String engine(String name, String script) throws Exception {
    Path file = Files.writeString(folder.resolve(name + ".sh"), script);
    return "  %s: { run: [sh, '%s'], voices: { a: en }, deadline: 2m }%n".formatted(name, file);
  }

  @Test
  void namesAProgramThatIsNotThere() throws Exception {
    show("mute", "exit 1", "mute", "exit 1");
    Path written = config.resolve("larksong.yaml");
    Files.writeString(written, Files.readString(written).replace("[sh,", "[no-such-voice,"));

    Result result = larksong.run("produce", "mine", "--config", config.toString());

    assertThat(result.err())
        .contains("Voice engine mute could not be started: there is no such program.");
  }
}
