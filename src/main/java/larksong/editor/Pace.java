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
    if (story.item() instanceof Article article) {
      int summary =
          switch (story.weight()) {
            case MAJOR -> Math.min(80, count(article.summary()));
            case NOTABLE -> Math.min(40, count(article.summary()));
            case SMALL -> 0;
          };
      return 6 + count(article.title()) + summary;
    }
    if (story.item() instanceof Note note) {
      return 6 + (kind.wholeNotes() ? count(note.text()) : Math.min(60, count(note.text())));
    }
    if (story.item() instanceof Card card) {
      boolean repeated = kind.shape() == Kind.Shape.PRACTICE;
      int times = repeated ? 3 : 1;
      return count(card.question())
          + (repeated ? 2 : 1) * count(card.answer())
          + 4
          + times * (int) Math.ceil(wordsIn(kind.pauses().recall()));
    }
    return 12 + count(story.item().title());
  }

  private static int count(String text) {
    return text.isBlank() ? 0 : text.trim().split("\\s+").length;
  }
}
