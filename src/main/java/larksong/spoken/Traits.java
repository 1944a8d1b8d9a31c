package larksong.spoken;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a sentence has in any language.
 *
 * @param phone whether it has a number that can be dialled
 * @param digits whether it has so many digits that they may be one
 * @param address whether it has a host, a mail address or the name of a file that could be run
 * @param sum whether it has an amount of money in digits
 * @param account whether it has the number of a bank account (ISO 13616)
 */
record Traits(boolean phone, boolean digits, boolean address, boolean sum, boolean account) {

  /** Digits in groups, as they are dialled; ITU-T E.164 has at most fifteen, E.123 the marks. */
  private static final Pattern DIGITS =
      Pattern.compile("(?<![\\d,.])\\+?\\(?\\d{1,6}\\)?(?:[ /.-]{1,2}\\(?\\d{1,6}\\)?){0,7}");

  private static final Pattern THOUSANDS = Pattern.compile("[1-9]\\d{0,2}(?:[ .]\\d{3})+");
  private static final Pattern YEARS = Pattern.compile("\\d{4}[ -]{1,3}\\d{2,4}(?:-\\d{2})?");
  private static final Pattern DATE = Pattern.compile("\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}");

  /** With these a number of any length is one to dial. */
  private static final Pattern DIALLED = Pattern.compile("[+(0].*|.*\\b\\d{3}-\\d{4}\\b.*");

  private static final int FEWEST = 7;

  private static final Pattern ADDRESS =
      Pattern.compile(
          "[\\p{L}\\d_-]{2,63}\\.(?!(?:pdf|docx?|odt|txt|md|xlsx?|csv|pptx?|jpe?g|png)\\b)[a-z]{2,10}(?![\\p{L}\\d])|[\\p{L}\\d]@[\\p{L}\\d]");

  private static final Pattern SUM =
      Pattern.compile("[€£$¥]\\s?\\d|\\d\\s?(?:[€£$¥]|EUR|USD|GBP|CHF)");

  private static final Pattern ACCOUNT = Pattern.compile("\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){3,8}");

  /** Letters that none of our languages has beside those of the Latin alphabet and its accents. */
  private static final String FOREIGN = "łżźąęśćńčřěšžůďťňőűğışđħ";

  private static final int FEW_LETTERS = 12;
  private static final int FEW_WORDS = 4;

  /** Words in small letters among which every sentence of ours has one of the commonest. */
  private static final int MANY_WORDS = 6;

  static Traits of(String sentence) {
    boolean phone = false;
    boolean digits = false;
    Matcher matcher = DIGITS.matcher(sentence);
    while (matcher.find()) {
      String found = matcher.group().strip();
      boolean other =
          YEARS.matcher(found).matches()
              || DATE.matcher(found).matches()
              || found.chars().filter(Character::isDigit).count() < FEWEST
              || List.of(found.split("\\D+")).stream().allMatch(part -> part.length() < 2);
      phone |= !other && DIALLED.matcher(found).matches();
      digits |= !other && !(found.indexOf('.') > 0 && THOUSANDS.matcher(found).matches());
    }
    return new Traits(
        phone,
        digits,
        ADDRESS.matcher(sentence).find(),
        SUM.matcher(sentence).find(),
        ACCOUNT.matcher(sentence).find());
  }

  /** Whether the words are of a language that none of ours is. */
  boolean isForeign(List<Token> tokens) {
    long strange =
        tokens.stream()
            .flatMapToInt(token -> token.written().codePoints())
            .filter(Character::isLetter)
            .filter(Traits::isStrange)
            .count();
    long words =
        tokens.stream()
            .map(token -> token.written().toLowerCase(Locale.ROOT))
            .filter(word -> word.chars().anyMatch(letter -> FOREIGN.indexOf(letter) >= 0))
            .count();
    long small =
        tokens.stream().filter(token -> Character.isLowerCase(token.written().charAt(0))).count();
    long known = 0;
    for (Wording wording : Wording.ALL) {
      known =
          Math.max(
              known,
              wording.places("common", tokens).stream()
                  .filter(at -> words < 2 || tokens.get(at).word().length() > 1)
                  .count());
    }
    return strange >= FEW_LETTERS
        || (words >= 2 && tokens.size() >= FEW_WORDS && known * 4 < tokens.size())
        || (small >= MANY_WORDS && known * 12 < tokens.size());
  }

  private static boolean isStrange(int letter) {
    Character.UnicodeScript script = Character.UnicodeScript.of(letter);
    return !Set.of(Character.UnicodeScript.LATIN, Character.UnicodeScript.COMMON).contains(script)
        || (letter >= 0x1D400 && letter <= 0x1D7FF);
  }
}
