package larksong.spoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnglishTest {

  private final Spoken spoken = new English(Locale.UK);

  @ParameterizedTest
  @CsvSource({
    "09:00, nine",
    "14:15, a quarter past two",
    "12:30, half past twelve",
    "16:45, a quarter to five",
    "11:55, five to twelve",
    "13:40, twenty to two",
    "09:05, five past nine",
    "09:07, nine oh seven",
    "05:42, five forty-two in the morning",
    "18:30, half past six in the evening",
    "23:10, ten past eleven at night",
    "00:00, midnight",
    "12:00, noon",
  })
  void saysATimeAsPeopleDo(LocalTime time, String said) {
    assertThat(spoken.time(time)).isEqualTo(said);
  }

  @Test
  void saysADate() {
    LocalDate date = LocalDate.of(2026, 11, 21);

    assertThat(spoken.date(date)).isEqualTo("Saturday the twenty-first of November");
    assertThat(new English(Locale.US).date(date)).isEqualTo("Saturday, November twenty-first");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21, today",
    "2026-11-22, tomorrow",
    "2026-11-20, yesterday",
    "2026-11-24, on Tuesday",
    "2026-11-17, last Tuesday",
    "2026-11-30, on Monday the thirtieth of November",
    "2028-01-02, on Sunday the second of January twenty twenty-eight",
  })
  void saysADayRelativeToToday(LocalDate date, String said) {
    assertThat(spoken.day(date, LocalDate.of(2026, 11, 21))).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({
    "PT15M, a quarter of an hour",
    "PT30M, half an hour",
    "PT1H, an hour",
    "PT90M, an hour and a half",
    "PT150M, two and a half hours",
    "PT2H10M, two hours and ten minutes",
    "PT38M, thirty-eight minutes",
    "P1D, a day",
    "P3D, three days",
    "PT45S, forty-five seconds",
  })
  void saysADuration(Duration duration, String said) {
    assertThat(spoken.duration(duration)).isEqualTo(said);
  }

  @Test
  void saysCountsListsAndZones() {
    assertThat(spoken.count(1, "story")).isEqualTo("one story");
    assertThat(spoken.count(21, "story")).isEqualTo("twenty-one stories");
    assertThat(spoken.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
    assertThat(spoken.zone(ZoneId.of("Europe/Lisbon"))).isEqualTo("Lisbon time");
    assertThat(spoken.zone(ZoneId.of("America/New_York"))).isEqualTo("New York time");
  }

  @Test
  void doesNotEndASentenceAtAnAbbreviation() {
    assertThat(Sentences.of("Dr. Noor comes at ten. Bring fruit, e.g. apples. Fine!", Locale.UK))
        .containsExactly("Dr. Noor comes at ten.", "Bring fruit, e.g. apples.", "Fine!");
  }
}
