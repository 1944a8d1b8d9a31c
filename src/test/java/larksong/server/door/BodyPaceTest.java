package larksong.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** At the pace of real lines, without the waiting. */
class BodyPaceTest {

  private Duration passed = Duration.ZERO;
  private final BodyPace pace = new BodyPace(() -> passed.toNanos());
  private long taken;

  @Test
  void endsAnUploadThatOnlyHoldsAPlace() {
    assertThat(isTooSlowAfter(Duration.ofSeconds(59), 10)).isFalse();
    assertThat(isTooSlowAfter(Duration.ofSeconds(2), 10)).isTrue();
  }

  @Test
  void endsAlsoOneThatWasQuickAtFirst() {
    assertThat(isTooSlowAfter(Duration.ofSeconds(61), 500_000_000)).isFalse();
    assertThat(isTooSlowAfter(Duration.ofSeconds(61), 60_000)).isTrue();
  }

  @Test
  void bearsWithASlowLine() {
    for (int minute = 0; minute < 60; minute++) {
      assertThat(isTooSlowAfter(Duration.ofSeconds(61), 62_000)).isFalse();
    }
  }

  private boolean isTooSlowAfter(Duration time, long bytes) {
    passed = passed.plus(time);
    taken += bytes;
    return pace.isTooSlow(taken);
  }
}
