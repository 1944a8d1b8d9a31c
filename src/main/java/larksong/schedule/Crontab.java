package larksong.schedule;

import java.text.ParseException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/** Reads cron expressions as owners write them, and says what is wrong with one. */
final class Crontab {

  static final String EXAMPLE = "0 30 6 ? * MON-FRI";

  private static final int FIELDS = 6;
  private static final int FIELDS_WITH_YEAR = 7;
  private static final int CLASSIC = 5;
  private static final int DAY_OF_MONTH = 3;
  private static final int DAY_OF_WEEK = 5;

  private static final Pattern SECOND = Pattern.compile("\\d{1,2}");

  /** Of crontab(5), where both 0 and 7 are Sunday; Quartz begins with 1. */
  private static final List<String> WEEKDAYS =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

  private static final Pattern NUMBERED = Pattern.compile("[0-7](-[0-7])?(,[0-7](-[0-7])?)*");

  private Crontab() {}

  /**
   * Reads an expression that fires once a minute at most, in UTC.
   *
   * @throws IllegalArgumentException with what was expected, what is wrong with it, and what to do
   */
  static CronExpression parse(String cron) {
    List<String> fields = fields(cron);
    if (fields.size() != FIELDS && fields.size() != FIELDS_WITH_YEAR) {
      throw new IllegalArgumentException(misshapen(cron, fields));
    }
    if (!fields.get(DAY_OF_MONTH).equals("?") && !fields.get(DAY_OF_WEEK).equals("?")) {
      throw new IllegalArgumentException(
          expected(cron) + "; write ? for its day-of-month or for its day-of-week");
    }
    CronExpression expression = expression(cron);
    if (!SECOND.matcher(fields.get(0)).matches()) {
      throw new IllegalArgumentException(
          "expected one number of seconds, since an edition is known by its minute, but was '"
              + cron
              + "'; write '0 "
              + String.join(" ", fields.subList(1, fields.size()))
              + "'");
    }
    return expression;
  }

  private static List<String> fields(String cron) {
    return List.of(cron.trim().split("\\s+"));
  }

  private static String expected(String cron) {
    return "expected a cron expression such as '" + EXAMPLE + "' but was '" + cron + "'";
  }

  private static CronExpression expression(String cron) {
    try {
      CronExpression expression = new CronExpression(cron);
      expression.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
      return expression;
    } catch (ParseException e) {
      throw new IllegalArgumentException(expected(cron) + " (" + e.getMessage() + ")", e);
    }
  }

  private static String misshapen(String cron, List<String> fields) {
    String next =
        fields.size() == CLASSIC
            ? quartz(fields)
                .map(same -> "; write '" + same + "'")
                .orElse("; put the seconds in front, and name weekdays, such as MON-FRI")
            : "";
    return "expected a cron expression of six fields (seconds minutes hours day-of-month month"
        + " day-of-week), such as '"
        + EXAMPLE
        + "', but was '"
        + cron
        + "'"
        + next;
  }

  /** The same as an expression of crontab(5), if one day at most is told. */
  private static Optional<String> quartz(List<String> classic) {
    String day = classic.get(2);
    String weekday = named(classic.get(4).toUpperCase(Locale.ROOT));
    String days =
        weekday.equals("*")
            ? day + " " + classic.get(3) + " ?"
            : "? " + classic.get(3) + " " + weekday;
    String same = "0 " + classic.get(0) + " " + classic.get(1) + " " + days;
    boolean told = day.matches("[*?]") || weekday.matches("[*?]");
    return told && !weekday.matches(".*\\d.*") && CronExpression.isValidExpression(same)
        ? Optional.of(same)
        : Optional.empty();
  }

  private static String named(String weekday) {
    return NUMBERED.matcher(weekday).matches()
        ? Pattern.compile("[0-7]")
            .matcher(weekday)
            .replaceAll(number -> WEEKDAYS.get(Integer.parseInt(number.group())))
        : weekday;
  }
}
