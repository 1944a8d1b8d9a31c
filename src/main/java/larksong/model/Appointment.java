package larksong.model;

import java.util.Optional;

/**
 * Something in a calendar, one occurrence of it.
 *
 * @param when the occurrence's own time, exceptions applied
 * @param movedFrom where the series had it, if this occurrence was moved
 * @param details plain text; may be empty
 */
public record Appointment(
    String id,
    String source,
    String title,
    Span when,
    Optional<Span> movedFrom,
    Optional<String> location,
    String details,
    Standing standing)
    implements Item {

  /** How firm it is. */
  public enum Standing {
    CONFIRMED,
    TENTATIVE,
    CANCELLED
  }

  public Appointment {
    Check.filled("id", id);
    Check.filled("source", source);
    Check.filled("title", title);
  }
}
