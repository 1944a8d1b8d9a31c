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

  /** Words of a story, by its weight. */
  private static final int MAJOR = 80;

  private static final int NOTABLE = 40;

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
                telling.sourced().heading(story.item()),
                List.of(Telling.line(text)),
                List.of(story.item().id())));
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
    words.put("publisher", telling.sourced().inSentence(article.publisher()));
    if (telling.sourced().asks(article)) {
      return asked(story);
    }
    words.put("title", telling.sourced().title(article));
    return switch (story.weight()) {
      case MAJOR -> {
        words.put("text", text(article, MAJOR));
        yield telling.say("article.major", words);
      }
      case NOTABLE -> {
        words.put("text", text(article, NOTABLE));
        yield telling.say("article.notable", words);
      }
      case SMALL -> telling.say("article.small", words);
    };
  }

  /** What asks for something from its title on is told as its publisher's word alone. */
  private String asked(Story story) {
    Article article = (Article) story.item();
    String text =
        switch (story.weight()) {
          case MAJOR -> " " + text(article, MAJOR);
          case NOTABLE -> " " + text(article, NOTABLE);
          case SMALL -> "";
        };
    return (telling.sourced().named(article).replaceFirst("[.!?…]+$", "") + "." + text).strip();
  }

  private String text(Article article, int mostWords) {
    return telling.sourced().text(article, telling.beginning(article.summary(), mostWords));
  }
}
