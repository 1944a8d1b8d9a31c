package larksong.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import larksong.schedule.Timetable.Firing;

/**
 * When a show is made, and how late.
 *
 * @param readyBy whether editions are to be ready at its times, rather than begun
 * @param catchUp how long after its time an edition is still made
 * @param patience how long after its time one that failed is tried again
 * @param limit how long one attempt may take
 * @param skips whether no edition is made while an earlier one of the show still is
 */
public record Plan(
    Timetable timetable,
    boolean readyBy,
    Duration catchUp,
    Duration patience,
    Duration limit,
    boolean skips) {

  /** So many missed times are told, when a machine was off for years. */
  private static final int MOST = 1000;

  /** What an edition takes of which nothing is known yet. */
  private static final Duration UNKNOWN = Duration.ofMinutes(3);

  private static final Duration MARGIN = Duration.ofMinutes(5);

  /**
   * What is to be done now.
   *
   * @param make the latest time that is not too late
   * @param skipped the others
   */
  record Due(Optional<Firing> make, List<Firing> skipped) {

    /** Why one of the others is skipped. */
    Producer.Reason reason(Firing other) {
      if (make.isEmpty()) {
        return Producer.Reason.TOO_LATE;
      }
      return make.get().at().toInstant().equals(other.at().toInstant())
          ? Producer.Reason.SKIPPED_BY_CLOCK
          : Producer.Reason.OVERTAKEN;
    }
  }

  /**
   * Of all times after one instant up to another: the latest is made if it is not too late. What
   * begins later because many are due together is not late for that.
   *
   * @param spread within which they begin
   */
  Due due(Instant since, Instant now, Duration spread) {
    Instant earliest = now.minus(catchUp).minus(spread).minusMillis(1);
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

  /**
   * How long before its time an edition is begun: what is to be ready needs the time that it takes,
   * that of an attempt that fails, and that of the ladder after it.
   */
  public Duration ahead(Optional<Duration> usual) {
    return readyBy ? expected(usual).multipliedBy(3).plus(MARGIN) : Duration.ZERO;
  }

  /** A clock that was wrong in the meantime taught less than nothing, or more than is allowed. */
  private Duration expected(Optional<Duration> usual) {
    Duration known = usual.filter(took -> !took.isNegative()).orElse(UNKNOWN);
    return known.compareTo(limit) > 0 ? limit : known;
  }

  /**
   * When an edition is begun.
   *
   * @param at its time, at which it is begun or is to be ready
   * @param apart how far the show is kept from others that are due at that time
   */
  public Instant begun(Instant at, Optional<Duration> usual, Duration apart) {
    return readyBy ? at.minus(ahead(usual)).minus(apart) : at.plus(apart);
  }

  /** Until when an attempt may begin at an edition that is made now, before less is made of it. */
  Instant lastAttempt(Instant at, Instant now, Optional<Duration> usual) {
    if (readyBy && at.isAfter(now)) {
      return at.minus(expected(usual));
    }
    return (at.isAfter(now) ? at : now).plus(patience);
  }
}
