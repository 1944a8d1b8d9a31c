package larksong.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import larksong.model.Draft;
import larksong.model.Edition;
import larksong.model.Finding;
import larksong.model.Fixtures;
import larksong.model.Gap;
import larksong.model.Line;
import larksong.model.Origin;
import larksong.model.RunStatus;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every chronicle promises. */
public abstract class ChronicleContract {

  protected static final Edition FIRST = Fixtures.EDITION;
  protected static final Edition NEXT =
      new Edition(FIRST.show(), FIRST.nominal().plusDays(1), FIRST.zone());

  protected abstract Chronicle chronicle() throws Exception;

  /** Whether another made for the same place knows the same. */
  protected abstract Chronicle another() throws Exception;

  protected static RunRecord ended(Edition edition, RunStatus status, @Nullable Long whole) {
    return new RunRecord(
        edition.id(),
        status,
        "",
        false,
        Instant.parse("2026-11-21T05:30:00Z").plusSeconds(edition.date().getDayOfMonth()),
        12,
        "A reason.",
        List.of(new Gap("work", "It is away.")),
        List.of(new Finding("number", Finding.Severity.WARNING, "1", "It is not there.")),
        whole);
  }

  protected static Words words(String text) {
    Script script =
        new Script(
            "Morning",
            "A morning.",
            Locale.UK,
            List.of(new Segment("Morning", List.of(new Line("host", text)), List.of())));
    return new Words(rundown(), new Draft(script, Origin.OUTLINE, "outline", List.of()));
  }

  private static Rundown rundown() {
    return Fixtures.aRundown(List.of(), List.of());
  }

  @Test
  void knowsHowTheLatestRunOfEachEditionEnded() throws Exception {
    chronicle().note(FIRST, ended(FIRST, RunStatus.FAILED, null), Optional.empty());
    chronicle().note(NEXT, ended(NEXT, RunStatus.PUBLISHED, 900L), Optional.empty());
    chronicle().note(FIRST, ended(FIRST, RunStatus.PUBLISHED, 700L), Optional.empty());

    assertThat(another().find(FIRST)).contains(ended(FIRST, RunStatus.PUBLISHED, 700L));
    assertThat(another().runs())
        .containsExactly(
            ended(NEXT, RunStatus.PUBLISHED, 900L), ended(FIRST, RunStatus.PUBLISHED, 700L));
    assertThat(another().whole(FIRST.show(), 1)).containsExactly(Duration.ofMillis(900));
    assertThat(another().whole("other", 9)).isEmpty();
  }

  @Test
  void letsTheOwnerDecideOnceAboutWhatIsHeld() throws Exception {
    chronicle().note(FIRST, ended(FIRST, RunStatus.HELD, null), Optional.of(words("Hello.")));
    assertThat(another().held(FIRST)).contains(words("Hello."));

    assertThat(another().decide(FIRST, RunStatus.APPROVED, Optional.of(words("Good day."))))
        .isTrue();

    assertThat(chronicle().decide(FIRST, RunStatus.DROPPED, Optional.empty())).isFalse();
    assertThat(chronicle().held(FIRST)).isEmpty();
    assertThat(chronicle().approved(FIRST)).contains(words("Good day."));
    assertThat(chronicle().find(FIRST)).contains(ended(FIRST, RunStatus.APPROVED, null));
    assertThat(another().inStatus(RunStatus.APPROVED)).containsExactly(FIRST.id());
    assertThat(another().inStatus(RunStatus.HELD)).isEmpty();
    assertThat(chronicle().decide(NEXT, RunStatus.APPROVED, Optional.of(words("x")))).isFalse();
  }

  @Test
  void keepsWhatWasApprovedUntilTheEditionIsMadeAnew() throws Exception {
    chronicle().note(FIRST, ended(FIRST, RunStatus.HELD, null), Optional.of(words("Hello.")));
    chronicle().decide(FIRST, RunStatus.APPROVED, Optional.of(words("Hello.")));
    chronicle().note(FIRST, ended(FIRST, RunStatus.PUBLISHED, null), Optional.empty());
    assertThat(another().approved(FIRST)).contains(words("Hello."));

    chronicle().makeAnew(FIRST);

    assertThat(another().approved(FIRST)).isEmpty();
    assertThat(another().find(FIRST)).contains(ended(FIRST, RunStatus.PUBLISHED, null));
  }
}
