package larksong.schedule;

import java.text.ParseException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** When a show is due: a Quartz cron expression in the show's zone. */
public final class Timetable {

  private final CronExpression cron;
  private final ZoneId zone;

  private Timetable(CronExpression cron, ZoneId zone) {
    this.cron = cron;
    this.zone = zone;
  }

  /**
   * Reads an expression of six or seven fields such as {@code 0 30 6 ? * MON-FRI}.
   *
   * @throws IllegalArgumentException with what is wrong with it
   */
  public static Timetable of(String cron, ZoneId zone) {
    try {
      CronExpression expression = new CronExpression(cron);
      expression.setTimeZone(TimeZone.getTimeZone(zone));
      return new Timetable(expression, zone);
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "expected a cron expression such as '0 30 6 ? * MON-FRI' but was '"
              + cron
              + "' ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  /** The nominal time of a day's first edition: its first firing, if it fires on that day. */
  public Optional<LocalDateTime> nominal(LocalDate day) {
    Instant begin = day.atStartOfDay(zone).toInstant();
    return after(begin.minusMillis(1))
        .map(firing -> firing.toLocalDateTime().truncatedTo(ChronoUnit.MINUTES))
        .filter(firing -> firing.toLocalDate().equals(day));
  }

  /** The next firings after an instant, in the show's zone. */
  public List<ZonedDateTime> next(Instant after, int count) {
    List<ZonedDateTime> firings = new ArrayList<>();
    Optional<ZonedDateTime> next = after(after);
    while (next.isPresent() && firings.size() < count) {
      firings.add(next.orElseThrow());
      next = after(next.orElseThrow().toInstant());
    }
    return firings;
  }

  private Optional<ZonedDateTime> after(Instant instant) {
    Date next = cron.getNextValidTimeAfter(Date.from(instant));
    return Optional.ofNullable(next).map(date -> date.toInstant().atZone(zone));
  }

  CronExpression expression() {
    return new CronExpression(cron);
  }

  ZoneId zone() {
    return zone;
  }
}
