package larksong.model;

import java.util.Optional;

/**
 * What a check found.
 *
 * @param check the check's name, such as {@code must-say}
 * @param where the place, such as {@code segment 2, line 1}
 * @param reason what is wrong and what the owner can do
 * @param place the sentence without which it would not be there, if it is one
 */
public record Finding(
    String check, Severity severity, String where, String reason, Optional<Place> place) {

  /** What follows from it: nothing, a look, or the edition is held. */
  public enum Severity {
    NOTE,
    WARNING,
    HOLD
  }

  public Finding {
    Check.filled("check", check);
    Check.filled("reason", reason);
  }

  public Finding(String check, Severity severity, String where, String reason) {
    this(check, severity, where, reason, Optional.empty());
  }

  /** About one sentence, which holds the edition while it stands. */
  public static Finding at(Place place, String check, String reason) {
    return new Finding(check, Severity.HOLD, place.toString(), reason, Optional.of(place));
  }

  /** The same, to be looked at but not held, if it is about one sentence. */
  public Finding softened() {
    return holds() && place.isPresent()
        ? new Finding(check, Severity.WARNING, where, reason, place)
        : this;
  }

  /** The same as a reason to hold the edition. */
  public Finding hardened() {
    return new Finding(check, Severity.HOLD, where, reason, place);
  }

  public boolean holds() {
    return severity == Severity.HOLD;
  }
}
