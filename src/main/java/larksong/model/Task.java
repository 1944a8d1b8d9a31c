package larksong.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Something still to be done, from the owner's notes. */
public record Task(String id, String source, String title, Optional<LocalDate> due)
    implements Item {

  public Task {
    Check.filled("id", id);
    Check.filled("source", source);
    Check.filled("title", title);
  }

  @Override
  public ItemType type() {
    return ItemType.TASK;
  }

  @Override
  public List<String> texts() {
    return List.of(title);
  }
}
