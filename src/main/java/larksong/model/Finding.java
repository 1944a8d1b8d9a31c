package larksong.model;

/**
 * What a check found.
 *
 * @param check the check's name, such as {@code must-say}
 * @param where the place, such as {@code segment 2, line 1}
 * @param reason what is wrong and what the owner can do
 */
public record Finding(String check, Severity severity, String where, String reason) {

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

  public boolean holds() {
    return severity == Severity.HOLD;
  }
}
