package larksong.model;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something in a calendar, one occurrence of it.
 *
 * @param when the occurrence's own time, exceptions applied
 * @param movedFrom where the series had it, if this occurrence was moved
 * @param details plain text; may be empty
 * @param people who invites and who is invited, by name
 * @param author who sent it to the owner, by name
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
    Standing standing,
    Optional<String> author)
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

  /** The owner's own. */
  public Appointment(
      String id,
      String source,
      String title,
      Span when,
      Optional<Span> movedFrom,
      Optional<String> location,
      String details,
      List<String> people,
      Standing standing) {
    this(id, source, title, when, movedFrom, location, details, people, standing, Optional.empty());
  }

  /** The owner's own, without people. */
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

  @Override
  public ItemType type() {
    return ItemType.APPOINTMENT;
  }

  @Override
  public List<String> texts() {
    List<String> texts = new ArrayList<>(List.of(title, details));
    location.ifPresent(texts::add);
    texts.addAll(people);
    return texts;
  }

  @Override
  public Optional<LocalDate> day(ZoneId zone) {
    return Optional.of(when.day(zone));
  }

  @Override
  public List<String> authored() {
    return author.isEmpty() ? people : texts();
  }
}
