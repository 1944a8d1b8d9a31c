package larksong.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import larksong.model.Departure;
import larksong.model.Departure.Part;
import larksong.model.Departure.Purpose;
import larksong.model.EditionId;
import larksong.model.Level;
import org.junit.jupiter.api.Test;

class ErrandTest {

  private static final EditionId EDITION = EditionId.parse("morning/2026-11-21");

  @Test
  void endsWithItsScopeAndGoesBackToTheOneAround() {
    Errand outer = Errand.current().about(EDITION);
    Errand.Scope around = outer.begin();
    Errand.Scope inside = Errand.current().to(Purpose.WRITE, "gpt").begin();
    assertThat(Errand.current().edition()).contains(EDITION);
    assertThat(Errand.current().recipient()).isEqualTo("gpt");

    inside.close();
    assertThat(Errand.current()).isEqualTo(outer);

    around.close();
    assertThat(Errand.current().isKnown()).isFalse();
  }

  @Test
  void goesWithTheWorkToAnotherThreadAndNoFurther() throws Exception {
    ExecutorService threads = new CarryingExecutor(Executors.newSingleThreadExecutor());
    try {
      Errand.Scope scope = Errand.current().about(EDITION).begin();
      Errand carried;
      try {
        carried = threads.submit(Errand::current).get();
      } finally {
        scope.close();
      }

      assertThat(carried.edition()).contains(EDITION);
      assertThat(threads.submit(Errand::current).get().isKnown()).isFalse();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void givesAnotherRecipientNothingOfWhatTheFirstGot() throws Exception {
    List<Part> parts = List.of(Part.of("episode", "recording"));
    Errand first = Errand.current().to(Purpose.PUBLISH, "attic").carrying(parts, Level.LOCAL);

    assertThat(first.leaving("attic.example.com", List.of(), 1).parts()).isEqualTo(parts);
    assertThat(first.to(Purpose.ALERT, "ntfy").leaving("ntfy.example.com", List.of(), 1))
        .extracting(Departure::parts)
        .isEqualTo(List.of());
  }

  @Test
  void givesNothingAwayThatNobodySaidMayLeave() {
    assertThatThrownBy(() -> Errand.current().leaving("api.example.com", List.of(), 1))
        .isInstanceOf(StaysHereException.class)
        .hasMessageContaining("api.example.com")
        .hasMessageContaining("local");
  }

  @Test
  void givesAVoiceElsewhereNoWordsThatNeedStandIns() throws Exception {
    List<Part> parts = List.of(Part.of("script", "sentence"));
    Errand spoken = Errand.current().to(Purpose.SPEAK, "cloud").carrying(parts, Level.REDACTED);

    assertThat(spoken.leaving("program", List.of(), 1).parts()).isEqualTo(parts);
    assertThatThrownBy(() -> spoken.passingOn().leaving("program", List.of(), 1))
        .isInstanceOf(StaysHereException.class);
    assertThat(spoken.of(Level.FREE).passingOn().leaving("program", List.of(), 1).parts())
        .isEqualTo(parts);
  }
}
