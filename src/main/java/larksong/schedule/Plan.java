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
    List<Firing> missed = timetable.firings(since, now, MOST);
    Optional<Firing> latest =
        missed.isEmpty() ? Optional.empty() : Optional.of(missed.get(missed.size() - 1));
    Optional<Firing> make =
        latest.filter(firing -> !firing.at().toInstant().plus(catchUp).isBefore(now));
    return new Due(
        make, missed.stream().filter(firing -> !make.equals(Optional.of(firing))).toList());
  }
}
