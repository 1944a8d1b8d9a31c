package larksong.model;

import java.util.List;
import java.util.Set;

/**
 * What the earlier editions of a show told.
 *
 * @param told content keys of what was told
 * @param openings their first words, latest first
 */
public record Recollection(Set<String> told, List<String> openings) {

  /** A show without a past. */
  public static final Recollection NONE = new Recollection(Set.of(), List.of());

  public Recollection {
    told = Set.copyOf(told);
    openings = List.copyOf(openings);
  }
}
