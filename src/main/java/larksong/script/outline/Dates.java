package larksong.script.outline;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Dates for the eye: titles and notes. */
final class Dates {

  private Dates() {}

  static String shown(LocalDate date, Locale language) {
    return date.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(language));
  }
}
