package larksong.model;

import java.util.List;
import java.util.Optional;

/**
 * Something in a calendar, one occurrence of it.
 *
 * @param when the occurrence's own time, exceptions applied
 * @param movedFrom where the series had it, if this occurrence was moved
 * @param details plain text; may be empty
 * @param people who invites and who is invited, by name
 */
public record Appointment(
    String id,
    String source,
    String title,
    Span when,
    Optional<Span> movedFrom,
    Optional<String> location,
    String details,
    List<String> people,
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
    people = List.copyOf(people);
  }

  /** Without people. */
  public Appointment(
      String id,
      String source,
      String title,
      Span when,
      Optional<Span> movedFrom,
      Optional<String> location,
      String details,
      Standing standing) {
    this(id, source, title, when, movedFrom, location, details, List.of(), standing);
  }
}
