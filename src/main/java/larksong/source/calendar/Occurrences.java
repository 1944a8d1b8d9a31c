package larksong.source.calendar;

import biweekly.ICalVersion;
import biweekly.io.TimezoneInfo;
import biweekly.io.WriteContext;
import biweekly.io.scribe.property.RecurrenceRuleScribe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * Finds when the events of one calendar occur again (RFC 5545 §3.3.10). A rule of one line may
 * stand for billions of moments, and the library that counts them can't be stopped, so each rule's
 * work is estimated first.
 */
final class Occurrences {

  /** More in one window is a broken rule, not a life. */
  private static final int MOST = 500;

  /** Days since 1970 are 20,000, hours of a hundred years not yet a million. */
  private static final long MOST_PERIODS = 1_000_000;

  /** Every quarter of an hour of every working day needs 480. */
  private static final long MOST_IN_A_PERIOD = 1_000;

  private static final long MOST_OF_A_RULE = 10_000_000;
  private static final long MOST_OF_A_CALENDAR = 100_000_000;

  private long left = MOST_OF_A_CALENDAR;

  /**
   * The first 500 starts in a time, by a rule and the first start of all.
   *
   * @param from in milliseconds, and so is {@code to}
   * @throws IllegalArgumentException if the rule makes no sense, or too much work
   */
  List<DateTime> of(biweekly.property.RecurrenceRule written, DateTime first, long from, long to) {
    List<DateTime> starts = new ArrayList<>();
    try {
      RecurrenceRule rule = rule(written, first);
      spend(work(rule, Duration.ofMillis(Math.max(0, to - first.getTimestamp()))));
      RecurrenceRuleIterator iterator = rule.iterator(first);
      iterator.fastForward(from);
      while (iterator.hasNext() && starts.size() < MOST) {
        DateTime next = iterator.nextDateTime();
        if (next.getTimestamp() >= to) {
          break;
        }
        starts.add(next);
      }
    } catch (InvalidRecurrenceRuleException e) {
      throw new IllegalArgumentException("Expected a valid RRULE", e);
    }
    return starts;
  }

  private void spend(long work) {
    if (work > MOST_OF_A_RULE || work > left) {
      throw new IllegalArgumentException("Expected an RRULE that repeats less often");
    }
    left -= work;
  }

  /** How many moments may have to be looked at, at most. */
  private static long work(RecurrenceRule rule, Duration time) {
    List<Part> parts =
        List.of(
            Part.BYMONTH,
            Part.BYWEEKNO,
            Part.BYYEARDAY,
            Part.BYMONTHDAY,
            Part.BYHOUR,
            Part.BYMINUTE,
            Part.BYSECOND);
    boolean bare = rule.getByDayPart() == null;
    long inAPeriod = bare ? 1 : rule.getByDayPart().size();
    for (Part part : parts) {
      List<Integer> list = rule.getByPart(part);
      inAPeriod *= list == null || list.isEmpty() ? 1 : list.size();
      bare &= list == null;
      if (inAPeriod > MOST_IN_A_PERIOD) {
        return Long.MAX_VALUE;
      }
    }
    long periods = time.dividedBy(period(rule).multipliedBy(Math.max(1, rule.getInterval()))) + 1;
    if (bare && rule.getCount() != null) {
      periods = Math.min(periods, Math.max(1, rule.getCount()));
    }
    return periods > MOST_PERIODS ? Long.MAX_VALUE : periods * inAPeriod;
  }

  private static Duration period(RecurrenceRule rule) {
    return switch (rule.getFreq()) {
      case YEARLY -> Duration.ofDays(365);
      case MONTHLY -> Duration.ofDays(28);
      case WEEKLY -> Duration.ofDays(7);
      case DAILY -> Duration.ofDays(1);
      case HOURLY -> Duration.ofHours(1);
      case MINUTELY -> Duration.ofMinutes(1);
      case SECONDLY -> Duration.ofSeconds(1);
    };
  }

  private static RecurrenceRule rule(biweekly.property.RecurrenceRule property, DateTime first)
      throws InvalidRecurrenceRuleException {
    String text =
        new RecurrenceRuleScribe()
            .writeText(property, new WriteContext(ICalVersion.V2_0, new TimezoneInfo(), null));
    RecurrenceRule rule = new RecurrenceRule(text, RfcMode.RFC5545_LAX);
    DateTime until = rule.getUntil();
    if (until != null) {
      rule.setUntil(inTheFormOf(first, until));
    }
    return rule;
  }

  /** Programs mix forms of UNTIL and DTSTART, which RFC 5545 §3.3.10 forbids; make them agree. */
  private static DateTime inTheFormOf(DateTime first, DateTime until) {
    if (first.isAllDay()) {
      return until.toAllDay();
    }
    if (until.isAllDay()) {
      return new DateTime(
          first.getTimeZone(),
          until.getYear(),
          until.getMonth(),
          until.getDayOfMonth(),
          23,
          59,
          59);
    }
    return until.isFloating()
        ? until.swapTimeZone(first.getTimeZone())
        : until.shiftTimeZone(DateTime.UTC);
  }
}
