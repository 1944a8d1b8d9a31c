package larksong.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import larksong.model.Edition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void firesAtTheShowsOwnTimeOnBothSidesOfTheClockChange() {
    Timetable timetable = Timetable.of("0 30 6 * * ?", BERLIN);

    assertThat(timetable.next(Instant.parse("2026-10-24T12:00:00Z"), 2))
        .extracting(Object::toString)
        .containsExactly(
            "2026-10-25T06:30+01:00[Europe/Berlin]", "2026-10-26T06:30+01:00[Europe/Berlin]");
    assertThat(timetable.next(Instant.parse("2026-03-28T12:00:00Z"), 1).get(0).toInstant())
        .isEqualTo(Instant.parse("2026-03-29T04:30:00Z"));
  }

  @Test
  void knowsTheNominalTimeOfADay() {
    Timetable timetable = Timetable.of("0 30 6 ? * MON-FRI", BERLIN);

    assertThat(timetable.nominal(LocalDate.of(2026, 11, 20)))
        .contains(LocalDateTime.parse("2026-11-20T06:30"));
    assertThat(timetable.nominal(LocalDate.of(2026, 11, 21))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 30 6 ? * MON-FRI     | weekdays at 06:30, Berlin time",
        "0 0 7 * * ?            | every day at 07:00, Berlin time",
        "0 0 18 ? * MON,THU     | Mondays and Thursdays at 18:00, Berlin time",
        "0 0 9 ? * SUN,MON,FRI  | Mondays, Fridays and Sundays at 09:00, Berlin time",
        "0 0 9 1 * ?            | ''",
        "0 0 7,19 * * ?         | ''",
      })
  void saysInWordsWhenItFires(String cron, String words) {
    // with the end of summer time within the four weeks
    for (String now : new String[] {"2026-10-12T12:00:00Z", "2026-10-12T04:45:00Z"}) {
      assertThat(Timetable.of(cron, BERLIN).words(Instant.parse(now))).isEqualTo(words);
    }
  }

  @Test
  void saysWhatIsWrongWithAnExpression() {
    assertThatThrownBy(() -> Timetable.of("every morning", BERLIN))
        .hasMessageContaining("expected a cron expression such as '0 30 6 ? * MON-FRI'");
  }

  @Test
  void hasAnEditionMadeAtOnceWhenAsked() throws Exception {
    BlockingQueue<Edition> made = new ArrayBlockingQueue<>(10);
    Edition edition = new Edition("evening", LocalDateTime.parse("2026-11-20T18:00"), BERLIN);

    try (Scheduler scheduler = Scheduler.start(Map.of(), made::offer)) {
      scheduler.now(edition);

      assertThat(made.poll(20, TimeUnit.SECONDS)).isEqualTo(edition);
    }
  }

  @Test
  void hasAnEditionMadeWhenItIsDue() throws Exception {
    BlockingQueue<Edition> made = new ArrayBlockingQueue<>(10);

    try (Scheduler scheduler =
        Scheduler.start(Map.of("morning", Timetable.of("* * * * * ?", BERLIN)), made::offer)) {
      assertThat(scheduler).isNotNull();
      Edition edition = made.poll(20, TimeUnit.SECONDS);

      assertThat(edition).isNotNull();
      assertThat(edition.show()).isEqualTo("morning");
      assertThat(edition.zone()).isEqualTo(BERLIN);
    }
  }
}
