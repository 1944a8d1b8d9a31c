package larksong.source.feed;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import com.rometools.rome.io.impl.XmlFixerReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import larksong.model.Article;
import larksong.source.Cuts;
import larksong.source.SourceException;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** Reads RSS and Atom. */
final class XmlFeed {

  private final String source;
  private final String shown;
  private final Cuts cuts;

  /** The second word begins every message. */
  XmlFeed(String source, String shown, Cuts cuts) {
    this.source = source;
    this.shown = shown;
    this.cuts = cuts;
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
      StringWriter healed = new StringWriter(bytes.length);
      new XmlFixerReader(reader).transferTo(healed);
      FeedSize.check(healed.toString());
      SyndFeedInput input = new SyndFeedInput();
      input.setXmlHealerOn(false);
      return input.build(new StringReader(healed.toString()));
    } catch (FeedSize.ExceededException e) {
      throw new SourceException(
          shown + e.getMessage() + ". It is damaged, or made to do harm; open it in a browser.", e);
    } catch (FeedException | SAXException | IOException | RuntimeException e) {
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
        published,
        cuts);
  }

  private static @Nullable String text(SyndEntry entry) {
    if (entry.getDescription() != null) {
      return entry.getDescription().getValue();
    }
    List<SyndContent> contents = entry.getContents();
    return contents.isEmpty() ? null : contents.get(0).getValue();
  }
}
