package larksong.privacy;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A word of a text: a run of letters (Unicode's categories L and M), or a part of one that begins
 * with a capital, as in {@code PriyaRaman}.
 *
 * @param start where it begins in the text
 * @param end where it ends
 * @param key the word as {@link Fold} has it
 * @param shape how it is written
 * @param run where the run of letters ends that it is a part of
 */
record NameToken(int start, int end, String key, Shape shape, int run) {

  enum Shape {
    LOWER,
    CAPITAL,
    CAPITALS,
    /** In a script without capitals. */
    NONE
  }

  private static final Set<UnicodeScript> WITHOUT_BLANKS =
      Set.of(
          UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

  private static final int LONG_VOWEL = 0x30FC;

  /** The words of a text, in order. */
  static List<NameToken> of(String text) {
    List<NameToken> tokens = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      if (isLetter(point)) {
        int end = at;
        while (end < text.length() && isInside(text.codePointAt(end))) {
          end += Character.charCount(text.codePointAt(end));
        }
        split(text, at, end, tokens);
        at = end;
      } else {
        at += Character.charCount(point);
      }
    }
    return tokens;
  }

  private static boolean isLetter(int point) {
    return Character.isLetter(point) && point != 0x2BC && point != 0x2BB && point != 0x2B9;
  }

  private static boolean isInside(int point) {
    int type = Character.getType(point);
    return isLetter(point)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || Fold.isInvisible(point);
  }

  private static void split(String text, int start, int end, List<NameToken> tokens) {
    int from = start;
    int last = 0;
    for (int at = start; at < end; ) {
      int point = text.codePointAt(at);
      if (Character.isLetter(point)) {
        if (last != 0 && isNewWord(last, point)) {
          add(text, from, at, end, tokens);
          from = at;
        }
        last = point;
      }
      at += Character.charCount(point);
    }
    add(text, from, end, end, tokens);
  }

  private static boolean isNewWord(int last, int point) {
    return (Character.isLowerCase(last) && Character.isUpperCase(point))
        || isWithoutBlanks(last) != isWithoutBlanks(point);
  }

  static boolean isWithoutBlanks(int point) {
    return point == LONG_VOWEL || WITHOUT_BLANKS.contains(UnicodeScript.of(point));
  }

  private static void add(String text, int from, int end, int run, List<NameToken> tokens) {
    String word = text.substring(from, end);
    tokens.add(new NameToken(from, end, Fold.of(word), shape(word), run));
  }

  private static Shape shape(String word) {
    int upper = (int) word.codePoints().filter(Character::isUpperCase).count();
    int lower = (int) word.codePoints().filter(Character::isLowerCase).count();
    if (upper == 0) {
      return lower == 0 ? Shape.NONE : Shape.LOWER;
    }
    return lower == 0 && upper > 1 ? Shape.CAPITALS : Shape.CAPITAL;
  }

  /** Whether it is of a script that is written without blanks between words. */
  boolean isDense() {
    return !key.isEmpty() && isWithoutBlanks(key.codePointAt(0));
  }

  /** Whether it is one letter, as an initial is. */
  boolean isLetter() {
    return key.codePointCount(0, key.length()) == 1 && !isDense();
  }

  String in(String text) {
    return text.substring(start, end);
  }
}
