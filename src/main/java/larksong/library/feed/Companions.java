package larksong.library.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import larksong.library.Seal;
import larksong.library.ShelvedEpisode;
import larksong.library.Timeline;
import larksong.model.Chapter;

/** The JSON forms of what accompanies an episode. */
public final class Companions {

  private Companions() {}

  /**
   * JSON chapters, version 1.2.0 (Podcasting 2.0); pictures and links are chapters that stand in no
   * table of contents.
   */
  public static Map<String, Object> chapters(
      ShelvedEpisode episode, List<Timeline.Companion> seen, Addresses addresses) {
    List<Map<String, Object>> chapters = new ArrayList<>();
    for (Chapter chapter : episode.chapters()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("startTime", seconds(chapter.start()));
      entry.put("title", chapter.title());
      chapter.link().ifPresent(link -> entry.put("url", link.toString()));
      chapters.add(entry);
    }
    for (Timeline.Companion one : seen) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("startTime", seconds(one.start()));
      one.lasts().ifPresent(lasts -> entry.put("endTime", seconds(one.start().plus(lasts))));
      entry.put("toc", false);
      if (!one.title().isEmpty()) {
        entry.put("title", one.title());
      }
      one.url().ifPresent(url -> entry.put("url", url));
      one.picture().ifPresent(hash -> entry.put("img", addresses.picture(episode, hash)));
      chapters.add(entry);
    }
    chapters.sort(Comparator.comparing(entry -> (Double) entry.get("startTime")));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("version", "1.2.0");
    document.put("chapters", chapters);
    return document;
  }

  public static Map<String, Object> transcript(ShelvedEpisode episode) {
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
  public static Map<String, Object> origin(Seal.Signed signed, Seal seal) {
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
