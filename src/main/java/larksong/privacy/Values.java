package larksong.privacy;

import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a value beside a word such as "password" is one that somebody would keep to himself. */
final class Values {

  /** The name of a value that stands elsewhere, or nothing. */
  private static final Pattern BLANK =
      Pattern.compile(
          "(?i)[\"']?(?:\\\\?\\$\\(?[{(]?[a-z_(\\[{].*|[a-z_0-9]{1,30}\\$\\{.*|%[a-z_0-9]+%"
              + "|\\{\\{.*|[\\[{][\"'].*|\\$\\{\\{.*|<[^>]*>?|\\[[^\\]]*\\]?"
              + "|(?:var|env|os|process|config|secrets|data|local|module|self|this|settings|params"
              + "|args)\\.[a-z_.0-9\\[\\]\"']+"
              + "|[a-z_0-9:.&*!]+\\(.*|null|nil|none|true|false|undefined|empty|\\*+|x{3,}|\\.+|-+"
              + "|_+|•+|…+|n/a)[\"']?");

  /** What a program's text says a value is: {@code password: String}. */
  private static final Pattern TYPE =
      Pattern.compile(
          "(?i)[&*]?(?:'[a-z_]+|str|string|unicodestring|wstring|char|charsequence|n?varchar2?"
              + "|boolean|bool|integer|int|number|bytes|bytearray|any|object|secretstr|secretstring"
              + "|securestring|optional|option|list|map|array|dict|promise|(?:std::)?string"
              + "|stringproperty|observable|nonnull|nullable)[?!*]?(?:[<\\[(].*)?");

  private static final Pattern DATE_OR_TIME =
      Pattern.compile(
          "(?i)\\d{1,2}(?:[:.h]\\d{2}(?:[:.]\\d{2})?)?(?:am|pm|h|uhr)?"
              + "|\\d{1,2}[:.h]\\d{2}(?:[-–]\\d{1,2}[:.h]\\d{2})?(?:am|pm|h|uhr)?"
              + "|\\d{4}-\\d{2}-\\d{2}(?:T[\\d:.]+Z?)?|\\d{1,2}[./-]\\d{1,2}[./-](?:\\d{4}"
              + "|\\d{2})?|\\d{1,2}[./]\\d{1,2}\\.?");

  private static final Pattern AMOUNT =
      Pattern.compile(
          "(?i)[€$£¥]?\\d{1,3}(?:[.,'’]\\d{3})*(?:[.,]\\d{1,2})?(?:%|€|\\$|£|k|x|m|st|nd|rd|th|e"
              + "|er|re|eme|ème|º|ª|o|a|km|kg|gb|mb|min|s|px)?");

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)(?:https?:|ftp:|//|www\\.|/|\\./|~/|[a-z]:\\\\).*"
              + "|[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.(?:com|org|net|de|fr|es|it|nl|pt|io|html?|pdf|md"
              + "|txt|json|ya?ml|docx?|xlsx?)(?:/.*)?");

  private static final Set<String> PROSE =
      CueWords.rows("prose.tsv", 2).stream()
          .flatMap(row -> Arrays.stream(row[1].split(",", -1)))
          .map(word -> TextWords.fold(word.strip()))
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern PARTICIPLE =
      Pattern.compile(
          ".{2,}(?:ed|ing|ly|able|ible|less|ful|iert|lich|ieren|ad[oa]s?|id[oa]s?|at[oa]|ut[oa]"
              + "|baar|lijk|ee|ment|mente)");

  /** {@code ClearTextPassword}, {@code access_token_url}: the name of something. */
  private static final Pattern JOINED_WORDS =
      Pattern.compile(
          "[A-Za-z]?[a-z]{2,14}(?:[A-Z][a-z]{2,14})+|[a-z]{2,14}(?:[_./:-][a-z]{2,14})+|[A-Z]{2,"
              + "14}(?:[_./-][A-Z]{2,14})+");

  private static final int LONGEST_FIGURE = 30;
  private static final int MOST_LOOKED_AT = 200;

  private Values() {}

  static boolean isBlank(String value) {
    return (value.chars().noneMatch(Character::isLetterOrDigit)
            && value.chars().distinct().count() < 4)
        || (value.length() <= MOST_LOOKED_AT && (BLANK.matches(value) || TYPE.matches(value)));
  }

  /** No date, time, amount, or address of a page. */
  static boolean isFigure(String value) {
    return (value.length() <= LONGEST_FIGURE
            && (DATE_OR_TIME.matches(value) || AMOUNT.matches(value)))
        || ((value.indexOf('/') >= 0 || value.indexOf('.') >= 0)
            && value.length() <= MOST_LOOKED_AT
            && ADDRESS.matches(value));
  }

  /** Digits among letters, capitals inside, or signs: nobody writes a word like that. */
  static boolean isMixed(String value) {
    if (value.length() < 4) {
      return false;
    }
    int letters = 0;
    int digits = 0;
    int signs = 0;
    boolean inner = false;
    for (int i = 0; i < value.length(); i++) {
      char one = value.charAt(i);
      letters += Character.isLetter(one) ? 1 : 0;
      digits += Character.isDigit(one) ? 1 : 0;
      signs += "!@#$%^&*_+=~?|§€/".indexOf(one) >= 0 && i + 1 < value.length() ? 1 : 0;
      inner |= i > 0 && Character.isUpperCase(one) && Character.isLowerCase(value.charAt(i - 1));
    }
    long dashes = value.chars().filter(one -> one == '-').count();
    boolean mixed =
        (digits > 0 && letters > 0)
            || digits >= 4
            || (letters > 0 && signs > 0)
            || inner
            || (dashes >= 2 && letters > 6);
    return mixed && !isBlank(value) && !isFigure(value);
  }

  /** Digits, or digits among letters, or groups between dashes: one of several codes. */
  static boolean isCode(String value) {
    return value.length() >= 4 && digits(value) > 0 && !isFigure(value);
  }

  /** As a machine would make it: long, with digits among letters, no sign often. */
  static boolean isRandom(String value) {
    boolean looks =
        (value.length() >= 8 && digits(value) > 0 && entropy(value) >= 2.2)
            || (value.length() >= 16 && entropy(value) >= 3.2 && !JOINED_WORDS.matches(value));
    return looks && isMixed(value);
  }

  private static long digits(String value) {
    return value.chars().filter(Character::isDigit).count();
  }

  /** Shannon's, in bits a character. */
  static double entropy(String value) {
    int[] counts = new int[128];
    for (int i = 0; i < value.length(); i++) {
      counts[value.charAt(i) & 127]++;
    }
    double bits = 0;
    for (int count : counts) {
      double share = (double) count / value.length();
      bits -= count == 0 ? 0 : share * Math.log(share) / Math.log(2);
    }
    return bits;
  }

  /** A word that says something of a password, such as "wrong": it is none. */
  static boolean isProse(String word) {
    int end = word.length();
    while (end > 1 && "!?".indexOf(word.charAt(end - 1)) >= 0) {
      end--;
    }
    return PROSE.contains(TextWords.fold(word.substring(0, end)));
  }

  /** An adjective or participle by its ending, in one of the seven languages. */
  static boolean describes(String word) {
    return isProse(word) || PARTICIPLE.matches(TextWords.fold(word));
  }
}
