package larksong.script.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import larksong.model.Article;
import larksong.model.Line;
import larksong.model.Segment;
import larksong.model.Story;

/** Tells news; each story of some weight is a chapter of its own, the small ones share the last. */
record ArticleTeller(Telling telling) implements Teller {

  @Override
  public List<Segment> tell(List<Story> stories) {
    List<Segment> segments = new ArrayList<>();
    for (Story story : stories) {
      String text = article(story);
      if (segments.isEmpty()) {
        String count = telling.spoken().count(stories.size(), "story");
        text = telling.say("articles.open", Map.of("count", count)) + " " + text;
      }
      Segment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
      if (last != null && story.weight() == Story.Weight.SMALL) {
        segments.set(segments.size() - 1, joined(last, Telling.line(text), story));
      } else {
        segments.add(
            new Segment(
                story.item().title(), List.of(Telling.line(text)), List.of(story.item().id())));
      }
    }
    return segments;
  }

  private static Segment joined(Segment segment, Line line, Story story) {
    List<Line> lines = new ArrayList<>(segment.lines());
    lines.add(line);
    List<String> covers = new ArrayList<>(segment.covers());
    covers.add(story.item().id());
    return new Segment(segment.heading(), lines, covers);
  }

  String article(Story story) {
    Article article = (Article) story.item();
    Map<String, Object> words = telling.words(story);
    words.put("publisher", inSentence(article.publisher()));
    return switch (story.weight()) {
      case MAJOR -> {
        words.put("text", telling.beginning(article.summary(), 80));
        yield telling.say("article.major", words);
      }
      case NOTABLE -> {
        words.put("text", telling.beginning(article.summary(), 40));
        yield telling.say("article.notable", words);
      }
      case SMALL -> telling.say("article.small", words);
    };
  }

  /** "The Gazette" is "the Gazette" in the middle of an English sentence. */
  private String inSentence(String publisher) {
    return telling.show().language().getLanguage().equals("en")
        ? publisher.replaceFirst("^The\\s+", "the ")
        : publisher;
  }
}
