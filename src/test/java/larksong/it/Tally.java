package larksong.it;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Counts kills, and what was wrong after them. */
final class Tally {

  /** A full look at a home costs as much as a kill, so that it follows each so many of them. */
  private static final int FULL_LOOK = 4;

  private final Map<Phase, Integer> kills = new EnumMap<>(Phase.class);
  private final List<String> faults = new ArrayList<>();
  private int elsewhere;
  private int duplicates;
  private int lost;
  private int unusable;
  private int looks;

  /** A process was killed in a phase, or at a time that has no name. */
  synchronized void killed(Optional<Phase> phase) {
    if (phase.isPresent()) {
      kills.merge(phase.get(), 1, Integer::sum);
    } else {
      elsewhere++;
    }
  }

  synchronized int kills(Phase phase) {
    return kills.getOrDefault(phase, 0);
  }

  private int kills() {
    return elsewhere + kills.values().stream().mapToInt(Integer::intValue).sum();
  }

  synchronized void duplicate(int more, String what) {
    if (more > 0) {
      duplicates += more;
      faults.add(more + " too many: " + what);
    }
  }

  synchronized void lost(String what) {
    lost++;
    faults.add("lost: " + what);
  }

  synchronized void unusable(String what) {
    unusable++;
    faults.add("unusable: " + what);
  }

  synchronized boolean isTimeForAFullLook() {
    return looks++ % FULL_LOOK == 0;
  }

  /** One by one; empty if all is well. */
  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  /** The figures, with a line for each phase. */
  synchronized String report() {
    StringBuilder lines = new StringBuilder();
    lines.append(
        String.format(
            Locale.ROOT,
            "exactly-once: %d kills, %d duplicates, %d lost, %d homes unusable%n",
            kills(),
            duplicates,
            lost,
            unusable));
    for (Phase phase : Phase.values()) {
      lines.append(String.format(Locale.ROOT, "  %4d  %s%n", kills(phase), phase.words));
    }
    lines.append(String.format(Locale.ROOT, "  %4d  at other times%n", elsewhere));
    return lines.toString();
  }
}
