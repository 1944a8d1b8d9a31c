package larksong.editor;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import larksong.model.Article;
import larksong.model.Item;
import larksong.model.Note;
import larksong.model.Reading;

/** By what a story is recognised when it comes again: its content, not its address. */
public final class Told {

  private Told() {}

  /** Empty for what is told each day that it holds, such as an appointment or a task. */
  public static Optional<String> key(Item item) {
    if (item instanceof Article article) {
      return Optional.of("article " + bare(article.title()));
    }
    if (item instanceof Note note) {
      return Optional.of("note " + bare(note.title() + " " + note.text()));
    }
    if (item instanceof Reading reading) {
      return Optional.of("reading " + bare(reading.title()) + " " + reading.figures());
    }
    return Optional.empty();
  }

  private static String bare(String text) {
    String folded =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]+", " ")
            .trim();
    return folded.length() > 200 ? folded.substring(0, 200) : folded;
  }
}
