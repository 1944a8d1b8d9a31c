package larksong.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the README says of {@code mvn -Peval verify} stays true. */
class EvaluationTest {

  @Test
  void missesAtMostOneInAHundredDefectsAndHoldsAtMostTwoInAHundredGoodScripts() throws Exception {
    Evaluation seen = new Evaluation(Corpus.SEEN);
    seen.run();

    assertThat(seen.shareMissed()).as("missed: %s", seen.missed()).isLessThanOrEqualTo(0.01);
    assertThat(seen.shareOfAlarms()).as("alarms: %s", seen.alarms()).isLessThanOrEqualTo(0.02);
    assertThat(seen.rows()).hasSizeGreaterThanOrEqualTo(15);
  }
}
