package larksong.privacy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What may leave this machine, from the most cautious. */
public enum Level {
  /** Stays here. */
  LOCAL,
  /** Leaves with stand-ins for what is private. */
  REDACTED,
  /** Leaves as it is. */
  FREE;

  static final List<String> WORDS =
      Arrays.stream(values()).map(level -> level.name().toLowerCase(Locale.ROOT)).toList();

  static Level of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
