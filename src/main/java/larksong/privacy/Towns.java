package larksong.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * What of an address goes on behind its street: flats in the next line, then towns, states and
 * countries up to the postcode that tells where among them the street is.
 */
final class Towns {

  private static final int FAR = 220;

  /** A new line, with what marks it as part of a list or of a quoted mail. */
  static final String LINE = "[ ]*\\n[^\\p{L}\\p{N}\\n]{0,8}";

  private static final String CAPITAL = "[(]?\\p{Lu}[\\p{L}\\p{M}'’.()-]*";

  private static final String NAMES =
      CAPITAL + "(?:[ ](?:\\p{Ll}{1,3}[ ]){0,2}" + CAPITAL + "){0,4}";

  private static final String ANY_LINE = "[^\\s\\d,;:!?]+(?:[ ][^\\s\\d,;:!?]+){0,4}";

  /** As the postal services write them: {@code SW1A 1AA}, {@code K1A 0B1}, {@code 110 15}. */
  private static final String POSTCODE =
      "(?:(?:[A-Z]{1,2}-)?\\d{5}(?:-\\d{3,4})?|\\d{6}|\\d{3}[ ]\\d{2}|\\d{4}-\\d{3}"
          + "|\\d{2}-\\d{3}|[A-Z]{1,2}\\d[A-Z\\d]?[ ]?\\d[A-Z]{2}|[A-Z]\\d[A-Z][ -]?\\d[A-Z]\\d"
          + "|(?:[3-9]\\d{3}|1[0-8]\\d{2}|2[1-9]\\d{2}))";

  private static final Pattern TOWN =
      Pattern.compile(
          "^((?:[ ]?[,–-][ ](?:"
              + NAMES
              + "|[a-z]{2,3})|[ ]"
              + NAMES
              + "|(?:"
              + LINE
              + "){1,2}(?:"
              + ANY_LINE
              + "|\\d{1,2})){1,4}(?:[ ]?,?[ ]{1,2}|(?:"
              + LINE
              + "){1,2})"
              + POSTCODE
              + ")(?:[^\\p{L}\\p{N}:%€$£-]|-[^\\d]|:?$)");

  private static final Pattern FLAT =
      Pattern.compile("^\\.?(?:[ ]?,?[ ]|" + LINE + ")?(" + Houses.FLAT + ")(?:[^\\p{L}\\p{N}]|$)");

  private Towns() {}

  /** Where an address ends, flats and postcode and all, of which a street ends at a place. */
  static int end(TextWords words, int place) {
    int end = place;
    for (int i = 0; i < 2; i++) {
      Matcher flat = FLAT.matcher(words.after(end, FAR));
      end += flat.find() ? flat.end(1) : 0;
    }
    return postcodeEnd(words, end);
  }

  /** Where the postcode behind a town ends, or the place itself if there is none. */
  static int postcodeEnd(TextWords words, int place) {
    Matcher town = TOWN.matcher(words.after(skipped(words, place), FAR));
    if (!town.find()) {
      return place;
    }
    int end = skipped(words, place) + town.end(1);
    return StreetWords.isUnit(words.after(end, 16)) ? place : end;
  }

  /** {@code utca 12.}: in some languages a full stop follows a house's number. */
  private static int skipped(TextWords words, int place) {
    return words.after(place, 1).equals(".") ? place + 1 : place;
  }
}
