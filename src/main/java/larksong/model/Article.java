package larksong.model;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * An entry of a feed.
 *
 * @param summary plain text, what the feed says of it; may be empty
 * @param publisher the feed's own title, named in speech
 */
public record Article(
    String id,
    String source,
    String title,
    String summary,
    String publisher,
    Optional<URI> link,
    Optional<Instant> published)
    implements Item {

  public Article {
    Check.filled("id", id);
    Check.filled("source", source);
    Check.filled("title", title);
  }

  @Override
  public ItemType type() {
    return ItemType.ARTICLE;
  }

  @Override
  public List<String> texts() {
    return List.of(title, summary, publisher);
  }

  @Override
  public Optional<LocalDate> day(ZoneId zone) {
    return published.map(at -> at.atZone(zone).toLocalDate());
  }

  @Override
  public Optional<String> author() {
    return Optional.of(publisher.isBlank() ? source : publisher);
  }

  @Override
  public List<String> authored() {
    return texts();
  }
}
