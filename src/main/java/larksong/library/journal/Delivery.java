package larksong.library.journal;

import java.time.Instant;
import larksong.model.EditionId;

/**
 * An edition on its way to a target.
 *
 * @param target by which it is known for ever, whatever the owner calls it
 * @param label what the owner called it last
 * @param sha256 of the MP3 that is to be there
 * @param attempts how many failed since it was expected
 * @param since when it was expected
 * @param due when it is tried next, or looked after
 * @param reason why it is not there; empty if nothing is wrong
 */
public record Delivery(
    String target,
    String label,
    EditionId edition,
    String sha256,
    State state,
    int attempts,
    Instant since,
    Instant due,
    String reason) {

  /** As it is when the owner does not want it there. */
  public Delivery dropped() {
    return new Delivery(
        target, label, edition, sha256, State.DROPPED, attempts, since, due, reason);
  }

  /** How far it got. */
  public enum State {
    /** It could not go out, or has not been tried. */
    WAITING,
    /** The target has it, and nobody can hear it yet. */
    SENT,
    THERE,
    /** The target will not have it, whatever is done. */
    REFUSED,
    /** It was there, and is not any more; the owner decides whether it goes once more. */
    LOST,
    /** The owner does not want it there. */
    DROPPED,
    /** The owner's rule does not keep it; it is still to be taken away there. */
    ENDING,
    /** The owner deleted it; nothing of it is to stay there. */
    DELETING;

    /** Whether it is to be taken away there. */
    public boolean isEnding() {
      return this == ENDING || this == DELETING;
    }
  }
}
