package larksong.model;

import java.time.LocalDate;
import java.util.Optional;

/** Something still to be done, from the owner's notes. */
public record Task(String id, String source, String title, Optional<LocalDate> due)
    implements Item {

  public Task {
    Check.filled("id", id);
    Check.filled("source", source);
    Check.filled("title", title);
  }
}
