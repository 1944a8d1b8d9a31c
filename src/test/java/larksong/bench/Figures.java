package larksong.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What rounds of measurements gave, by what was measured; medians are printed. */
final class Figures {

  private static final int FEWEST = 7;

  private final Map<String, List<Cost>> costs = new LinkedHashMap<>();

  /** How often each thing is measured; {@code -Dlarksong.rounds} says otherwise. */
  static int rounds() {
    return Integer.getInteger("larksong.rounds", FEWEST);
  }

  void add(String what, Cost cost) {
    costs.computeIfAbsent(what, name -> new ArrayList<>()).add(cost);
  }

  boolean has(String what) {
    return costs.containsKey(what);
  }

  double wall(String what) {
    return median(what, Cost::wall);
  }

  double cpu(String what) {
    return median(what, Cost::cpu);
  }

  double firstByte(String what) {
    return median(what, Cost::firstByte);
  }

  private double median(String what, ToDoubleFunction<Cost> figure) {
    return median(
        costs.getOrDefault(what, List.of()).stream().mapToDouble(figure).boxed().toList());
  }

  static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  /** A row for each thing that was measured. */
  void print() {
    header();
    costs.keySet().forEach(what -> row(what, wall(what), cpu(what)));
  }

  static void header() {
    System.out.printf(Locale.ROOT, "%-40s %8s %8s%n", "", "seconds", "CPU s");
  }

  static void row(String what, double wall, double cpu) {
    System.out.printf(Locale.ROOT, "%-40s %8.3f %8.3f%n", what, wall, cpu);
  }

  /** A line on what two builds cost, if both were measured. */
  void compare(String what, String now, String before) {
    if (has(before)) {
      System.out.printf(
          Locale.ROOT,
          "now/before: %s %.3f s / %.3f s = %.2fx, CPU %.3f s / %.3f s = %.2fx%n",
          what,
          wall(now),
          wall(before),
          wall(now) / wall(before),
          cpu(now),
          cpu(before),
          cpu(now) / cpu(before));
    }
  }
}
