package larksong.privacy;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Keys by the forms that their providers document: see the table {@code secrets.tsv}. */
final class KeyForms {

  /** What was read on the page that a form cites. */
  enum Read {
    SHOWN,
    RULES,
    NAMED
  }

  /** How one provider's keys look, the page that is cited for it, and what was read there. */
  record Form(String provider, Pattern pattern, String page, Read read) {}

  static final List<Form> ALL =
      CueWords.rows("secrets.tsv", 4).stream()
          .map(
              row ->
                  new Form(
                      row[0],
                      Pattern.compile("(" + row[1] + ")"),
                      row[2],
                      Read.valueOf(row[3].toUpperCase(Locale.ROOT))))
          .toList();

  /** Words joined by signs or capitals, one of them short for something perhaps. */
  private static final Pattern NAME =
      Pattern.compile(
          "[A-Z]?[a-z]{1,22}(?:[_.:/-][A-Z]?[a-z]{1,22}|[A-Z][a-z]{1,22}){0,20}"
              + "(?:[_.:/-]?[A-Z]{2,5}(?:[_.:/-]?[A-Za-z][a-z]{1,22}){0,20})?");

  /** What a key begins with, and as well the name of a file, test or variable. */
  private static final Set<String> COMMON =
      Set.of("sk", "pk", "rk", "s", "re", "key", "private", "secret", "test", "live", "sandbox");

  private static final int LONGEST_NAME = 29;
  private static final int SHORTEST = 14;

  private KeyForms() {}

  static List<Found> in(TextWords words) {
    List<Found> found = new ArrayList<>();
    if (!hasLongRun(words.text())) {
      return found;
    }
    for (Form form : ALL) {
      for (Found one :
          Hits.of(
              form.pattern,
              words,
              PrivateKind.SECRET,
              (start, end) ->
                  begins(words.text(), start) && isMade(words.text().substring(start, end)))) {
        found.add(new Found(one.start(), whole(words.text(), one.end()), PrivateKind.SECRET));
      }
    }
    return found;
  }

  /** Most texts hold no word that is long enough to be a key. */
  private static boolean hasLongRun(String text) {
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = Character.isWhitespace(text.charAt(i)) ? 0 : run + 1;
      if (run >= SHORTEST) {
        return true;
      }
    }
    return false;
  }

  private static boolean begins(String text, int start) {
    return start == 0 || !isAscii(text.charAt(start - 1));
  }

  /** The form decides, unless it has that of a name: {@code sk-learn-pipeline}. */
  private static boolean isMade(String key) {
    String[] parts = key.split("[_.:/-]", -1);
    boolean own = !COMMON.contains(parts[0]) && parts[parts.length - 1].length() > LONGEST_NAME;
    return own
        || key.chars().anyMatch(Character::isDigit)
        || key.chars().noneMatch(Character::isLowerCase)
        || !NAME.matches(key);
  }

  /** Providers make their keys longer over the years. */
  private static int whole(String text, int end) {
    int whole = end;
    while (whole < text.length()
        && (isAscii(text.charAt(whole)) || "_-=".indexOf(text.charAt(whole)) >= 0)) {
      whole++;
    }
    return whole;
  }

  private static boolean isAscii(char one) {
    return one < 128 && Character.isLetterOrDigit(one);
  }
}
