package larksong.schedule;

import java.time.Duration;
import java.util.Optional;
import larksong.model.Edition;

/** Who makes editions when the scheduler says so, on threads of the scheduler. */
public interface Producer {

  /** How an attempt ended. */
  enum Outcome {
    /** There is nothing to gain from trying again. */
    DONE,
    FAILED,
    /** It is made, and nowhere to be heard; making less of it would not help. */
    UNPUBLISHED
  }

  /** Why an edition is not made at its time. */
  enum Reason {
    OVERTAKEN,
    /** Where the clock was put forward, two are due at one instant. */
    SKIPPED_BY_CLOCK,
    TOO_LATE,
    BUSY
  }

  /** How long an edition of a show takes, as far as is known. */
  Optional<Duration> usual(String show);

  /** How many ways there are to make less of a show's edition than it should be. */
  int rungs(String show);

  /**
   * Makes an edition.
   *
   * @param rung 0 as it should be; else with how much less
   */
  Outcome produce(Edition edition, int rung) throws InterruptedException;

  /** Takes note that an edition could not be made in time, not even less of it. */
  void giveUp(Edition edition);

  void skip(Edition edition, Reason reason);
}
