package larksong.model;

import java.util.Objects;

/** A text that outlives its edition, with the most cautious level of what it rests on. */
public record Kept(String text, Level level) {

  public Kept {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(level, "level");
  }
}
