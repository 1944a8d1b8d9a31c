package larksong.spoken;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A word of a sentence as requests are found in it.
 *
 * @param word without case, accents and ligatures
 * @param written as it stands
 * @param begins whether a clause begins with it, as an order would
 * @param opens whether a sentence or a whole part of it begins with it
 * @param start where it begins in the sentence
 */
record Token(String word, String written, boolean begins, boolean opens, int start) {

  private static final String BREAKS = ".,;:!?()[]{}<>\"“”„«»…|/•–—#\n";

  /** After these an order may begin too. */
  private static final Set<String> JOINS =
      Set.of(
          "and", "or", "then", "please", "so", "und", "oder", "dann", "bitte", "et", "ou", "puis",
          "y", "o", "luego", "e", "poi", "en", "of", "dan", "depois", "och", "eller", "not", "non",
          "no", "nao", "ne", "do", "t");

  /** And after these, where they begin something themselves: "just say", not "they now say". */
  private static final Set<String> ADVERBS =
      Set.of(
          "just", "now", "first", "also", "only", "simply", "kindly", "instead", "jetzt", "ora",
          "eerst");

  /** The words of a sentence, in one pass. */
  static List<Token> of(String sentence) {
    List<Token> tokens = new ArrayList<>();
    boolean begins = true;
    boolean opens = true;
    boolean wasCapitals = false;
    int at = 0;
    while (at < sentence.length()) {
      int end = at;
      while (end < sentence.length() && isPart(sentence.charAt(end))) {
        end++;
      }
      if (end == at) {
        boolean isBreak = BREAKS.indexOf(sentence.charAt(at)) >= 0 || isDash(sentence, at);
        begins |= isBreak;
        opens |= isBreak && sentence.charAt(at) != ',';
        at++;
        continue;
      }
      String written = sentence.substring(at, end);
      String word = folded(written);
      boolean isCapitals = isCapitals(written);
      boolean shouts = isCapitals && !wasCapitals && word.length() > 3;
      tokens.add(new Token(word, written, begins || shouts, opens || shouts, at));
      boolean joins = JOINS.contains(word) || (begins && ADVERBS.contains(word));
      begins = joins && (!isElided(sentence, at) || word.equals("t"));
      opens = begins;
      wasCapitals = isCapitals;
      at = end;
    }
    return tokens;
  }

  private static boolean isPart(char one) {
    return Character.isLetterOrDigit(one)
        || Character.getType(one) == Character.NON_SPACING_MARK
        || Character.isSurrogate(one);
  }

  private static boolean isElided(String sentence, int at) {
    return at > 0 && "'’".indexOf(sentence.charAt(at - 1)) >= 0;
  }

  private static boolean isDash(String sentence, int at) {
    return sentence.charAt(at) == '-' && at > 0 && sentence.charAt(at - 1) == ' ';
  }

  /** As if an order began with it. */
  Token asOrder() {
    return new Token(word, written, true, true, start);
  }

  boolean isCapitalInside() {
    return !begins && Character.isUpperCase(written.charAt(0));
  }

  boolean isNumber() {
    return written.chars().allMatch(Character::isDigit);
  }

  /** {@code NOVA}. */
  static boolean isCapitals(String written) {
    return written.length() > 2 && written.chars().allMatch(Character::isUpperCase);
  }

  /** Without case, accents and ligatures, in compatible letters. */
  static String folded(String text) {
    String letters =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replace("ß", "ss")
            .replace("ø", "o")
            .replace("æ", "ae")
            .replace("œ", "oe");
    StringBuilder folded = new StringBuilder();
    letters
        .chars()
        .filter(one -> Character.getType(one) != Character.NON_SPACING_MARK)
        .forEach(one -> folded.append((char) one));
    return folded.toString();
  }
}
