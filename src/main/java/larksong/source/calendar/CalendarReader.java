package larksong.source.calendar;

import biweekly.ICalendar;
import biweekly.component.Observance;
import biweekly.component.VTimezone;
import biweekly.io.text.ICalReader;
import biweekly.property.RecurrenceRule;
import biweekly.util.Frequency;
import biweekly.util.Recurrence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads iCalendar without the time zones that no calendar needs: their rules are counted from the
 * first year on while dates are read, and one that repeats each second takes all memory.
 */
final class CalendarReader extends ICalReader {

  /** There are fewer zones on the earth. */
  private static final int MOST_ZONES = 500;

  /** The rules of a zone's whole history. */
  private static final int MOST_OBSERVANCES = 500;

  CalendarReader(String text) {
    super(text);
  }

  @Override
  protected @Nullable ICalendar _readNext() throws IOException {
    ICalendar calendar = super._readNext();
    if (calendar != null) {
      calendar.removeComponents(VTimezone.class).stream()
          .filter(CalendarReader::isOfTheEarth)
          .limit(MOST_ZONES)
          .forEach(calendar::addComponent);
    }
    return calendar;
  }

  private static boolean isOfTheEarth(VTimezone zone) {
    List<Observance> observances = new ArrayList<>(zone.getStandardTimes());
    observances.addAll(zone.getDaylightSavingsTime());
    return observances.size() <= MOST_OBSERVANCES
        && observances.stream()
            .flatMap(observance -> observance.getProperties(RecurrenceRule.class).stream())
            .allMatch(rule -> rule.getValue() == null || isYearly(rule.getValue()));
  }

  /** On one day of some months, at one time. */
  private static boolean isYearly(Recurrence rule) {
    return rule.getFrequency() == Frequency.YEARLY
        && rule.getByMonth().size() <= 12
        && rule.getByDay().size() <= 7
        && rule.getByMonthDay().size() <= 7
        && rule.getByYearDay().size() + rule.getByWeekNo().size() <= 1
        && rule.getByHour().size() + rule.getByMinute().size() + rule.getBySecond().size() <= 3;
  }
}
