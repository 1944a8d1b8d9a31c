package larksong.app;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.regex.Pattern;
import larksong.model.Edition;
import larksong.model.Show;

/** Reads the dates that owners write for editions; one slip must not publish the year 20266. */
record EditionDates(Clock clock) {

  private static final int YEARS_BACK = 10;
  private static final int YEARS_AHEAD = 2;
  private static final Pattern FOUR_DIGITS = Pattern.compile("\\d{4}-.*");

  Edition today(Wired wired) {
    return on(wired, LocalDate.now(clock.withZone(wired.show().zone())));
  }

  /**
   * The edition of a date, or of a date and time.
   *
   * @param sure whether a date far from today is meant
   */
  Edition read(Wired wired, String written, boolean sure) {
    Show show = wired.show();
    try {
      Edition edition =
          written.contains("T")
              ? new Edition(
                  show.name(), checked(LocalDateTime.parse(written), written), show.zone())
              : on(wired, checked(LocalDate.parse(written).atStartOfDay(), written).toLocalDate());
      if (!sure) {
        checkNear(edition, written);
      }
      return edition;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "Expected a date such as 2026-11-21 or 2026-11-21T06:30 but was '" + written + "'", e);
    }
  }

  private static Edition on(Wired wired, LocalDate day) {
    LocalDateTime nominal =
        wired.timetable().flatMap(timetable -> timetable.nominal(day)).orElse(day.atStartOfDay());
    return new Edition(wired.show().name(), nominal, wired.show().zone());
  }

  private LocalDateTime checked(LocalDateTime nominal, String written) {
    if (!FOUR_DIGITS.matcher(written).matches() || nominal.getYear() < 1) {
      throw new IllegalArgumentException(
          "Expected a date whose year has four digits, such as "
              + LocalDate.now(clock)
              + ", but was '"
              + written
              + "'. Correct --edition.");
    }
    return nominal;
  }

  private void checkNear(Edition edition, String written) {
    LocalDate today = LocalDate.now(clock.withZone(edition.zone()));
    LocalDate first = today.minusYears(YEARS_BACK);
    LocalDate last = today.plusYears(YEARS_AHEAD);
    if (edition.date().isBefore(first) || edition.date().isAfter(last)) {
      throw new IllegalArgumentException(
          "Expected a date from "
              + first
              + " to "
              + last
              + " but was '"
              + written
              + "'. Correct --edition, or add --yes if you mean it.");
    }
  }
}
