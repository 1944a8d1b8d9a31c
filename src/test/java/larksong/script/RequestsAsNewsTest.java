package larksong.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import larksong.model.Draft;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.Fixtures;
import larksong.model.Line;
import larksong.model.Origin;
import larksong.model.Place;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import org.junit.jupiter.api.Test;

class RequestsAsNewsTest {

  private static final Rundown RUNDOWN = Fixtures.aRundown(List.of(), List.of());

  /** Tells these lines, one a segment, and knows who asks or does not. */
  private record Telling(List<String> lines, Optional<String> theirs) implements ScriptWriter {

    @Override
    public String name() {
      return "outline";
    }

    @Override
    public String fingerprint() {
      return "outline";
    }

    @Override
    public Draft write(Rundown rundown) {
      List<Segment> segments =
          lines.stream()
              .map(line -> new Segment(line, List.of(new Line("host", line)), List.of("a")))
              .toList();
      return new Draft(
          new Script("Morning", "", Locale.UK, segments), Origin.OUTLINE, name(), List.of());
    }

    @Override
    public Optional<String> attributed(Rundown rundown, String sentence) {
      return theirs;
    }
  }

  /** Whatever begins with an order is held. */
  private static List<Finding> proof(Rundown rundown, Script script) {
    return IntStream.range(0, script.segments().size())
        .filter(at -> script.segments().get(at).lines().get(0).text().startsWith("Call"))
        .mapToObj(at -> Finding.at(new Place(at, 0, 0), "request", "It asks."))
        .toList();
  }

  private static Draft written(Optional<String> theirs, String... lines) throws WritingException {
    return new RequestsAsNews(new Telling(List.of(lines), theirs), RequestsAsNewsTest::proof)
        .write(RUNDOWN);
  }

  private static List<String> told(Draft draft) {
    return draft.script().lines().map(Line::text).toList();
  }

  @Test
  void tellsWhoAsksAndNotesIt() throws Exception {
    Draft draft =
        written(Optional.of("The Gazette says: call 0800."), "Rain.", "Call 0800 now.", "Wind.");

    assertThat(told(draft)).containsExactly("Rain.", "The Gazette says: call 0800.", "Wind.");
    assertThat(draft.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.NOTE);
              assertThat(finding.reason()).startsWith("1 of its sentences asked");
            });
  }

  @Test
  void leavesOutWhatNobodyIsKnownToAskAndNotesItToo() throws Exception {
    Draft draft = written(Optional.empty(), "Rain.", "Call 0800 now.", "Rain.");

    assertThat(told(draft)).containsExactly("Rain.", "Rain.");
    assertThat(draft.findings()).hasSize(1);
  }

  @Test
  void leavesAScriptThatAsksNothingAsItIs() throws Exception {
    Draft draft = written(Optional.empty(), "Rain.", "Wind.");

    assertThat(told(draft)).containsExactly("Rain.", "Wind.");
    assertThat(draft.findings()).isEmpty();
  }
}
