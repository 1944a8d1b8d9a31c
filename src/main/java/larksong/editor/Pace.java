package larksong.editor;

import java.time.Duration;
import java.util.List;
import larksong.config.Kind;
import larksong.model.Article;
import larksong.model.Card;
import larksong.model.Note;
import larksong.model.Story;

/** How many words fit a length, estimated before there is a script. */
final class Pace {

  /**
   * Measured with the embedded voice and the pauses of a briefing; people read at about the same.
   */
  private static final double WORDS_PER_SECOND = 2.5;

  private Pace() {}

  static double wordsIn(Duration length) {
    return length.toSeconds() * WORDS_PER_SECOND;
  }

  /** The silence after a study card's question counts as the words that fit into it. */
  static int words(List<Story> stories, Kind kind) {
    return stories.stream().mapToInt(story -> words(story, kind)).sum();
  }

  private static int words(Story story, Kind kind) {
    return switch (story.item().type()) {
      case ARTICLE -> 6 + article((Article) story.item(), story.weight());
      case NOTE -> 6 + note(count(((Note) story.item()).text()), kind);
      case CARD -> card((Card) story.item(), kind);
      case APPOINTMENT, TASK, READING -> 12 + count(story.item().title());
    };
  }

  private static int article(Article article, Story.Weight weight) {
    int most =
        switch (weight) {
          case MAJOR -> 80;
          case NOTABLE -> 40;
          case SMALL -> 0;
        };
    return count(article.title()) + Math.min(most, count(article.summary()));
  }

  private static int note(int words, Kind kind) {
    return kind.wholeNotes() ? words : Math.min(60, words);
  }

  private static int card(Card card, Kind kind) {
    boolean repeated = kind.shape() == Kind.Shape.PRACTICE;
    int times = repeated ? 3 : 1;
    return count(card.question())
        + (repeated ? 2 : 1) * count(card.answer())
        + 4
        + times * (int) Math.ceil(wordsIn(kind.pauses().recall()));
  }

  private static int count(String text) {
    return text.isBlank() ? 0 : text.trim().split("\\s+").length;
  }
}
