package larksong.source.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import larksong.json.Json;
import larksong.model.Article;
import larksong.source.Cuts;
import larksong.source.SourceException;
import org.jspecify.annotations.Nullable;

/** Reads JSON Feed 1.0 and 1.1 (jsonfeed.org). */
final class JsonFeed {

  private final String source;
  private final String shown;
  private final Cuts cuts;

  /** The second word begins every message. */
  JsonFeed(String source, String shown, Cuts cuts) {
    this.source = source;
    this.shown = shown;
    this.cuts = cuts;
  }

  List<Article> parse(byte[] bytes) throws SourceException {
    JsonNode feed;
    try {
      feed = Json.tree(new String(bytes, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new SourceException(
          shown + "it is not valid JSON or ends in the middle. Open it in a browser.", e);
    }
    if (!feed.path("version").asText("").contains("jsonfeed.org")
        || !feed.path("items").isArray()) {
      throw new SourceException(
          shown + "expected a JSON Feed with 'version' and 'items'. Look for the feed's address.");
    }
    String publisher = feed.path("title").asText(source);
    List<Article> articles = new ArrayList<>();
    for (JsonNode item : feed.path("items")) {
      Entry.article(
              source,
              publisher,
              text(item, "id"),
              text(item, "title"),
              firstText(item, "summary", "content_text", "content_html"),
              firstText(item, "url", "external_url"),
              instant(firstText(item, "date_published", "date_modified")),
              cuts)
          .ifPresent(articles::add);
    }
    return articles;
  }

  private static @Nullable String firstText(JsonNode item, String... keys) {
    for (String key : keys) {
      String text = text(item, key);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  private static @Nullable String text(JsonNode item, String key) {
    JsonNode value = item.path(key);
    return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
        ? value.asText()
        : null;
  }

  private static @Nullable Instant instant(@Nullable String written) {
    try {
      return written == null ? null : OffsetDateTime.parse(written).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
