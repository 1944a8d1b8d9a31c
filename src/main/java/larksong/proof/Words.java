package larksong.proof;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words as they are compared: without case, marks and endings. */
final class Words {

  static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:['’-][\\p{L}\\p{M}\\p{N}]+)*");

  /** Elisions and possessives are no part of a word. */
  private static final Pattern EDGE =
      Pattern.compile("^(?:[dljmnstc]|qu|jusqu|lorsqu|puisqu)'|'(?:s|re|ve|ll|d|m)$|'$");

  private static final int STEM = 5;

  private Words() {}

  /** The words of a text in lower case, hyphenated ones also in parts. */
  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      String word = plain(matcher.group());
      words.add(word);
      if (word.indexOf('-') > 0) {
        words.addAll(List.of(word.split("-", -1)));
      }
    }
    return words;
  }

  static String plain(String word) {
    String lower = word.toLowerCase(Locale.ROOT).replace('’', '\'');
    return lower.indexOf('\'') < 0 ? lower : EDGE.matcher(lower).replaceAll("");
  }

  /** The words that carry content. */
  static Set<String> content(String text, Set<String> stopWords) {
    return of(text).stream()
        .filter(word -> word.length() > 2 && !stopWords.contains(word))
        .collect(Collectors.toSet());
  }

  /** Whether two words are forms of one: the same beginning, and endings of a few letters. */
  static boolean alike(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    int same = 0;
    int shorter = Math.min(one.length(), other.length());
    while (same < shorter && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    return same >= STEM || (same >= 4 && Math.max(one.length(), other.length()) - same <= 2);
  }

  /** Whether a name is another with an ending: Anna and Annas, Berg and Bergs. */
  static boolean sameName(String one, String other) {
    return one.equals(other)
        || (Math.min(one.length(), other.length()) >= 3
            && (one.equals(other + "s")
                || other.equals(one + "s")
                || one.equals(other + "es")
                || other.equals(one + "es")
                || one.equals(other + "n")
                || other.equals(one + "n")));
  }

  /** A text as it is compared with a quotation: words only. */
  static String bare(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }
}
