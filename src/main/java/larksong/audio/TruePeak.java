package larksong.audio;

/** Finds the highest level between samples, at four times their rate (BS.1770-4 Annex 2). */
final class TruePeak {

  private static final int TAPS = 12;
  private static final int PHASES = 4;

  /** Between two samples a signal rises above both by less than this, as speech does. */
  private static final double WORTH_LOOKING = 0.6;

  private static final double[][] FILTERS = filters();

  private final double[] recent = new double[TAPS];
  private int next;
  private double peak;

  void take(double sample) {
    recent[next] = sample;
    next = (next + 1) % TAPS;
    double level = Math.abs(sample);
    double middle = Math.abs(recent[(next + TAPS / 2) % TAPS]);
    if (level > peak) {
      peak = level;
    }
    if (middle > peak * WORTH_LOOKING) {
      interpolate();
    }
  }

  private void interpolate() {
    for (double[] filter : FILTERS) {
      double sum = 0;
      for (int i = 0; i < TAPS; i++) {
        sum += filter[i] * recent[(next + i) % TAPS];
      }
      peak = Math.max(peak, Math.abs(sum));
    }
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
