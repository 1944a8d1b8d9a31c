package larksong.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import larksong.model.Draft;
import larksong.model.Fixtures;
import larksong.model.Gap;
import larksong.model.Line;
import larksong.model.Origin;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Story;
import org.junit.jupiter.api.Test;

class JoinedWriterTest {

  private static final Rundown RUNDOWN =
      Fixtures.aRundown(
          List.of(Fixtures.must(Fixtures.dentist()), Fixtures.may(Fixtures.bridge())),
          List.of(new Gap("work", "gone")));

  private final Recorder elsewhere = new Recorder("elsewhere");
  private final Recorder here = new Recorder("here");

  @Test
  void showsOnlyWhatMayLeaveToTheWriterElsewhere() throws Exception {
    Draft draft =
        new JoinedWriter(elsewhere, here, item -> item.source().equals("news"), "").write(RUNDOWN);

    assertThat(elsewhere.seen).containsExactly("n1");
    assertThat(here.seen).containsExactly("a1");
    assertThat(draft.script().segments())
        .extracting(Segment::heading)
        .containsExactly("here", "elsewhere", "here end");
    assertThat(draft.findings().get(0).reason())
        .isEqualTo("1 items were sent to 'elsewhere', 1 stayed.");
  }

  @Test
  void sendsNothingWhenNothingMayLeave() throws Exception {
    Draft draft = new JoinedWriter(elsewhere, here, item -> false, "").write(RUNDOWN);

    assertThat(elsewhere.seen).isEmpty();
    assertThat(draft.findings().get(0).reason()).startsWith("Nothing was sent to 'elsewhere'");
  }

  /** Writes a segment of the items it saw, and an end. */
  private static final class Recorder implements ScriptWriter {

    private final String name;
    private final List<String> seen = new ArrayList<>();

    Recorder(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String fingerprint() {
      return name;
    }

    @Override
    public Draft write(Rundown rundown) {
      seen.addAll(rundown.stories().stream().map(Story::item).map(item -> item.id()).toList());
      List<Segment> segments = new ArrayList<>();
      segments.add(new Segment(name, List.of(new Line("host", "x")), List.copyOf(seen)));
      if (name.equals("here")) {
        segments.add(new Segment(name + " end", List.of(new Line("host", "bye")), List.of()));
      }
      return new Draft(new Script("t", "s", Locale.UK, segments), Origin.MODEL, name, List.of());
    }
  }
}
