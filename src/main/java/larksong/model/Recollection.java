package larksong.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the earlier editions of a show told.
 *
 * @param told content keys of what was told
 * @param openings their first words, latest first
 * @param due when each study card that was graded is due again, by its id
 */
public record Recollection(Set<String> told, List<Kept> openings, Map<String, LocalDate> due) {

  /** A show without a past. */
  public static final Recollection NONE = new Recollection(Set.of(), List.of(), Map.of());

  public Recollection {
    told = Set.copyOf(told);
    openings = List.copyOf(openings);
    due = Map.copyOf(due);
  }
}
