package larksong.spoken;

import java.math.BigDecimal;
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
        : Vocabulary.of(language).map(words -> new Localized(language, words));
  }

  /** The languages there are, as tags. */
  static List<String> languages() {
    return List.of("en", "de", "fr", "es", "it", "pt", "sv");
  }

  /** {@code twenty-one}. */
  String number(long number);

  /** {@code forty}, {@code thirty-nine point six}. */
  String number(BigDecimal number);

  /** {@code twenty-first}. */
  String ordinal(long number);

  /** {@code twenty twenty-six}. */
  String year(int year);

  /** {@code a quarter past two}; the day part is said where a listener could mistake it. */
  String time(LocalTime time);

  /** {@code at a quarter past two}. */
  String at(LocalTime time);

  /** {@code at nine the next day}. */
  String nextDay(LocalTime time);

  /** {@code at nine on Monday the second of March}. */
  String later(LocalTime time, LocalDate date);

  /** {@code Saturday the twenty-first of November}. */
  String date(LocalDate date);

  /** {@code on Saturday the twenty-first of November}. */
  String on(LocalDate date);

  /** The day as heard on another: {@code today}, {@code tomorrow}, {@code on Monday}. */
  String day(LocalDate date, LocalDate today);

  /** {@code an hour and a half}. */
  String duration(Duration duration);

  /** What a watch must be set: {@code an hour ahead}. */
  String shift(Duration duration, boolean ahead);

  /**
   * {@code no appointments}, {@code one appointment}, {@code three appointments}.
   *
   * @param noun {@code appointment}, {@code task}, {@code note}, {@code story}, {@code step},
   *     {@code day}, {@code question}, {@code result} or {@code place}
   */
  String count(long number, String noun);

  /** {@code a, b and c}. */
  String list(List<String> parts);

  /** {@code Lisbon time}. */
  String zone(ZoneId zone);
}
