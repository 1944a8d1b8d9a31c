package larksong.server;

import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import larksong.server.StudioView.Routine;

/** Says on a page when a show's next edition is made. */
final class Upcoming {

  private static final DateTimeFormatter NEXT =
      DateTimeFormatter.ofPattern("EEEE d MMMM 'at' HH:mm", Locale.UK);

  private final Function<String, Optional<Routine>> routines;
  private final Clock clock;

  /** Knows when each show is made that is on a schedule. */
  Upcoming(Function<String, Optional<Routine>> routines, Clock clock) {
    this.routines = routines;
    this.clock = clock;
  }

  /** Adds {@code routine} and {@code next} to a show's words, if it is on a schedule. */
  void tell(String show, Map<String, Object> words) {
    routines
        .apply(show)
        .ifPresent(
            routine -> {
              words.put("routine", routine.words());
              words.put("next", NEXT.format(routine.next()) + ", " + distance(routine));
            });
  }

  private String distance(Routine routine) {
    Duration left = Duration.between(clock.instant(), routine.next());
    long hours = left.plusMinutes(30).toHours();
    if (left.toMinutes() < 2) {
      return "in 1 minute";
    }
    if (left.toMinutes() < 90) {
      return "in " + left.toMinutes() + " minutes";
    }
    return hours <= 48 ? "in " + hours + " hours" : "in " + left.plusHours(12).toDays() + " days";
  }
}
