package larksong.library;

import java.time.Instant;
import larksong.model.EditionId;

/**
 * An edition on its way to a target.
 *
 * @param sha256 of the MP3 that is to be there
 * @param attempts how many failed since it was expected
 * @param due when it is tried next, or looked after
 * @param reason why it is not there; empty if nothing is wrong
 */
public record Delivery(
    String target,
    EditionId edition,
    String sha256,
    State state,
    int attempts,
    Instant due,
    String reason) {

  /** How far it got. */
  public enum State {
    /** It could not go out, or has not been tried. */
    WAITING,
    /** The target has it, and nobody can hear it yet. */
    SENT,
    THERE,
    /** The target will not have it, whatever is done. */
    REFUSED
  }
}
