package larksong.model;

import java.util.Locale;

/** How the latest run of an edition ended, and what the owner decided since. */
public enum RunStatus {
  PUBLISHED,
  /** It waits for the owner's word. */
  HELD,
  FAILED,
  /** It was not made: there was nothing to say, or its time had passed. */
  SKIPPED,
  /** It ended before the end because the owner asked for it. */
  STOPPED,
  /** The owner takes the words of one that was held upon themselves. */
  APPROVED,
  /** The owner gave up one that was held. */
  DROPPED;

  /** The status of this word. */
  public static RunStatus of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** As people and programs read it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
