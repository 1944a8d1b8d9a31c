package larksong.architecture.planted;

import larksong.model.Article;
import larksong.model.Item;
import larksong.model.Note;

/** Asks an item twice what it is, so that a new type would silently be one of neither. */
public final class Guesses {

  private Guesses() {}

  /** What comes of it. */
  public static int words(Item item) {
    if (item instanceof Article article) {
      return article.summary().length();
    }
    return item instanceof Note note ? note.text().length() : 0;
  }
}
