package larksong.publish.spotify;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import larksong.model.Chapter;
import larksong.model.Episode;

/** What the service shows beside the sound: a description, chapters, links and a picture. */
record Description(Episode episode) {

  /** The service takes so many characters of {@code <p>}. */
  private static final int LONGEST = 4000;

  private static final Duration APART = Duration.ofSeconds(5);
  private static final Duration SEEN = Duration.ofSeconds(8);

  /** The summary, then a line for each chapter; it ends by saying who made it. */
  String notes() {
    String end = paragraph(episode.provenance().sentence());
    StringBuilder notes = new StringBuilder(paragraph(episode.summary()));
    for (Chapter chapter : episode.recording().chapters()) {
      String line = paragraph("(" + clock(chapter.start()) + ") " + chapter.title());
      if (notes.length() + line.length() + end.length() <= LONGEST) {
        notes.append(line);
      }
    }
    return notes.append(end).toString();
  }

  private static String paragraph(String text) {
    String plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return "<p>" + plain.substring(0, Math.min(plain.length(), LONGEST / 3)) + "</p>";
  }

  private static String clock(Duration at) {
    return String.format(Locale.ROOT, "%d:%02d", at.toMinutes(), at.toSecondsPart());
  }

  /** A picture that was sent to the service, in pixels. */
  record Picture(String token, int width, int height) {
    private Map<String, Object> told() {
      return Map.of("image_token", token, "width", width, "height", height);
    }
  }

  /** Whether there is more than one chapter: the service takes no timeline with less. */
  boolean hasTimeline() {
    return chapters().size() > 1;
  }

  /**
   * Chapters far enough apart, with the links of those that have one, and a picture in the first
   * that has none.
   */
  List<Map<String, Object>> timeline(Optional<Picture> picture) {
    List<Chapter> chapters = chapters();
    List<Map<String, Object>> items = new ArrayList<>();
    boolean shown = false;
    for (int i = 0; i < chapters.size(); i++) {
      Chapter chapter = chapters.get(i);
      Duration end =
          i + 1 < chapters.size() ? chapters.get(i + 1).start() : episode.recording().duration();
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("title", chapter.title());
      told.put("start_time_ms", chapter.start().toMillis());
      items.add(Map.of("chapter", told));
      Optional<String> link =
          chapter.link().map(URI::toString).filter(address -> address.startsWith("http"));
      if (link.isPresent()) {
        items.add(Map.of("link", during(chapter, end, Map.of("url", link.get()))));
      } else if (!shown && picture.isPresent()) {
        items.add(Map.of("image", during(chapter, end, picture.get().told())));
        shown = true;
      }
    }
    return items;
  }

  private static Map<String, Object> during(
      Chapter chapter, Duration end, Map<String, Object> companion) {
    Map<String, Object> timed = new LinkedHashMap<>(companion);
    timed.put("start_time_ms", chapter.start().toMillis());
    timed.put("duration_ms", seen(chapter, end).toMillis());
    return timed;
  }

  private static Duration seen(Chapter chapter, Duration end) {
    Duration room = end.minus(chapter.start());
    return room.compareTo(SEEN) < 0 ? room : SEEN;
  }

  private List<Chapter> chapters() {
    List<Chapter> apart = new ArrayList<>();
    for (Chapter chapter : episode.recording().chapters()) {
      boolean far =
          apart.isEmpty()
              ? chapter.start().isZero()
              : chapter.start().minus(apart.get(apart.size() - 1).start()).compareTo(APART) >= 0;
      if (far && chapter.start().compareTo(episode.recording().duration()) < 0) {
        apart.add(chapter);
      }
    }
    return apart;
  }
}
