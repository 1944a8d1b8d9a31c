package larksong.source;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Optional;
import larksong.config.Durations;
import larksong.config.Section;
import larksong.model.Edition;
import larksong.model.Span;

/**
 * Which stretch of time an edition looks at: whole days from its own, or the days before it.
 *
 * @param firstDay days from the edition's own
 * @param days how many
 * @param everything whether it has no bounds, whatever the days say
 */
public record Window(int firstDay, int days, boolean everything) {

  /** How many days something that repeats for ever is followed. */
  public static final int LONGEST = 366;

  /** The seven days up to the edition's own time. */
  private static final Window PAST_WEEK = new Window(-7, 7, false);

  private static final Window TODAY = new Window(0, 1, false);

  /**
   * Reads {@code today}, {@code tomorrow}, {@code week}, {@code past-week}, {@code all}, or days
   * such as 3d.
   */
  public static Window of(Section section, String key, String otherwise) {
    String written = section.text(key).orElse(otherwise);
    Optional<Window> window = parse(written);
    if (window.isEmpty()) {
      section.problem(
          key,
          "expected today, tomorrow, week, past-week, all, or days such as 3d but was '"
              + written
              + "'");
    }
    return window.orElse(TODAY);
  }

  private static Optional<Window> parse(String written) {
    return switch (written) {
      case "today" -> Optional.of(TODAY);
      case "tomorrow" -> Optional.of(new Window(1, 1, false));
      case "week" -> Optional.of(new Window(0, 7, false));
      case "past-week" -> Optional.of(PAST_WEEK);
      case "all" -> Optional.of(new Window(0, LONGEST, true));
      default ->
          Durations.parse(written)
              .filter(duration -> duration.toDays() >= 1 && duration.toDays() <= LONGEST)
              .map(duration -> new Window(0, (int) duration.toDays(), false));
    };
  }

  /** Its first moment: the edition's own time on its own day, else midnight. */
  public ZonedDateTime from(Edition edition) {
    return firstDay <= 0
        ? edition.at().plusDays(firstDay)
        : edition.date().plusDays(firstDay).atStartOfDay(edition.zone());
  }

  /** The first moment after it. */
  public ZonedDateTime to(Edition edition) {
    return firstDay < 0
        ? edition.at()
        : edition.date().plusDays((long) firstDay + days).atStartOfDay(edition.zone());
  }

  /** Whether something of this span falls into it. */
  public boolean holds(Span span, Edition edition) {
    return everything || overlaps(span, from(edition), to(edition));
  }

  /** Whether a day falls into it. */
  public boolean holds(LocalDate day, Edition edition) {
    return holds(new Span.Days(day, day), edition);
  }

  private static boolean overlaps(Span span, ZonedDateTime from, ZonedDateTime to) {
    if (span instanceof Span.Timed timed) {
      return timed.start().isBefore(to)
          && (timed.end().isAfter(from) || !timed.start().isBefore(from));
    }
    Span.Days whole = (Span.Days) span;
    return whole.first().atStartOfDay(to.getZone()).isBefore(to)
        && !whole.last().isBefore(from.toLocalDate());
  }
}
