package larksong.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Finds addresses, numbers and secrets in what people write.
 *
 * <p>Every pattern is run by RE2/J, whose time grows with the text's length only, whatever the text
 * (<a href="https://github.com/google/re2j">re2j</a>).
 */
public final class PrivateThings {

  /** Whose kind counts where two meet comes first. */
  private static final List<Function<TextWords, List<Found>>> FINDERS =
      List.of(
          KeyForms::in,
          SecretLinks::in,
          Mails::in,
          Assignments::in,
          NamedFields::in,
          Comments::in,
          Services::in,
          SecretTags::in,
          SpokenSecrets::in,
          SecurityAnswers::in,
          SecretTables::in,
          WaysIn::in,
          AccountNumbers::in,
          Phones::in,
          Streets::in,
          Flats::in,
          FieldPost::in);

  private PrivateThings() {}

  /** What is private in a text, in order, apart from each other. */
  public static List<Found> in(String text) {
    TextWords words = new TextWords(text);
    List<Found> all = new ArrayList<>();
    FINDERS.forEach(finder -> all.addAll(finder.apply(words)));
    return apart(all);
  }

  /** What meets is one: nothing of either may stay. */
  private static List<Found> apart(List<Found> all) {
    List<Found> ordered = new ArrayList<>(all);
    ordered.sort(Comparator.comparingInt(Found::start));
    List<Found> apart = new ArrayList<>();
    for (Found next : ordered) {
      int last = apart.size() - 1;
      if (last >= 0 && apart.get(last).meets(next)) {
        Found before = apart.get(last);
        boolean first = before.kind().compareTo(next.kind()) <= 0;
        apart.set(last, first ? before.with(next) : next.with(before));
      } else {
        apart.add(next);
      }
    }
    return apart;
  }
}
