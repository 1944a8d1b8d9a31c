package larksong.source.feed;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import larksong.model.Article;
import larksong.source.SourceException;
import org.jspecify.annotations.Nullable;

/** Reads RSS and Atom. */
final class XmlFeed {

  private final String source;
  private final String shown;

  /** The second word begins every message. */
  XmlFeed(String source, String shown) {
    this.source = source;
    this.shown = shown;
  }

  List<Article> parse(byte[] bytes) throws SourceException {
    SyndFeed feed = read(bytes);
    String publisher = feed.getTitle() == null ? source : feed.getTitle();
    return feed.getEntries().stream()
        .map(entry -> article(publisher, entry))
        .flatMap(Optional::stream)
        .toList();
  }

  private SyndFeed read(byte[] bytes) throws SourceException {
    try (XmlReader reader = new XmlReader(new ByteArrayInputStream(bytes))) {
      return new SyndFeedInput().build(reader);
    } catch (FeedException | IOException | RuntimeException e) {
      String message = String.valueOf(e.getMessage()) + e.getCause();
      throw new SourceException(
          shown
              + (message.contains("DOCTYPE")
                  ? "it contains a DOCTYPE, which is refused because it can read other files."
                  : "expected RSS, Atom or JSON Feed but it is broken or something else."
                      + " Open it in a browser."),
          e);
    }
  }

  private Optional<Article> article(String publisher, SyndEntry entry) {
    Date date =
        entry.getPublishedDate() != null ? entry.getPublishedDate() : entry.getUpdatedDate();
    Instant published = date == null ? null : date.toInstant();
    return Entry.article(
        source,
        publisher,
        entry.getUri(),
        entry.getTitle(),
        text(entry),
        entry.getLink(),
        published);
  }

  private static @Nullable String text(SyndEntry entry) {
    if (entry.getDescription() != null) {
      return entry.getDescription().getValue();
    }
    List<SyndContent> contents = entry.getContents();
    return contents.isEmpty() ? null : contents.get(0).getValue();
  }
}
