package larksong.model;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One thing that a source reported. */
public sealed interface Item permits Appointment, Article, Card, Note, Reading, Task {

  ItemType type();

  /** Unique within an edition, and the same each time the source reports the same thing. */
  String id();

  /** The name that the owner gave the source. */
  String source();

  String title();

  /** Every text of it that its source wrote, the title first; some may be empty. */
  List<String> texts();

  /** The day that it is of, in a zone; empty for what is of none, or is due on one. */
  default Optional<LocalDate> day(ZoneId zone) {
    return Optional.empty();
  }

  /** The day that it is due on, if it has one. */
  default Optional<LocalDate> due() {
    return Optional.empty();
  }

  /**
   * Who else wrote it, or what it quotes, as they are named in speech; empty if all of it is the
   * owner's own.
   */
  default Optional<String> author() {
    return Optional.empty();
  }

  /** Its words that this author wrote, title and names included. */
  default List<String> authored() {
    return List.of();
  }

  /** The same as one text, without the author's name. */
  default String authoredText() {
    return authored().stream()
        .filter(words -> !author().equals(Optional.of(words)))
        .collect(Collectors.joining("\n"));
  }
}
