package larksong.library;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import larksong.model.EditionId;

/**
 * What a list shows of an episode, without its words.
 *
 * @param cover SHA-256 of the cover, by which the media store has it
 */
public record ListedEpisode(
    UUID guid,
    EditionId edition,
    String title,
    String summary,
    Instant published,
    Duration duration,
    long bytes,
    String cover) {

  public String show() {
    return edition.show();
  }

  /** The edition's part of an address. */
  public String slug() {
    return edition.slug();
  }
}
