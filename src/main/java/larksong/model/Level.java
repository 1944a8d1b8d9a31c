package larksong.model;

import java.util.Comparator;
import java.util.stream.Stream;

/** What may leave this machine, from the most cautious. */
public enum Level {
  /** Stays here. */
  LOCAL,
  /** Leaves with stand-ins for what is private. */
  REDACTED,
  /** Leaves as it is. */
  FREE;

  /** That of a text that rests on texts of these levels; one that rests on none is free. */
  public static Level ofAll(Stream<Level> levels) {
    return levels.min(Comparator.naturalOrder()).orElse(FREE);
  }
}
