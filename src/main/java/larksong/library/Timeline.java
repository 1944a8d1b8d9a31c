package larksong.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import larksong.json.Json;
import larksong.library.store.LibraryException;
import larksong.model.Chapter;

/** What the publishing API says accompanies an episode in time: chapters, pictures, links. */
public final class Timeline {

  /** In a kept picture: the SHA-256 of its JPEG in the media store. */
  public static final String PICTURE = "picture";

  private static final String SPOTIFY = "https://open.spotify.com/";

  private Timeline() {}

  /**
   * Something that is seen for a while.
   *
   * @param title empty if it was sent without one
   * @param url where it leads, if it does
   * @param picture the SHA-256 of its JPEG, if it is one
   */
  public record Companion(
      Duration start,
      Optional<Duration> lasts,
      String title,
      Optional<String> url,
      Optional<String> picture) {}

  /** The chapters among a timeline's items. */
  public static List<Chapter> chapters(String items) {
    List<Chapter> chapters = new ArrayList<>();
    for (JsonNode item : tree(items)) {
      JsonNode chapter = item.path("chapter");
      if (chapter.isObject()) {
        chapters.add(new Chapter(chapter.path("title").asText(), start(chapter), Optional.empty()));
      }
    }
    return chapters;
  }

  /** All else, in the order in which it is seen. */
  public static List<Companion> companions(String items) {
    List<Companion> companions = new ArrayList<>();
    for (JsonNode item : tree(items)) {
      for (String kind : List.of("image", "link", "spotify_entity")) {
        JsonNode fields = item.path(kind);
        if (fields.isObject()) {
          companions.add(companion(fields, kind.equals("image")));
        }
      }
    }
    companions.sort(Comparator.comparing(Companion::start));
    return companions;
  }

  /** Those that lie within a sound of this length, which may have become known after they came. */
  public static List<Companion> companions(String items, Duration length) {
    return companions(items).stream()
        .filter(one -> one.start().compareTo(length) < 0)
        .map(
            one ->
                new Companion(
                    one.start(),
                    one.lasts().map(lasts -> shorter(lasts, length.minus(one.start()))),
                    one.title(),
                    one.url(),
                    one.picture()))
        .toList();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Companion companion(JsonNode fields, boolean image) {
    Optional<String> entity =
        text(fields, "uri")
            .map(uri -> SPOTIFY + uri.replaceFirst("^spotify:", "").replace(':', '/'));
    return new Companion(
        start(fields),
        Optional.of(fields.path("duration_ms").asLong())
            .filter(millis -> millis > 0)
            .map(Duration::ofMillis),
        fields.path("title").asText(""),
        text(fields, "url").or(() -> entity),
        image ? text(fields, PICTURE) : Optional.empty());
  }

  /** The SHA-256 of each picture of a timeline. */
  public static List<String> pictures(String items) {
    return companions(items).stream().flatMap(one -> one.picture().stream()).distinct().toList();
  }

  private static Optional<String> text(JsonNode fields, String name) {
    return Optional.of(fields.path(name).asText("")).filter(text -> !text.isEmpty());
  }

  private static Duration start(JsonNode fields) {
    return Duration.ofMillis(fields.path("start_time_ms").asLong());
  }

  private static JsonNode tree(String items) {
    try {
      return Json.tree(items);
    } catch (JsonProcessingException e) {
      throw new LibraryException("A timeline in the library is damaged.");
    }
  }
}
