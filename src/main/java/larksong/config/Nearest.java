package larksong.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what the owner probably meant. */
public final class Nearest {

  private Nearest() {}

  /** {@code "; did you mean 'x'?"} for the nearest choice, or nothing if none is near. */
  public static String hint(String written, Collection<String> choices) {
    return to(written, choices).map(choice -> "; did you mean '" + choice + "'?").orElse("");
  }

  private static Optional<String> to(String written, Collection<String> choices) {
    return choices.stream()
        .filter(
            choice ->
                distance(written, choice)
                    <= Math.max(choice.length() < 4 ? 1 : 2, choice.length() / 3))
        .min(Comparator.comparingInt(choice -> distance(written, choice)));
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
