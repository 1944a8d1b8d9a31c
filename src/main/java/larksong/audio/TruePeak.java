package larksong.audio;

/** Finds the highest level between samples, at four times their rate (BS.1770-4 Annex 2). */
final class TruePeak {

  private static final int TAPS = 12;
  private static final int PHASES = 4;

  /** Speech does not rise between two samples by more than this above both. */
  private static final double WORTH_LOOKING = 0.7;

  private static final double[][] FILTERS = filters();

  /** The last samples twice over, so that any twelve in a row are one stretch. */
  private final double[] recent = new double[2 * TAPS];

  private int next;
  private double peak;
  private double threshold;

  void take(double[] block, int count) {
    for (int i = 0; i < count; i++) {
      take(block[i]);
    }
  }

  private void take(double sample) {
    recent[next] = sample;
    recent[next + TAPS] = sample;
    next = next + 1 == TAPS ? 0 : next + 1;
    if (Math.abs(sample) > peak) {
      raise(Math.abs(sample));
    }
    if (Math.abs(recent[next + TAPS / 2]) > threshold) {
      interpolate();
    }
  }

  private void interpolate() {
    for (double[] filter : FILTERS) {
      double sum = 0;
      for (int i = 0; i < TAPS; i++) {
        sum += filter[i] * recent[next + i];
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
