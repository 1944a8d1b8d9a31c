package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import larksong.config.Sections;
import larksong.json.Json;
import larksong.model.Appointment;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.Fixtures;
import larksong.model.Item;
import larksong.model.Line;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Story;
import larksong.model.Task;
import larksong.privacy.Permits;
import larksong.privacy.Redaction;
import larksong.script.ScriptJudge;
import org.junit.jupiter.api.Test;

class VeiledJudgeTest {

  private final List<String> seen = new ArrayList<>();
  private boolean writtenHere;

  /** Doubts the segment that names the rent. */
  private final ScriptJudge elsewhere =
      new ScriptJudge() {

        @Override
        public String name() {
          return "m";
        }

        @Override
        public List<Finding> judge(Rundown rundown, Script script) {
          seen.add(Json.write(rundown) + Json.write(script));
          int at = 0;
          while (!script.segments().get(at).lines().get(0).text().contains("rent")) {
            at++;
          }
          return List.of(
              new Finding("judge", Severity.WARNING, "segment " + (at + 1), "Not today."));
        }
      };

  @Test
  void showsNothingThatStaysHereAndCountsAsTheScriptDoes() throws Exception {
    assertThat(judged(told(dentist(), "a1", "At Secret Lane."), told(rent(), "t1", "The rent.")))
        .singleElement()
        .satisfies(finding -> assertThat(finding.where()).isEqualTo("segment 3"));
    assertThat(seen)
        .singleElement()
        .asString()
        .contains("The rent.")
        .doesNotContain("Good morning")
        .doesNotContain("Secret Lane");
  }

  @Test
  void asksNobodyWhenAllStaysHere() throws Exception {
    assertThat(judged(told(dentist(), "a1", "At Secret Lane."))).isEmpty();
    assertThat(seen).isEmpty();
  }

  @Test
  void showsNothingOfWhatAModelHereWroteWhichMayHaveSeenAll() throws Exception {
    writtenHere = true;

    assertThat(judged(told(rent(), "t1", "The rent, after the dentist at Secret Lane."))).isEmpty();
    assertThat(seen).isEmpty();
  }

  private record Told(Item item, Segment segment) {}

  private static Told told(Item item, String id, String words) {
    return new Told(item, new Segment("h", List.of(new Line("host", words)), List.of(id)));
  }

  private static Item dentist() {
    return new Appointment(
        "a1",
        "calendar",
        "Dentist",
        Fixtures.dentist().when(),
        Optional.empty(),
        Optional.of("Secret Lane"),
        "",
        List.of(),
        Appointment.Standing.CONFIRMED);
  }

  private static Item rent() {
    return new Task("t1", "tasks", "Pay the rent", Optional.empty());
  }

  private List<Finding> judged(Told... told) throws Exception {
    Permits permits = new Permits();
    permits.read(
        "calendar",
        Sections.of(Path.of("."), "{ privacy: { all: free, location: local } }"),
        false);
    permits.read("tasks", Sections.of(Path.of("."), "{ privacy: free }"), false);
    List<Segment> segments = new ArrayList<>();
    segments.add(new Segment("h", List.of(new Line("host", "Good morning.")), List.of()));
    List.of(told).forEach(one -> segments.add(one.segment()));
    Rundown rundown =
        Fixtures.aRundown(
            List.of(told).stream().map(one -> Fixtures.must(one.item())).toList(), List.of());
    return new VeiledJudge(
            "m",
            redaction -> elsewhere,
            stories ->
                new Redaction(
                    List.of(), List.of(), permits, stories.stream().map(Story::item).toList()),
            permits,
            writtenHere)
        .judge(rundown, new Script("t", "", Locale.UK, segments));
  }
}
