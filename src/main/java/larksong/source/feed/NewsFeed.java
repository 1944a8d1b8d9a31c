package larksong.source.feed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import larksong.config.Location;
import larksong.config.Section;
import larksong.files.Fingerprint;
import larksong.model.Article;
import larksong.model.Edition;
import larksong.model.Gathered;
import larksong.model.Item;
import larksong.source.Cuts;
import larksong.source.Documents;
import larksong.source.Since;
import larksong.source.Source;
import larksong.source.SourceException;

/** The latest articles of a feed. */
public final class NewsFeed implements Source {

  private final String name;
  private final Location location;
  private final int top;
  private final Since since;
  private final Documents documents;

  private NewsFeed(String name, Location location, int top, Since since, Documents documents) {
    this.name = name;
    this.location = location;
    this.top = top;
    this.since = since;
    this.documents = documents;
  }

  /** Reads its settings: {@code feed}, {@code name}, {@code top}, {@code since}. */
  public static NewsFeed of(Section section, Documents documents) {
    return new NewsFeed(
        section.text("name").orElse("news"),
        section.location("feed", "https://example.com/feed.xml"),
        section.integer("top", 5, 1, 100),
        Since.of(section, "36h"),
        documents);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String fingerprint() {
    return Fingerprint.of(
        name, String.valueOf(top), since.toString(), Documents.fingerprint(location));
  }

  @Override
  public Gathered gather(Edition edition) throws SourceException {
    byte[] bytes = documents.read(name, location);
    Set<String> ids = new HashSet<>();
    Cuts cuts = new Cuts(at -> since.holds(at, edition));
    List<Item> articles =
        parse(bytes, cuts).stream()
            .filter(article -> isWithin(article, edition))
            .filter(article -> ids.add(article.id()))
            .sorted(
                Comparator.comparing((Article article) -> article.published().orElse(Instant.EPOCH))
                    .reversed())
            .limit(top)
            .map(Item.class::cast)
            .toList();
    return cuts.gathered(name, articles, List.of());
  }

  /** An article without a date is taken as current: the feed would not carry it otherwise. */
  private boolean isWithin(Article article, Edition edition) {
    return article.published().map(at -> since.holds(at, edition)).orElse(true);
  }

  private List<Article> parse(byte[] bytes, Cuts cuts) throws SourceException {
    String shown = "Could not read '" + name + "' (" + location.shown() + "): ";
    String head =
        new String(bytes, 0, Math.min(bytes.length, 1024), StandardCharsets.UTF_8)
            .replace("\uFEFF", "")
            .stripLeading()
            .toLowerCase(Locale.ROOT);
    if (head.startsWith("<!doctype html") || head.startsWith("<html")) {
      throw new SourceException(
          shown + "expected a feed but was a web page. Look for 'RSS' or 'Atom' on that page.");
    }
    return head.startsWith("{")
        ? new JsonFeed(name, shown, cuts).parse(bytes)
        : new XmlFeed(name, shown, cuts).parse(bytes);
  }
}
