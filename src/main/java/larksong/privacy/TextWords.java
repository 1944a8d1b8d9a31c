package larksong.privacy;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A text and its words, each with its place and without capitals and accents. */
final class TextWords {

  /** A run of letters and digits. */
  record Word(int start, int end, String folded) {}

  private final String text;
  private final List<Word> all = new ArrayList<>();

  TextWords(String text) {
    this.text = text;
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inside = i < text.length() && isPart(text.charAt(i));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        all.add(new Word(start, i, fold(text.substring(start, i))));
        start = -1;
      }
    }
  }

  String text() {
    return text;
  }

  List<Word> all() {
    return all;
  }

  /** What stands behind a place, no further than a sentence or an address would go. */
  String after(int place, int length) {
    return text.substring(place, Math.min(text.length(), place + length));
  }

  String before(int place, int length) {
    return text.substring(Math.max(0, place - length), place);
  }

  /** Whether nothing of a word or number touches this place from the left. */
  boolean freeBefore(int place) {
    return place == 0 || !isPart(text.charAt(place - 1));
  }

  boolean freeAfter(int place) {
    return place == text.length() || !isPart(text.charAt(place));
  }

  static boolean isPart(char one) {
    return Character.isLetterOrDigit(one)
        || Character.isSurrogate(one)
        || Character.getType(one) == Character.NON_SPACING_MARK;
  }

  /** Small letters without accents, {@code ss} for {@code ß}. */
  static String fold(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) > 'z') {
        return Normalizer.normalize(word, Normalizer.Form.NFD)
            .codePoints()
            .filter(one -> Character.getType(one) != Character.NON_SPACING_MARK)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .toLowerCase(Locale.ROOT)
            .replace("ß", "ss");
      }
    }
    return word.toLowerCase(Locale.ROOT);
  }
}
