package larksong.editor;

import java.time.Duration;
import java.util.List;
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

  /** A study card's silence in words. */
  private static final int PAUSE = 9;

  private Pace() {}

  static double wordsIn(Duration length) {
    return length.toSeconds() * WORDS_PER_SECOND;
  }

  static int words(List<Story> stories) {
    return stories.stream().mapToInt(Pace::words).sum();
  }

  private static int words(Story story) {
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
      return 6 + Math.min(60, count(note.text()));
    }
    return story.item() instanceof Card card
        ? count(card.question()) + count(card.answer()) + PAUSE
        : 12 + count(story.item().title());
  }

  private static int count(String text) {
    return text.isBlank() ? 0 : text.trim().split("\\s+").length;
  }
}
