package larksong.audio;

import java.util.Arrays;

/** Finds the highest level between samples, at four times their rate (BS.1770-4 Annex 2). */
final class TruePeak {

  private static final int TAPS = 12;
  private static final int PHASES = 4;

  /** Speech does not rise between two samples by more than this above both. */
  private static final double WORTH_LOOKING = 0.7;

  private static final double[][] FILTERS = filters();

  /** The last samples of the block before, then the block. */
  private double[] line = new double[TAPS - 1];

  private double peak;
  private double threshold;

  void take(double[] block, int count) {
    if (line.length < TAPS - 1 + count) {
      line = Arrays.copyOf(line, TAPS - 1 + count);
    }
    System.arraycopy(block, 0, line, TAPS - 1, count);
    for (int i = 0; i < count; i++) {
      double newest = Math.abs(line[i + TAPS - 1]);
      if (newest > peak) {
        raise(newest);
      }
      if (Math.abs(line[i + TAPS / 2]) > threshold) {
        interpolate(i);
      }
    }
    System.arraycopy(line, count, line, 0, TAPS - 1);
  }

  private void interpolate(int from) {
    for (double[] filter : FILTERS) {
      double sum = 0;
      for (int i = 0; i < TAPS; i++) {
        sum += filter[i] * line[from + i];
      }
      if (Math.abs(sum) > peak) {
        raise(Math.abs(sum));
      }
    }
  }

  private void raise(double level) {
    peak = level;
    threshold = level * WORTH_LOOKING;
  }

  double decibels() {
    return peak <= 0 ? -120 : 20 * Math.log10(peak);
  }

  /** A windowed sinc for each position between two samples. */
  private static double[][] filters() {
    double[][] filters = new double[PHASES - 1][TAPS];
    for (int phase = 1; phase < PHASES; phase++) {
      double sum = 0;
      for (int i = 0; i < TAPS; i++) {
        double x = i - (TAPS / 2 - 1) - phase / (double) PHASES;
        double window = 0.5 + 0.5 * Math.cos(Math.PI * x / (TAPS / 2.0 + 0.5));
        filters[phase - 1][i] = Math.sin(Math.PI * x) / (Math.PI * x) * window;
        sum += filters[phase - 1][i];
      }
      for (int i = 0; i < TAPS; i++) {
        filters[phase - 1][i] /= sum;
      }
    }
    return filters;
  }
}
