package larksong.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What the earlier editions of a show told.
 *
 * @param told fingerprints of what was told
 * @param openings their first words, latest first
 * @param due when each study card that was graded is due again, by its id
 * @param fingerprint makes one of a content key
 */
public record Recollection(
    Set<String> told,
    List<Kept> openings,
    Map<String, LocalDate> due,
    UnaryOperator<String> fingerprint) {

  /** A show without a past. */
  public static final Recollection NONE = new Recollection(Set.of(), List.of(), Map.of());

  public Recollection {
    told = Set.copyOf(told);
    openings = List.copyOf(openings);
    due = Map.copyOf(due);
  }

  /** Of content keys that anyone may read. */
  public Recollection(Set<String> told, List<Kept> openings, Map<String, LocalDate> due) {
    this(told, openings, due, UnaryOperator.identity());
  }

  /** Whether a story with this content key was told. */
  public boolean isTold(String content) {
    return told.contains(fingerprint.apply(content));
  }
}
