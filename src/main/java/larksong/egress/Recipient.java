package larksong.egress;

import larksong.model.Level;

/**
 * Who gets something, and how much of a text each may have: the one decision on what leaves, which
 * every way out asks.
 */
public enum Recipient {
  /** A program or a server that the owner runs here, for itself. */
  HERE,
  /** A target that the show itself names: it may have the finished episode. */
  TARGET,
  /** A model elsewhere. */
  MODEL,
  /** A voice elsewhere: what it speaks cannot have stand-ins. */
  VOICE,
  /** Anybody else: who is told of trouble, a source that is asked, a log. */
  ANYBODY;

  /** How much this one may have of a text. */
  public Share mayHave(Level level) {
    return switch (this) {
      case HERE, TARGET -> Share.AS_IT_IS;
      case MODEL ->
          switch (level) {
            case LOCAL -> Share.NOTHING;
            case REDACTED -> Share.WITH_STAND_INS;
            case FREE -> Share.AS_IT_IS;
          };
      case VOICE, ANYBODY -> level == Level.FREE ? Share.AS_IT_IS : Share.NOTHING;
    };
  }
}
