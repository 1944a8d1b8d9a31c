package larksong.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.quartz.CronExpression;

/** When a show is due: a Quartz cron expression in the show's zone. */
public final class Timetable {

  private static final int PERIOD = 28;
  private static final int MOST_OF_A_PERIOD = 29;

  private final CronExpression cron;
  private final ZoneId zone;

  private Timetable(CronExpression cron, ZoneId zone) {
    this.cron = cron;
    this.zone = zone;
  }

  /**
   * A time at which it fires.
   *
   * @param nominal the local time that the expression means, which the clock may skip
   */
  public record Firing(LocalDateTime nominal, ZonedDateTime at) {}

  /**
   * Reads an expression of six or seven fields such as {@code 0 30 6 ? * MON-FRI}. An edition is
   * known by its minute, so it fires once a minute at most; and it fires some day, or did.
   *
   * @throws IllegalArgumentException with what was expected, what is wrong with it, and what to do
   */
  public static Timetable of(String cron, ZoneId zone) {
    Timetable timetable = new Timetable(Crontab.parse(cron), zone);
    if (timetable.cron.getNextValidTimeAfter(Date.from(Instant.EPOCH)) == null) {
      throw new IllegalArgumentException(
          "expected a cron expression such as '"
              + Crontab.EXAMPLE
              + "' but was '"
              + cron
              + "', which never fires; check its day and its month");
    }
    return timetable;
  }

  /** The nominal time of a day's first edition: its first firing, if it fires on that day. */
  public Optional<LocalDateTime> nominal(LocalDate day) {
    Instant begin = day.atStartOfDay(zone).toInstant();
    return made(begin.minusMillis(1), Instant.MAX, 1).stream()
        .findFirst()
        .map(firing -> firing.nominal().truncatedTo(ChronoUnit.MINUTES))
        .filter(nominal -> nominal.toLocalDate().equals(day));
  }

  /** The next instants at which it fires after another, in the show's zone. */
  public List<ZonedDateTime> next(Instant after, int count) {
    return made(after, Instant.MAX, count).stream().map(Firing::at).toList();
  }

  /**
   * When it fires, in words such as {@code weekdays at 06:30, Stockholm time}: if it fires at one
   * time of day and on whole weekdays in the four weeks after an instant; else empty.
   */
  public String words(Instant after) {
    List<ZonedDateTime> firings =
        next(after, MOST_OF_A_PERIOD).stream()
            .filter(firing -> firing.isBefore(after.atZone(zone).plusDays(PERIOD)))
            .toList();
    Set<LocalTime> times = new TreeSet<>();
    Map<DayOfWeek, Integer> days = new EnumMap<>(DayOfWeek.class);
    for (ZonedDateTime firing : firings) {
      times.add(firing.toLocalTime());
      days.merge(firing.getDayOfWeek(), 1, Integer::sum);
    }
    boolean whole = days.values().stream().allMatch(count -> count == PERIOD / 7);
    return times.size() == 1 && whole
        ? words(days.keySet()) + " at " + times.iterator().next() + ", " + place() + " time"
        : "";
  }

  private static String words(Set<DayOfWeek> days) {
    if (days.size() == 7) {
      return "every day";
    }
    if (days.equals(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY))) {
      return "weekdays";
    }
    List<String> names =
        days.stream()
            .map(day -> day.getDisplayName(TextStyle.FULL, Locale.UK) + "s")
            .collect(Collectors.toList());
    String last = names.remove(names.size() - 1);
    return names.isEmpty() ? last : String.join(", ", names) + " and " + last;
  }

  private String place() {
    return zone.getId().replaceFirst(".*/", "").replace('_', ' ');
  }

  /**
   * The firings after one instant and not after another, in order; at most so many. The expression
   * is read along the local clock: times that the clock skips all fire at the first instant after
   * the gap; a time that comes twice fires the first time only.
   */
  public List<Firing> firings(Instant after, Instant until, int most) {
    List<Firing> firings = new ArrayList<>();
    LocalDateTime local = LocalDateTime.ofInstant(after, zone);
    while (firings.size() < most) {
      Optional<Firing> next = following(local);
      if (next.isEmpty() || next.get().at().toInstant().isAfter(until)) {
        break;
      }
      local = next.get().nominal();
      if (next.get().at().toInstant().isAfter(after)) {
        firings.add(next.get());
      }
    }
    return firings;
  }

  /** The firings of which editions are made: of several at one instant, the latest. */
  public List<Firing> made(Instant after, Instant until, int most) {
    List<Firing> made = new ArrayList<>();
    Instant last = after;
    while (made.size() < most) {
      List<Firing> next = firings(last, until, 1);
      if (next.isEmpty()) {
        break;
      }
      Instant at = next.get(0).at().toInstant();
      List<Firing> together = firings(last, at, Integer.MAX_VALUE);
      made.add(together.get(together.size() - 1));
      last = at;
    }
    return made;
  }

  private Optional<Firing> following(LocalDateTime local) {
    return Optional.ofNullable(
            cron.getNextValidTimeAfter(Date.from(local.toInstant(ZoneOffset.UTC))))
        .map(next -> LocalDateTime.ofInstant(next.toInstant(), ZoneOffset.UTC))
        .map(nominal -> new Firing(nominal, resolved(nominal)));
  }

  private ZonedDateTime resolved(LocalDateTime local) {
    ZoneOffsetTransition transition = zone.getRules().getTransition(local);
    return transition != null && transition.isGap()
        ? transition.getInstant().atZone(zone)
        : local.atZone(zone);
  }

  ZoneId zone() {
    return zone;
  }

  /** The expression and the zone. */
  @Override
  public String toString() {
    return cron.getCronExpression() + " " + zone;
  }
}
