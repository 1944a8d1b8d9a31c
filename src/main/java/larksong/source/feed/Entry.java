package larksong.source.feed;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Optional;
import larksong.model.Article;
import larksong.source.Cuts;
import larksong.source.Ids;
import larksong.source.Plain;
import larksong.source.Received;
import org.jspecify.annotations.Nullable;

/** Makes an article of what a feed says of one, whatever the feed's format leaves out. */
final class Entry {

  private static final int LONGEST_TITLE = 300;
  private static final int LONGEST_SUMMARY = 1500;

  private Entry() {}

  /** Empty if there is neither a title nor a text for people; notes what was cut. */
  static Optional<Article> article(
      String source,
      String publisher,
      @Nullable String id,
      @Nullable String title,
      @Nullable String html,
      @Nullable String link,
      @Nullable Instant published,
      Cuts cuts) {
    Received texts = new Received();
    String summary = html == null ? "" : texts.html(html, LONGEST_SUMMARY);
    String headline = title == null ? "" : texts.html(title, LONGEST_TITLE);
    if (headline.isEmpty() && summary.isEmpty()) {
      cuts.lose(texts, Optional.ofNullable(published));
      return Optional.empty();
    }
    String name = Received.name(publisher);
    String key = id != null && !id.isBlank() ? id : link != null ? link : headline + summary;
    Article article =
        new Article(
            Ids.of(source, key),
            source,
            headline.isEmpty() ? Plain.line(summary, 80) : headline,
            summary,
            name.isEmpty() ? source : name,
            web(link),
            Optional.ofNullable(published));
    cuts.note(article.id(), texts);
    return Optional.of(article);
  }

  private static Optional<URI> web(@Nullable String link) {
    if (link == null) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(link.trim());
      boolean isWeb = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      return isWeb && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
