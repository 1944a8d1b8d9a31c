package larksong.app;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import larksong.schedule.Plan;
import larksong.schedule.Spread;

/** What will be made next, and when it is begun. */
public final class Agenda {

  private final Larksong larksong;

  public Agenda(Larksong larksong) {
    this.larksong = larksong;
  }

  /**
   * An edition to come.
   *
   * @param at its time, at which it is to be ready if its show says so
   * @param begun about when it is begun, as far as is known now; later ones may teach otherwise
   */
  public record Entry(String show, ZonedDateTime at, ZonedDateTime begun) {}

  /** So many editions of each show, in the order of their times. */
  public List<Entry> next(int ofEach) {
    Map<String, Plan> plans = larksong.plans();
    List<Entry> entries = new ArrayList<>();
    plans.forEach(
        (show, plan) -> entries.addAll(next(show, plan, ofEach, apart(show, plans.size()))));
    entries.sort(Comparator.comparing((Entry entry) -> entry.at().toInstant()));
    return entries;
  }

  private static Duration apart(String show, int shows) {
    return Spread.of(show, shows, Spread.USUAL);
  }

  private List<Entry> next(String show, Plan plan, int count, Duration apart) {
    Optional<Duration> usual = plan.readyBy() ? larksong.studio().usual(show) : Optional.empty();
    Instant now = larksong.clock().instant();
    return plan.timetable().next(now, count).stream()
        .map(
            at ->
                new Entry(show, at, plan.begun(at.toInstant(), usual, apart).atZone(at.getZone())))
        .toList();
  }
}
