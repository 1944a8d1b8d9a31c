package larksong.cli;

import java.util.Optional;
import larksong.app.Larksong;
import larksong.app.Wired;
import larksong.model.Edition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the owner writes for an edition. */
final class Editions {

  @Option(
      names = "--edition",
      paramLabel = "WHEN",
      description = "2026-11-21 or 2026-11-21T06:30, in the show's zone; else today.")
  @Nullable String edition;

  @Option(names = "--yes", description = "Take a date far from today, too.")
  boolean yes;

  Edition of(Larksong larksong, Wired wired) throws UsageException {
    try {
      return larksong.edition(wired, Optional.ofNullable(edition), yes);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
