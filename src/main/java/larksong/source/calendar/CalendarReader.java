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

  /** The history of a zone without a rule. */
  private static final int MOST_OBSERVANCES = 500;

  /** Days a year that all rules of all zones name; each rule of most zones names one. */
  private static final int MOST_DAYS = 300;

  private int days;

  CalendarReader(String text) {
    super(text);
  }

  @Override
  protected @Nullable ICalendar _readNext() throws IOException {
    ICalendar calendar = super._readNext();
    if (calendar != null) {
      calendar.removeComponents(VTimezone.class).stream()
          .filter(this::isOfTheEarth)
          .forEach(calendar::addComponent);
    }
    return calendar;
  }

  private boolean isOfTheEarth(VTimezone zone) {
    List<Observance> observances = new ArrayList<>(zone.getStandardTimes());
    observances.addAll(zone.getDaylightSavingsTime());
    for (Observance observance : observances) {
      for (RecurrenceRule rule : observance.getProperties(RecurrenceRule.class)) {
        int more = rule.getValue() == null ? 0 : days(rule.getValue());
        if (days + more > MOST_DAYS) {
          return false;
        }
        days += more;
      }
    }
    return observances.size() <= MOST_OBSERVANCES;
  }

  /** On how many days of a year a rule says that clocks change, at most. */
  private static int days(Recurrence rule) {
    boolean plain =
        rule.getFrequency() == Frequency.YEARLY
            && rule.getByYearDay().size() + rule.getByWeekNo().size() <= 1
            && rule.getByHour().size() <= 1
            && rule.getByMinute().size() <= 1
            && rule.getBySecond().size() <= 1;
    long days =
        (long) Math.max(1, rule.getByMonth().size())
            * Math.max(1, rule.getByDay().size())
            * Math.max(1, rule.getByMonthDay().size());
    return plain ? (int) Math.min(days, MOST_DAYS + 1) : MOST_DAYS + 1;
  }
}
