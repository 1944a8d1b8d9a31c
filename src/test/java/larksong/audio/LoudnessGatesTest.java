package larksong.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * What is too quiet to be heard beside the rest does not count for how loud a recording is: the two
 * gates of ITU-R BS.1770-4, Annex 1, and the test signals of EBU Tech 3341.
 */
class LoudnessGatesTest {

  private static final int RATE = 16_000;

  private final LoudnessMeter meter = new LoudnessMeter(RATE);

  /** EBU Tech 3341, case 3. */
  @Test
  void leaveOutQuietPartsBeforeAndAfter() {
    hear(10, -36);
    hear(60, -23);
    hear(10, -36);

    assertLoudness(-23, 0.1);
  }

  /** EBU Tech 3341, case 4. */
  @Test
  void leaveOutNearSilenceAndQuietParts() {
    hear(10, -72);
    hear(10, -36);
    hear(60, -23);
    hear(10, -36);
    hear(10, -72);

    assertLoudness(-23, 0.1);
  }

  /** EBU Tech 3341, case 5. */
  @Test
  void countWhatIsAlmostAsLoudAsTheRest() {
    hear(20, -26);
    hear(20.1, -20);
    hear(20, -26);

    assertLoudness(-23, 0.1);
  }

  /** The two levels are -22.7 LUFS together, and the quieter one is 8.8 LU below that. */
  @Test
  void countWhatIsLessThanTenBelowTheWhole() {
    hear(10, -20);
    hear(10, -31.5);

    assertLoudness(-22.7, 0.2);
  }

  /** Else the hum of a long pause would lower the relative gate, and let the quiet part in. */
  @Test
  void keepNearSilenceFromDecidingWhatIsQuietBesideTheRest() {
    hear(10, -20);
    hear(10, -34);
    hear(100, -80);

    assertLoudness(-20, 0.2);
  }

  /** Ten below -65 LUFS would be too low for a gate: silence ends at -70 LUFS. */
  @Test
  void leaveOutNearSilenceAlsoBesideWhatIsHardlyLouder() {
    hear(20, -65);
    hear(20, -73);

    assertLoudness(-65, 0.2);
  }

  private void assertLoudness(double lufs, double tolerance) {
    assertThat(meter.loudness().lufs()).isCloseTo(lufs, within(tolerance));
  }

  /** A sine of 1 kHz. */
  private void hear(double seconds, double decibels) {
    short[] samples = new short[(int) Math.round(RATE * seconds)];
    double level = 32_767 * Math.pow(10, decibels / 20);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) Math.round(level * Math.sin(2 * Math.PI * 1000 * i / RATE));
    }
    meter.take(samples, samples.length);
  }
}
