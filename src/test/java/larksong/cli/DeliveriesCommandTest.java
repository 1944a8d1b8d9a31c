package larksong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import larksong.cli.Desk.Answer;
import larksong.json.Json;
import larksong.model.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the owner is told of editions that are not at their targets, and can do with them. */
class DeliveriesCommandTest {

  private static final String FIRST = "morning/2026-11-21";
  private static final String SECOND = "morning/2026-11-22";

  @TempDir Path folder;

  private final MovableClock clock = new MovableClock("2026-11-21T05:30:00Z");
  private Desk desk;

  @BeforeEach
  void configure() throws Exception {
    desk = new Desk(folder, clock);
    desk.configure(
        "  rack: { kind: command, run: [sh, -c, \"echo The rack is locked. >&2; test -f %1$s/open && cat > %1$s/given\"] }\n"
                .formatted(folder)
            + "  files: { kind: folder, path: ../published }\n",
        "rack, library, files");
  }

  private void produce(String day) {
    assertThat(desk.run("produce", "morning", "--edition", day).code()).isZero();
  }

  @Test
  void saysThatNothingWaits() {
    assertThat(desk.run("deliveries"))
        .isEqualTo(new Answer(0, "Everything is where it should be.\n", ""));
    assertThat(desk.run("deliveries", "--json").out()).isEqualToIgnoringWhitespace("[]");
    assertThat(desk.run("deliveries", "retry"))
        .isEqualTo(new Answer(0, "Everything is where it should be.\n", ""));
  }

  @Test
  void listsWhatWaitsWhySinceWhenAndUntilWhen() throws Exception {
    produce("2026-11-21");
    clock.pass(Duration.ofDays(1));
    produce("2026-11-22");

    Answer listed = desk.run("deliveries");

    assertThat(listed.code()).isZero();
    assertThat(listed.err()).isEmpty();
    assertThat(listed.out().lines().filter(line -> line.startsWith("rack")))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains(FIRST, "waiting", "since 2026-11-21T05:30:00Z", "tried 2 times"),
            line ->
                assertThat(line)
                    .contains(SECOND, "waiting", "since 2026-11-22T05:30:00Z", "not tried yet"));
    assertThat(listed.out())
        .contains("The rack is locked.")
        .doesNotContain("files ")
        .contains("larksong deliveries retry", "larksong deliveries drop TARGET");
    JsonNode json = Json.tree(desk.run("deliveries", "--json").out());
    assertThat(json).hasSize(2);
    assertThat(json.get(0).path("target").asText()).isEqualTo("rack");
    assertThat(json.get(0).path("edition").asText()).isEqualTo(FIRST);
    assertThat(json.get(0).path("state").asText()).isEqualTo("waiting");
    assertThat(json.get(0).path("since").asText()).isEqualTo("2026-11-21T05:30:00Z");
    assertThat(json.get(0).path("reason").asText()).contains("The rack is locked.");
    assertThat(json.get(0).path("tried").asInt()).isEqualTo(2);
    assertThat(json.get(0).path("next").asText()).startsWith("2026-11-22T05:3");
  }

  @Test
  void bringsItWhenItIsTriedAgain() throws Exception {
    produce("2026-11-21");
    Answer locked = desk.run("deliveries", "retry");
    assertThat(locked.code()).isEqualTo(1);
    assertThat(locked.out()).contains("1 edition is still not there.");
    assertThat(locked.err()).contains("rack " + FIRST + ": ", "The rack is locked.");
    Files.createFile(folder.resolve("open"));

    assertThat(desk.run("deliveries", "retry", "rack", FIRST))
        .isEqualTo(new Answer(0, "1 edition is no longer waiting.\n", ""));

    assertThat(folder.resolve("given")).content().contains(FIRST);
    assertThat(desk.run("deliveries").out()).startsWith("Everything is");
  }

  @Test
  void givesUpOneEditionOrAllOfATarget() throws Exception {
    produce("2026-11-21");
    produce("2026-11-22");
    produce("2026-11-23");
    Files.createFile(folder.resolve("open"));

    assertThat(desk.run("deliveries", "drop", "rack", SECOND))
        .isEqualTo(new Answer(0, "1 edition is dropped.\n", ""));
    assertThat(desk.run("deliveries").out()).contains(FIRST).doesNotContain(SECOND);
    assertThat(desk.run("deliveries", "drop", "rack").out()).isEqualTo("2 editions are dropped.\n");

    clock.pass(Duration.ofDays(1));
    assertThat(desk.run("deliveries", "retry").out()).startsWith("Everything is");
    assertThat(folder.resolve("given")).as("it is not brought there any more").doesNotExist();
  }

  @Test
  void saysWhatItDoesNotKnowAndWhatThereIs() {
    produce("2026-11-21");
    for (String decision : new String[] {"retry", "drop"}) {
      Answer unknown = desk.run("deliveries", decision, "rakc");
      assertThat(unknown.code()).isEqualTo(2);
      assertThat(unknown.out()).isEmpty();
      assertThat(unknown.err()).contains("Nothing waits for 'rakc'.", "Editions wait for: rack");
      Answer other = desk.run("deliveries", decision, "rack", "morning/2026-11-12");
      assertThat(other.code()).isEqualTo(2);
      assertThat(other.err())
          .contains("'morning/2026-11-12' does not wait for 'rack'. Waiting: " + FIRST + ".");
    }
    Answer none = desk.run("deliveries", "drop");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("Name the target whose editions are to be given up: rack.");
  }

  @Test
  void saysWhatIsLeftOfATargetThatWasRemoved() throws Exception {
    produce("2026-11-21");
    desk.configure("  files: { kind: folder, path: ../published }\n", "library, files");

    assertThat(desk.run("deliveries").out())
        .contains(FIRST, "The target is not in larksong.yaml any more.")
        .doesNotContain("next ");
    for (String[] words :
        new String[][] {{"deliveries", "retry"}, {"deliveries", "retry", "rack"}}) {
      Answer retried = desk.run(words);
      assertThat(retried.code()).isNotZero();
      assertThat(retried.err()).contains("rack").contains("not in larksong.yaml any more");
    }
    assertThat(desk.run("deliveries", "drop", "rack").code()).isZero();
    assertThat(desk.run("deliveries").out()).startsWith("Everything is");
  }

  @Test
  void answersDecisionsAsJson() throws Exception {
    produce("2026-11-21");
    JsonNode retried = Json.tree(desk.run("deliveries", "retry", "--json").out());
    assertThat(retried).hasSize(1);
    assertThat(retried.get(0).path("edition").asText()).isEqualTo(FIRST);
    JsonNode dropped = Json.tree(desk.run("deliveries", "drop", "rack", "--json").out());
    assertThat(Stream.of(dropped.get(0).path("state").asText())).containsExactly("dropped");
    assertThat(dropped.get(0).path("next").isNull()).as("it is tried no more").isTrue();
  }
}
