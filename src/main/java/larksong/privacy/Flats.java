package larksong.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import larksong.privacy.TextWords.Word;

/**
 * Addresses whose street no word tells, by what stands behind them: a flat ({@code Aldenmoor 12,
 * Apt. 5}) or a town with its postcode.
 */
final class Flats {

  private static final int FAR = 90;

  private static final String CAPITAL = "\\p{Lu}[\\p{L}\\p{M}'’.-]*";
  private static final String NUMBER = "\\d{1,5}[A-Za-z]?";

  /** {@code na Skalce}, {@code z Kunštátu}, {@code aan Zee}, in languages beyond the seven too. */
  private static final String PARTICLE =
      "(?:"
          + Streets.SMALL
          + "|u|v|ve|z|ze|w|we|nad|pod|pri|při|na|do|od|i|im|av|af|ved|på|aan|op|het|von|vom|zu|zum"
          + "|zur|din|cel|lui)";

  private static final Pattern FLAT =
      Pattern.compile("(?i)(" + Houses.LETTING + "[ ]?\\d[\\p{L}\\p{N}-]{0,4})");

  /** {@code 14 Ahorn 25,}, {@code Quai Vert 7}: names and numbers up to the flat. */
  private static final Pattern BEFORE =
      Pattern.compile(
          "(?:^|[\\s(\"'“„:>])((?:"
              + NUMBER
              + ",?[ ]){0,2}"
              + CAPITAL
              + "(?:[ ](?:"
              + PARTICLE
              + "[ ]){0,2}(?:"
              + CAPITAL
              + "|"
              + NUMBER
              + ")){0,5})[.,]{0,2}(?:[ ]{0,2}|"
              + Towns.LINE
              + ")$");

  private static final String WORDS =
      "\\p{L}[\\p{L}\\p{M}'’.-]*(?:[ ]\\p{L}[\\p{L}\\p{M}'’.-]*){0,4}";

  /** {@code 31 quiet lane 18}: whatever stands between two numbers. */
  private static final String BETWEEN = "(?:" + NUMBER + ",?[ ]){1,2}" + WORDS + "[ ]" + NUMBER;

  private static final Pattern BETWEEN_BEFORE =
      Pattern.compile(
          "(?:^|[\\s(\"'“„:>])("
              + BETWEEN
              + "[.,]{0,2}(?:[ ]{0,2}|"
              + Towns.LINE
              + ")|(?:"
              + NUMBER
              + "[ ]){1,2}"
              + WORDS
              + ",?"
              + Towns.LINE
              + ")$");

  private static final String NAMES =
      CAPITAL + "(?:[ ](?:" + PARTICLE + "[ ]){0,2}" + CAPITAL + "){0,3}";

  private static final Pattern BEFORE_TOWN =
      Pattern.compile(
          "((?:"
              + NUMBER
              + ",?[ ]){0,2}"
              + NAMES
              + "[ ]"
              + NUMBER
              + "|(?:"
              + NUMBER
              + ",?[ ]){1,2}"
              + NAMES
              + "|"
              + BETWEEN
              + ")(?:[.,\\n]|[ ]+\\n)");

  /** {@code at 9383 Alderney 285}, {@code Alderney 285 St.}: nobody counts anything so. */
  private static final Pattern BETWEEN_NUMBERS =
      Pattern.compile(
          "(?:\\b(?:at|on|to|from|is)|:)[ ]+("
              + NUMBER
              + "[ ]"
              + NAMES
              + "[ ]"
              + NUMBER
              + ")(?:[ ]*(?:[,;)?!\\n]|$)|[.](?:[^\\d]|$)|[ ]\\p{Ll})");

  private static final Pattern BEFORE_STREET =
      Pattern.compile(
          "("
              + NAMES
              + "[ ]"
              + NUMBER
              + "|"
              + BETWEEN
              + ")[ ](?:[Ss]t\\.?|[Ss]treet)(?:[ ]*(?:[,.;)?!\\n]|$)|[ ]\\p{Ll})");

  private static final Pattern LINE_BEFORE = Pattern.compile(Towns.LINE + "$");
  private static final Pattern LINE_END = Pattern.compile("^[ ]*(?:[,.;?!\\n]|$)");

  private Flats() {}

  static List<Found> in(TextWords words) {
    List<Found> found = new ArrayList<>();
    for (Found flat : Hits.whole(FLAT, words, PrivateKind.STREET)) {
      String head = words.before(flat.start(), FAR);
      int start = start(BEFORE, head);
      start = start < 0 ? start(BETWEEN_BEFORE, head) : start;
      if (start >= 0 && (!LINE_BEFORE.matcher(head).find() || endsLine(words, flat.end()))) {
        int end = Towns.end(words, flat.end());
        found.add(new Found(flat.start() - head.length() + start, end, PrivateKind.STREET));
      }
    }
    for (Found street :
        Hits.of(BEFORE_TOWN, words, PrivateKind.STREET, (from, to) -> words.freeBefore(from))) {
      int end = Towns.postcodeEnd(words, street.end());
      if (end > street.end() && isStreet(words.text().substring(street.start(), street.end()))) {
        found.add(new Found(street.start(), end, PrivateKind.STREET));
      }
    }
    for (Pattern pattern : List.of(BETWEEN_NUMBERS, BEFORE_STREET)) {
      streets(pattern, words).forEach(one -> found.add(Houses.withRest(words, one)));
    }
    return found;
  }

  private static List<Found> streets(Pattern pattern, TextWords words) {
    return Hits.of(
        pattern,
        words,
        PrivateKind.STREET,
        (from, to) ->
            words.freeBefore(from)
                && !Houses.isYear(words, from)
                && !StreetWords.isUnit(words.after(to, 16))
                && isStreet(words.text().substring(from, to)));
  }

  /** A flat in a line of its own; otherwise the line is about something else. */
  private static boolean endsLine(TextWords words, int end) {
    return LINE_END.matcher(words.after(end, 8)).find();
  }

  private static int start(Pattern pattern, String head) {
    Matcher before = pattern.matcher(head);
    return before.find() && isStreet(before.group(1)) ? before.start(1) : -1;
  }

  /** Has a number, and none that counts pages, floors or matches. */
  static boolean isStreet(String written) {
    List<Word> all = new TextWords(written).all();
    boolean numbered = false;
    for (int i = 0; i < all.size(); i++) {
      boolean number = Character.isDigit(all.get(i).folded().charAt(0));
      if (number && i > 0 && StreetWords.isCounted(all.get(i - 1).folded())) {
        return false;
      }
      numbered |= number;
    }
    return numbered;
  }
}
