package larksong.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import larksong.schedule.Timetable.Firing;

/**
 * When a show is made, and how late.
 *
 * @param catchUp how long after its time an edition is still made
 */
public record Plan(Timetable timetable, Duration catchUp) {

  /** So many missed times are told, when a machine was off for years. */
  private static final int MOST = 1000;

  /**
   * What is to be done now.
   *
   * @param make the latest time that is not too late
   * @param skipped the others
   */
  record Due(Optional<Firing> make, List<Firing> skipped) {}

  /** Of all times after one instant up to another: the latest is made if it is not too late. */
  Due due(Instant since, Instant now) {
    Instant earliest = now.minus(catchUp).minusMillis(1);
    List<Firing> inTime =
        timetable.firings(since.isAfter(earliest) ? since : earliest, now, Integer.MAX_VALUE);
    Optional<Firing> make =
        inTime.isEmpty() ? Optional.empty() : Optional.of(inTime.get(inTime.size() - 1));
    return new Due(
        make,
        timetable.firings(since, now, MOST).stream()
            .filter(firing -> !make.equals(Optional.of(firing)))
            .toList());
  }
}
