package larksong.library.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import larksong.library.Library;
import larksong.library.deletion.Deletions;
import larksong.library.upkeep.Caretaker;
import larksong.model.Departure;
import larksong.model.Departure.Part;
import larksong.model.Departure.Purpose;
import larksong.model.EditionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeparturesTest {

  private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");
  private static final EditionId ADAS = EditionId.parse("morning/2026-11-21T06:30/ada");

  @TempDir Path home;

  private Library open(Duration later) throws Exception {
    return Library.open(home, Clock.fixed(NOW.plus(later), ZoneOffset.UTC));
  }

  private static Departure to(String recipient, Optional<EditionId> edition) {
    return new Departure(
        edition,
        Purpose.WRITE,
        recipient,
        "api.example.com",
        List.of(new Part("work", "work-0123456789", List.of("title", "location"))),
        100);
  }

  @Test
  void keepsEachCallAsItLeft() throws Exception {
    Departure departure = to("gpt", Optional.of(ADAS));
    Departure trial = to("trial", Optional.empty());
    try (Library library = open(Duration.ZERO)) {
      new Departures(library.store()).note(departure);
      UUID second = new Departures(library.store()).note(trial);
      new Departures(library.store()).correct(second, 7);
    }
    try (Library library = open(Duration.ofMinutes(1))) {
      assertThat(new Departures(library.store()).of("morning"))
          .containsExactly(new Departures.Noted(NOW, departure));
      assertThat(new Departures(library.store()).all())
          .contains(new Departures.Noted(NOW, trial.of(7)))
          .hasSize(2);
    }
  }

  @Test
  void forgetsAnEditionsCallsWithItAndNoOthers() throws Exception {
    try (Library library = open(Duration.ZERO)) {
      new Departures(library.store()).note(to("gpt", Optional.of(ADAS)));
      new Departures(library.store())
          .note(to("gpt", Optional.of(new EditionId("morning", ADAS.nominal()))));

      new Deletions(library).begin(ADAS, Deletions.Rest.NOTHING, record -> record);

      assertThat(new Departures(library.store()).of("morning"))
          .extracting(noted -> noted.departure().edition().orElseThrow().text())
          .containsExactly("morning/2026-11-21T06:30");
    }
  }

  @Test
  void forgetsWhatLeftMoreThanFourHundredDaysAgoWithTheDailySweep() throws Exception {
    try (Library library = open(Duration.ZERO)) {
      new Departures(library.store()).note(to("old", Optional.empty()));
    }
    try (Library library = open(Duration.ofHours(1))) {
      new Departures(library.store()).note(to("young", Optional.empty()));
    }
    try (Library library = open(Duration.ofDays(400).plusMinutes(1))) {
      new Caretaker(library, home).sweep();

      assertThat(new Departures(library.store()).all())
          .extracting(noted -> noted.departure().recipient())
          .containsExactly("young");
    }
  }
}
