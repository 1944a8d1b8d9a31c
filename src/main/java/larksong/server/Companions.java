package larksong.server;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import larksong.library.Seal;
import larksong.library.ShelvedEpisode;

/** The JSON forms of what accompanies an episode. */
final class Companions {

  private Companions() {}

  /** JSON chapters, version 1.2.0 (Podcasting 2.0). */
  static Map<String, Object> chapters(ShelvedEpisode episode) {
    List<Map<String, Object>> chapters =
        episode.chapters().stream()
            .map(
                chapter -> {
                  Map<String, Object> entry = new LinkedHashMap<>();
                  entry.put("startTime", seconds(chapter.start()));
                  entry.put("title", chapter.title());
                  chapter.link().ifPresent(link -> entry.put("url", link.toString()));
                  return entry;
                })
            .toList();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("version", "1.2.0");
    document.put("chapters", chapters);
    return document;
  }

  static Map<String, Object> transcript(ShelvedEpisode episode) {
    List<Map<String, Object>> segments =
        episode.cues().stream()
            .map(
                cue -> {
                  Map<String, Object> entry = new LinkedHashMap<>();
                  entry.put("speaker", cue.speaker());
                  entry.put("startTime", seconds(cue.start()));
                  entry.put("endTime", seconds(cue.end()));
                  entry.put("body", cue.text());
                  return entry;
                })
            .toList();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("version", "1.0.0");
    document.put("segments", segments);
    return document;
  }

  /** What was signed of its origin, the signature, and the key that checks it (Ed25519). */
  static Map<String, Object> origin(Seal.Signed signed, Seal seal) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("statement", signed.statement());
    document.put("signature", signed.signature());
    document.put("key", seal.publicKey());
    return document;
  }

  private static double seconds(Duration at) {
    return at.toMillis() / 1000.0;
  }
}
