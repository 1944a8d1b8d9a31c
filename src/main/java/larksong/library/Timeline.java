package larksong.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import larksong.json.Json;
import larksong.model.Chapter;

/** What the publishing API says accompanies an episode in time: chapters, pictures, links. */
public final class Timeline {

  private Timeline() {}

  /** The chapters among a timeline's items. */
  public static List<Chapter> chapters(String items) {
    List<Chapter> chapters = new ArrayList<>();
    try {
      for (JsonNode item : Json.tree(items)) {
        JsonNode chapter = item.path("chapter");
        if (chapter.isObject()) {
          chapters.add(
              new Chapter(
                  chapter.path("title").asText(),
                  Duration.ofMillis(chapter.path("start_time_ms").asLong()),
                  Optional.empty()));
        }
      }
    } catch (JsonProcessingException e) {
      throw new LibraryException("A timeline in the library is damaged.");
    }
    return chapters;
  }
}
