package larksong.editor;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import larksong.model.Item;
import larksong.model.Note;
import larksong.model.Reading;

/** By what a story is recognised when it comes again: its content, not its address. */
public final class Told {

  private Told() {}

  /** Empty for what is told each day that it holds, such as an appointment or a task. */
  public static Optional<String> key(Item item) {
    return switch (item.type()) {
      case ARTICLE -> Optional.of("article " + bare(item.title()));
      case NOTE -> Optional.of("note " + bare(item.title() + " " + ((Note) item).text()));
      case READING ->
          Optional.of("reading " + bare(item.title()) + " " + ((Reading) item).figures());
      case APPOINTMENT, TASK, CARD -> Optional.empty();
    };
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
