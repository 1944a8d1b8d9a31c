package larksong.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import larksong.model.Loudness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoudnessMeterTest {

  /** EBU Tech 3341 case 1: a 1 kHz sine at -23 dBFS on two speakers is -23 LUFS. */
  @ParameterizedTest
  @ValueSource(ints = {16_000, 44_100, 48_000})
  void measuresTheReferenceTone(int rate) {
    assertThat(measure(rate, 10, 1000, -23, 0).lufs()).isCloseTo(-23, within(0.1));
  }

  @Test
  void leavesOutSilence() {
    LoudnessMeter meter = new LoudnessMeter(44_100);
    short[] tone = sine(44_100, 10, 1000, -20, 0);
    meter.take(tone, tone.length);
    meter.take(new short[44_100 * 20], 44_100 * 20);

    assertThat(meter.loudness().lufs()).isCloseTo(-20, within(0.2));
  }

  /** A quarter of the sample rate with its crests between the samples: 3 dB above them. */
  @Test
  void findsThePeakBetweenSamples() {
    Loudness loudness = measure(44_100, 1, 11_025, -6, Math.PI / 4);

    assertThat(loudness.truePeakDbtp()).isCloseTo(-6, within(0.4));
  }

  @Test
  void callsSilenceSilence() {
    LoudnessMeter meter = new LoudnessMeter(16_000);
    meter.take(new short[16_000], 16_000);

    assertThat(meter.loudness().lufs()).isEqualTo(-70);
    assertThat(meter.count()).isEqualTo(16_000);
  }

  private static Loudness measure(
      int rate, int seconds, double hertz, double decibels, double phase) {
    LoudnessMeter meter = new LoudnessMeter(rate);
    short[] tone = sine(rate, seconds, hertz, decibels, phase);
    meter.take(tone, tone.length);
    return meter.loudness();
  }

  private static short[] sine(int rate, int seconds, double hertz, double decibels, double phase) {
    short[] samples = new short[rate * seconds];
    double level = 32_767 * Math.pow(10, decibels / 20);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) Math.round(level * Math.sin(2 * Math.PI * hertz * i / rate + phase));
    }
    return samples;
  }
}
