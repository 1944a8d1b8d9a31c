package larksong.spoken;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says dates, times, durations and numbers as people of one language do. */
public interface Spoken {

  /** The language's way of speaking, if there is one. */
  static Optional<Spoken> of(Locale language) {
    return language.getLanguage().equals("en")
        ? Optional.of(new English(language))
        : Optional.empty();
  }

  /** The languages there are, as tags. */
  static List<String> languages() {
    return List.of("en");
  }

  /** {@code twenty-one}. */
  String number(long number);

  /** {@code twenty-first}. */
  String ordinal(long number);

  /** {@code twenty twenty-six}. */
  String year(int year);

  /** {@code a quarter past two}; the day part is said where a listener could mistake it. */
  String time(LocalTime time);

  /** {@code Saturday the twenty-first of November}. */
  String date(LocalDate date);

  /** The day as heard on another: {@code today}, {@code tomorrow}, {@code on Monday}. */
  String day(LocalDate date, LocalDate today);

  /** {@code an hour and a half}. */
  String duration(Duration duration);

  /** {@code one appointment}, {@code three appointments}. */
  String count(long number, String one, String several);

  /** {@code a, b and c}. */
  String list(List<String> parts);

  /** {@code Lisbon time}. */
  String zone(ZoneId zone);
}
