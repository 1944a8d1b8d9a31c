package larksong.cli;

import java.util.Optional;
import larksong.app.Larksong;
import larksong.app.Wired;
import larksong.model.Edition;
import org.jspecify.annotations.Nullable;

/** Reads what the owner writes for an edition. */
final class Editions {

  private Editions() {}

  static Edition of(Larksong larksong, Wired wired, @Nullable String written)
      throws UsageException {
    try {
      return larksong.edition(wired, Optional.ofNullable(written));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
