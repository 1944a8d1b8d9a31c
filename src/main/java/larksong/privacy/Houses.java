package larksong.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;

/** The numbers of houses beside a street, and what of an address goes on behind them. */
final class Houses {

  static final int FAR = 90;

  /** {@code 12}, {@code 221B}, {@code 5 bis}, {@code 12-14}, {@code 88/4/12}, {@code 55-3}. */
  static final String NUMBER =
      "(?:s/n\\b|\\d{1,5})(?:[ ]?(?:bis|ter|quater)\\b|[ ]?[A-GI-RT-Za-gi-rt-z]\\b|/[A-Za-z]\\b|[ "
          + "]?½)?(?:[ ]?[-–/+][ ]?\\d{1,4}[ ]?[A-GI-RT-Za-gi-rt-z]?\\b){0,3}";

  static final String SIGN =
      "(?:n\\.?[ºo°]\\.?|nº\\.?|nr\\.?|no\\.?|num\\.?|núm\\.?|numero|número|numéro|nummer|n\\.|#)";

  private static final String LETTINGS =
      "apt|apartment|appt|appartement|flat|suite|ste|unit|wohnung|whg|apto|apartamento"
          + "|appartamento";

  /** What is let of a house, before its number. */
  static final String LETTING = "\\b(?:" + LETTINGS + ")\\b\\.?(?:[ ]?#)?";

  static final String FLAT = "(?i:" + LETTING + "[ ]?[\\p{N}][\\p{L}\\p{N}-]{0,4}\\b)";

  private static final Pattern BEFORE =
      Pattern.compile(
          "(?:^|[^\\p{L}\\p{N}.:/€$£-])((?:" + SIGN + "[ ]?)?" + NUMBER + ")[ ]?[,]?[ ]$");

  private static final Pattern AFTER =
      Pattern.compile(
          "^[.]?(?:[ ]\\([\\p{L} .-]{2,30}\\))?(?:[ ]?,[ ]?|[ ])(?:"
              + SIGN
              + "[ ]?)?("
              + NUMBER
              + ")(?:[^\\p{L}\\p{N}:%€$£]|:[^\\d]|:?$)");

  private static final Pattern YEAR_BEFORE =
      Pattern.compile(
          "(?i)(?:^|[^\\p{L}])(?:in|since|from|until|till|by|of|the|after|before|during|early|late"
              + "|mid|en|im|seit)[ ]$");

  /** {@code , 3rd floor}, {@code 3º B}, {@code , Apt 4}, and the code of the place. */
  private static final Pattern REST =
      Pattern.compile(
          "(?i)^((?:[ ](?-i:[IVX]{1,4})\\b)?(?:[ ]?[,(/·-]?[ ]?(?:(?:apt|apartment|flat|suite|ste"
              + "|unit|floor|room|fl|top|stiege|tür|whg|wohnung|bus|bte|boîte|bât|bâtiment"
              + "|esc|escalera|piso|puerta|pta|planta|piano|interno|int|scala|sc|apto|apartamento"
              + "|bloco|bl|andar|sala|étage|appt|lote)\\.?[ ]?[\\p{N}][\\p{L}\\p{N}]{0,3}\\b"
              + "|\\d{1,2}(?:st|nd|rd|th)[ ]fl(?:oor|\\.)|\\d{1,2}\\.?[ ]?(?:og|stock|etage"
              + "|stockwerk)\\b|\\d{1,2}(?:er|e|ème|eme|º|ª|\\.º|°)[ ]?(?:étage|piso|andar|piano"
              + "|dto|dcha|izda|izq|esq|frente|[a-d]\\b)\\.?"
              + "|(?:bajo|rez-de-chaussée|rdc|erdgeschoss|eg|ground floor|piano terra|begane grond"
              + "|r/c|hs)\\b)){0,3}"
              + "(?:[ ]?[,·–-]?[ ]?\\n?(?:[A-Z]{1,2}-)?\\d{4,5}(?:-\\d{3})?(?:[ "
              + "]?(?-i:[A-Z]{2}))?\\b)?)");

  private static final Pattern LOT =
      Pattern.compile(
          "(?:^|\\n[^\\p{L}\\p{N}\\n]{0,8}|[^\\p{N}.,][ ])((?:"
              + FLAT
              + ",?[ ])?(?:0\\d{0,4}|\\d{2,5}),?[ ]|"
              + FLAT
              + ",?[ ])$");

  private static final Pattern SECOND =
      Pattern.compile(
          "^(,?[ ]\\d{1,5}[A-Za-z]?)(?:[ ]*(?:[,;)?!\\n]|$)|[.](?:[^\\d]|$)|[ ]*(?i:"
              + LETTING
              + ")|[ ]\\p{Lu})");

  private Houses() {}

  /** Where the number starts that ends at a place. */
  static Optional<Integer> before(TextWords words, int place) {
    return start(BEFORE, words, place);
  }

  /** Where a house's number ends that stands here, or −1; one that counts something is none. */
  static int after(TextWords words, int place) {
    String rest = words.after(place, 40);
    int end = end(AFTER, rest);
    return end < 0 || StreetWords.isUnit(words.after(place + end, 16)) ? -1 : place + end;
  }

  /** {@code In 1929 Wall Street}. */
  static boolean isYear(TextWords words, int start) {
    String text = words.text();
    boolean four =
        text.substring(start, Math.min(text.length(), start + 5)).matches("(?:1[5-9]|20)\\d\\d ");
    return four && YEAR_BEFORE.matcher(words.before(start, 14)).find();
  }

  static boolean isYearEnd(TextWords words, int end) {
    return words.before(end, 5).matches(".*[^\\d](?:19|20)\\d\\d");
  }

  static Optional<Integer> start(Pattern pattern, TextWords words, int end) {
    String head = words.before(end, FAR);
    Matcher matcher = pattern.matcher(head);
    return matcher.find() ? Optional.of(end - head.length() + matcher.start(1)) : Optional.empty();
  }

  static int end(Pattern pattern, String rest) {
    Matcher matcher = pattern.matcher(rest);
    return matcher.find() ? matcher.end(1) : -1;
  }

  /** A street with the number before it, the flats behind it and the postcode of its town. */
  static Found withRest(TextWords words, Found street) {
    int start = wider(words, street.start());
    int end = second(words, street.end());
    Matcher rest = REST.matcher(words.after(end, 70));
    end += rest.find() ? rest.end(1) : 0;
    boolean coded = words.before(end, 5).matches("\\d{5}");
    return new Found(start, coded ? end : Towns.end(words, end), PrivateKind.STREET);
  }

  /** {@code 28 14 Rue Basse}: the lot's, the building's or the flat's number before the house's. */
  private static int wider(TextWords words, int start) {
    String head = words.before(start, 40);
    Matcher before = LOT.matcher(head);
    return before.find() && !isYear(words, start - head.length() + before.start(1))
        ? start - head.length() + before.start(1)
        : start;
  }

  /** {@code 28 Rue Basse 14}: where both numbers are told, the second one's end. */
  private static int second(TextWords words, int end) {
    if (Character.isDigit(words.text().charAt(end - 1))) {
      return end;
    }
    Matcher number = SECOND.matcher(words.after(end, 24));
    if (!number.find()) {
      return end;
    }
    int last = end + number.end(1);
    return StreetWords.isUnit(words.after(last, 16)) || isYearEnd(words, last) ? end : last;
  }
}
