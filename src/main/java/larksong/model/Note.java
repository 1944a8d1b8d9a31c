package larksong.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A note that the owner wrote.
 *
 * @param text its words without markup; may be empty
 * @param date the day it is about, if it names one
 */
public record Note(
    String id,
    String source,
    String title,
    String text,
    Optional<LocalDate> date,
    List<String> tags)
    implements Item {

  public Note {
    Check.filled("id", id);
    Check.filled("source", source);
    Check.filled("title", title);
    tags = List.copyOf(tags);
  }
}
