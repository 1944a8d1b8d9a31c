package larksong.app;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import larksong.schedule.Outlook;
import larksong.schedule.Plan;

/** What will be made next, and when it is begun: what the scheduler will really do. */
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
    return next(Instant.MAX, ofEach);
  }

  /** Those up to an instant; at most so many of each show. */
  List<Entry> next(Instant until, int ofEach) {
    Map<String, Plan> plans = larksong.plans();
    List<Entry> entries = new ArrayList<>();
    if (!plans.isEmpty()) {
      Outlook outlook =
          new Outlook(
              Station.schedule(larksong), plans, larksong.clock(), larksong.studio()::usual);
      for (String show : plans.keySet()) {
        outlook
            .of(show, until, ofEach)
            .forEach(coming -> entries.add(new Entry(show, coming.at(), coming.begun())));
      }
    }
    entries.sort(Comparator.comparing((Entry entry) -> entry.at().toInstant()));
    return entries;
  }
}
