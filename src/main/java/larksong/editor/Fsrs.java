package larksong.editor;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import larksong.model.CardMemory;
import larksong.model.Grade;

/**
 * Schedules study cards by FSRS-6, the Free Spaced Repetition Scheduler, in whole days: a show is
 * heard once a day, so there are no steps of minutes.
 *
 * <p>Formulas and default weights as published at
 * github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm; no library of it is on Maven
 * Central any more.
 */
public final class Fsrs {

  private static final double[] W = {
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
    0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542
  };

  private static final double DECAY = -W[20];
  private static final double RETENTION = 0.9;
  private static final double FACTOR = Math.pow(RETENTION, 1 / DECAY) - 1;
  private static final double LEAST_STABILITY = 0.001;
  private static final int LONGEST_DAYS = 36_500;

  private Fsrs() {}

  /** What is known of a card after it was graded on a day. */
  public static CardMemory review(Optional<CardMemory> before, Grade grade, LocalDate day) {
    double stability =
        Math.max(
            LEAST_STABILITY,
            before.map(known -> stability(known, grade, day)).orElse(W[grade.number() - 1]));
    double difficulty =
        clamped(
            before
                .map(known -> difficulty(known.difficulty(), grade))
                .orElse(firstDifficulty(grade)));
    // At this retention the interval is the stability itself.
    long days = Math.min(LONGEST_DAYS, Math.max(1, Math.round(stability)));
    return new CardMemory(stability, difficulty, day, day.plusDays(days));
  }

  private static double stability(CardMemory before, Grade grade, LocalDate day) {
    long days = ChronoUnit.DAYS.between(before.reviewed(), day);
    if (days < 1) {
      return onTheSameDay(before.stability(), grade);
    }
    double remembered = Math.pow(1 + FACTOR * days / before.stability(), DECAY);
    return grade == Grade.AGAIN
        ? forgotten(before, remembered)
        : recalled(before, remembered, grade);
  }

  private static double onTheSameDay(double stability, Grade grade) {
    double growth = Math.exp(W[17] * (grade.number() - 3 + W[18])) * Math.pow(stability, -W[19]);
    boolean knew = grade == Grade.GOOD || grade == Grade.EASY;
    return stability * (knew ? Math.max(1, growth) : growth);
  }

  private static double recalled(CardMemory before, double remembered, Grade grade) {
    return before.stability()
        * (1
            + Math.exp(W[8])
                * (11 - before.difficulty())
                * Math.pow(before.stability(), -W[9])
                * (Math.exp((1 - remembered) * W[10]) - 1)
                * (grade == Grade.HARD ? W[15] : 1)
                * (grade == Grade.EASY ? W[16] : 1));
  }

  private static double forgotten(CardMemory before, double remembered) {
    double left =
        W[11]
            * Math.pow(before.difficulty(), -W[12])
            * (Math.pow(before.stability() + 1, W[13]) - 1)
            * Math.exp((1 - remembered) * W[14]);
    return Math.min(left, before.stability() / Math.exp(W[17] * W[18]));
  }

  /** Damped towards ten, and drawn back a little to that of an easy card. */
  private static double difficulty(double before, Grade grade) {
    double change = -W[6] * (grade.number() - 3) * (10 - before) / 9;
    return W[7] * firstDifficulty(Grade.EASY) + (1 - W[7]) * (before + change);
  }

  private static double firstDifficulty(Grade grade) {
    return W[4] - Math.exp(W[5] * (grade.number() - 1)) + 1;
  }

  private static double clamped(double difficulty) {
    return Math.min(10, Math.max(1, difficulty));
  }
}
