package larksong.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import larksong.model.Fact;
import larksong.model.Fixtures;
import larksong.model.Gap;
import larksong.model.Item;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Show;
import larksong.model.Story;
import larksong.proof.ScriptProof;
import org.junit.jupiter.api.Test;

/** What every writer of a briefing promises. */
public abstract class ScriptWriterContract {

  protected static final Show SHOW = Fixtures.aShow("morning-briefing", Duration.ofMinutes(5));
  protected static final Rundown RUNDOWN =
      Fixtures.aRundown(
          List.of(
              Fixtures.must(Fixtures.dentist(), new Fact("at", "at a quarter past two")),
              Fixtures.must(Fixtures.rent(), new Fact("due", "today")),
              Fixtures.may(Fixtures.bridge())),
          List.of(new Gap("the office", "Could not read 'the office' (x): gone.")));

  protected abstract ScriptWriter writer() throws Exception;

  @Test
  void coversEveryItemThatMustBeSaid() throws Exception {
    assertThat(script().segments().stream().flatMap(segment -> segment.covers().stream()))
        .contains("a1", "t1");
  }

  @Test
  void inventsNoItem() throws Exception {
    List<String> known = RUNDOWN.stories().stream().map(Story::item).map(Item::id).toList();

    assertThat(script().segments())
        .extracting(Segment::covers)
        .allSatisfy(covers -> assertThat(known).containsAll(covers));
  }

  @Test
  void mentionsEveryGap() throws Exception {
    assertThat(words()).contains("the office");
  }

  @Test
  void staysWithinTheLengthAndHolds() throws Exception {
    assertThat(script().words()).isLessThan(5 * 60 * 3);
    assertThat(new ScriptProof(SHOW).check(RUNDOWN, script())).isEmpty();
  }

  @Test
  void hasAFingerprintThatStays() throws Exception {
    assertThat(writer().fingerprint()).isEqualTo(writer().fingerprint()).isNotEmpty();
  }

  protected final Script script() throws Exception {
    return writer().write(RUNDOWN).script();
  }

  protected final String words() throws Exception {
    StringBuilder words = new StringBuilder();
    script().lines().forEach(line -> words.append(line.text()).append(' '));
    return words.toString().toLowerCase(Locale.ROOT);
  }
}
