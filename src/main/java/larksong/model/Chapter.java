package larksong.model;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** A place in a recording that a listener can jump to. */
public record Chapter(String title, Duration start, Optional<URI> link) {

  public Chapter {
    Check.filled("title", title);
    Objects.requireNonNull(start, "start");
  }
}
