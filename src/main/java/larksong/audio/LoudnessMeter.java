package larksong.audio;

import java.util.ArrayList;
import java.util.List;
import larksong.model.Loudness;

/**
 * Measures integrated loudness and true peak of a mono signal by ITU-R BS.1770-4, as it sounds on
 * two speakers: 3 dB above what a mono meter shows.
 */
public final class LoudnessMeter implements Samples.Sink {

  private static final double SILENCE_GATE = -70;
  private static final double RELATIVE_GATE = -10;
  private static final int CHANNELS = 2;

  /** Blocks of 400 ms overlap by three quarters: four steps of 100 ms. */
  private static final int STEPS_PER_BLOCK = 4;

  private static final int STEPS_PER_STRETCH = 20;

  private final KWeighting weighting;
  private final TruePeak truePeak = new TruePeak();
  private final int stepLength;
  private final List<Double> steps = new ArrayList<>();
  private double stepEnergy;
  private int inStep;
  private final double[] block = new double[4096];
  private long heard;

  public LoudnessMeter(int sampleRate) {
    weighting = new KWeighting(sampleRate);
    stepLength = sampleRate / 10;
  }

  @Override
  public void take(short[] samples, int length) {
    for (int from = 0; from < length; from += block.length) {
      int count = Math.min(block.length, length - from);
      for (int i = 0; i < count; i++) {
        block[i] = samples[from + i] / 32768.0;
      }
      truePeak.take(block, count);
      accumulate(count);
    }
    heard += length;
  }

  private void accumulate(int count) {
    int from = 0;
    while (from < count) {
      int to = Math.min(count, from + stepLength - inStep);
      stepEnergy += weighting.energy(block, from, to);
      inStep += to - from;
      from = to;
      if (inStep == stepLength) {
        steps.add(stepEnergy / stepLength);
        stepEnergy = 0;
        inStep = 0;
      }
    }
  }

  /** How many samples it heard. */
  public long count() {
    return heard;
  }

  /** The result so far; silence is at -70 LUFS and below. */
  public Loudness loudness() {
    List<Double> blocks = new ArrayList<>();
    for (int i = 0; i + STEPS_PER_BLOCK <= steps.size(); i++) {
      double energy = 0;
      for (int j = 0; j < STEPS_PER_BLOCK; j++) {
        energy += steps.get(i + j);
      }
      blocks.add(energy / STEPS_PER_BLOCK);
    }
    double ungated = mean(blocks, SILENCE_GATE);
    double gated = mean(blocks, Math.max(SILENCE_GATE, lufs(ungated) + RELATIVE_GATE));
    return new Loudness(Math.max(SILENCE_GATE, lufs(gated)), truePeak.decibels());
  }

  /** The level of each stretch of two seconds. */
  List<Double> course() {
    List<Double> course = new ArrayList<>();
    for (int from = 0; from + STEPS_PER_STRETCH <= steps.size(); from += STEPS_PER_STRETCH) {
      course.add(
          Math.max(SILENCE_GATE, lufs(mean(steps.subList(from, from + STEPS_PER_STRETCH), -200))));
    }
    return course;
  }

  private static double mean(List<Double> blocks, double gate) {
    return blocks.stream()
        .mapToDouble(Double::doubleValue)
        .filter(energy -> lufs(energy) > gate)
        .average()
        .orElse(0);
  }

  private static double lufs(double energy) {
    return energy <= 0 ? Double.NEGATIVE_INFINITY : -0.691 + 10 * Math.log10(CHANNELS * energy);
  }
}
