package larksong.audio;

/**
 * BS.1770's weighting for how loud a sound seems: a shelf that stands for the head, then a cut of
 * what is felt rather than heard. The recommendation gives both at 48 kHz; here they are the
 * analogue designs behind it, for any sample rate.
 */
final class KWeighting {

  private static final double SHELF_HZ = 1681.974450955533;
  private static final double SHELF_DB = 3.999843853973347;
  private static final double SHELF_Q = 0.7071752369554196;
  private static final double CUT_HZ = 38.13547087602444;
  private static final double CUT_Q = 0.5003270373238773;

  private final double shelfB0;
  private final double shelfB1;
  private final double shelfB2;
  private final double shelfA1;
  private final double shelfA2;
  private final double cutA1;
  private final double cutA2;
  private double shelf1;
  private double shelf2;
  private double cut1;
  private double cut2;

  KWeighting(int sampleRate) {
    double k = Math.tan(Math.PI * SHELF_HZ / sampleRate);
    double high = Math.pow(10, SHELF_DB / 20);
    double band = Math.pow(high, 0.4996667741545416);
    double a0 = 1 + k / SHELF_Q + k * k;
    shelfB0 = (high + band * k / SHELF_Q + k * k) / a0;
    shelfB1 = 2 * (k * k - high) / a0;
    shelfB2 = (high - band * k / SHELF_Q + k * k) / a0;
    shelfA1 = 2 * (k * k - 1) / a0;
    shelfA2 = (1 - k / SHELF_Q + k * k) / a0;
    double c = Math.tan(Math.PI * CUT_HZ / sampleRate);
    double d0 = 1 + c / CUT_Q + c * c;
    cutA1 = 2 * (c * c - 1) / d0;
    cutA2 = (1 - c / CUT_Q + c * c) / d0;
  }

  /**
   * The sum of squares of these samples, weighted; both filters in one walk, as that is quicker.
   */
  double energy(double[] block, int from, int to) {
    double s1 = shelf1;
    double s2 = shelf2;
    double c1 = cut1;
    double c2 = cut2;
    double energy = 0;
    for (int i = from; i < to; i++) {
      double in = block[i];
      double bright = shelfB0 * in + s1;
      s1 = shelfB1 * in - shelfA1 * bright + s2;
      s2 = shelfB2 * in - shelfA2 * bright;
      double out = bright + c1;
      c1 = -2 * bright - cutA1 * out + c2;
      c2 = bright - cutA2 * out;
      energy += out * out;
    }
    shelf1 = s1;
    shelf2 = s2;
    cut1 = c1;
    cut2 = c2;
    return energy;
  }
}
