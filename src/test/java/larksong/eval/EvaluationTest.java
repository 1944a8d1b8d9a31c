package larksong.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * What {@code mvn -Peval verify} measures stays true, by a part of it: all good scripts, and each
 * kind of defect in every sixth.
 */
class EvaluationTest {

  private static final int EVERY = 6;

  /** A part strays from the whole by some defects. */
  private static final double STRAYING = 0.005;

  @Test
  void missesFewDefectsAndHoldsAtMostTwoInAHundredGoodScripts() throws Exception {
    Evaluation seen = new Evaluation(Corpus.SEEN, EVERY);
    seen.run();

    assertThat(seen.shareMissed())
        .as("missed: %s", seen.missed())
        .isLessThanOrEqualTo(Evaluation.MOST_MISSED + STRAYING);
    assertThat(seen.shareOfAlarms())
        .as("alarms: %s", seen.alarms())
        .isLessThanOrEqualTo(Evaluation.MOST_ALARMS);
    assertThat(seen.rows())
        .hasSizeGreaterThanOrEqualTo(15)
        .allSatisfy(row -> assertThat(row.planted()).as(row.kind()).isPositive());
  }
}
