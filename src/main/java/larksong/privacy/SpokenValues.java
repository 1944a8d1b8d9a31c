package larksong.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import larksong.privacy.NamedSecret.How;

/** How far a secret reaches that people announce, by what they call it: {@code PIN} is digits. */
final class SpokenValues {

  private static final CueWords DIGIT_WORDS = CueWords.read("announcing.tsv", "digit"::equals);

  private static final int AFTER = 260;
  private static final int FEWEST_SPOKEN = 3;
  private static final int MOST_LISTED = 40;

  /** {@code 482 913}, {@code G-482913}, {@code #4711*}, {@code 12-34-56}, {@code A7K-2P9}. */
  private static final Pattern DIGITS =
      Pattern.compile(
          "^([#*]{0,2}(?:[A-Z]{1,3}-?)?\\d(?:[ .\\x{A0}-]?\\d){2,15}[#*]{0,2}|[#*]{0,2}\\d{1,"
              + "2}(?:(?:[ -]|, ?| [-–] )\\d{1,2}){2,5}[#*]{0,2}"
              + "|[A-Za-z0-9]{2,8}(?:-[A-Za-z0-9]{2,8}){1,7}|[A-Za-z]{0,8}\\d[A-Za-z0-9]{1,"
              + "14}[#*]{0,2}|[#*]\\d{2,8}[#*]?)(?:[^\\p{L}\\p{N}:/%€$]|[:/]?$|[:/.,][^\\d])");

  private static final Pattern DIGIT_GROUPS =
      Pattern.compile("^(\\d{2,8}(?:[ -]\\d{2,8}){1,9})(?:[^\\p{L}\\p{N}:/]|$)");

  private static final Pattern ARTICLE =
      Pattern.compile("(?i)^((?:the|der|die|das|le|la|el|il|lo|de|het|o|a)[ \\t]+)");

  private static final Pattern NO_CODE =
      Pattern.compile(
          "\\d{1,2}[:.h]\\d{2}|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|\\d+(?:st|nd"
              + "|rd|th|am|pm|s)");

  private static final Pattern PLAIN_CODE =
      Pattern.compile("[#*]?\\d{4,8}[#*]?|\\d{3} \\d{3}|\\d+[#*]|\\d{3,6}[A-Z]|[A-Z]\\d{3,6}");

  /** What one sets on a lock of several wheels. */
  private static final Pattern WHEELS = Pattern.compile("\\d{1,2}(?:-\\d{1,2}){2,5}");

  private static final Pattern PIN =
      Pattern.compile(
          "^((?:[03-9]\\d|1[0-8]|2[1-9])\\d{2,4})(?:[^\\p{L}\\p{N}:.%€$-]|[.]?$|[.][ \\n])");

  private static final Pattern LAST =
      Pattern.compile(
          "^((?:[03-9]\\d|1[0-8]|2[1-9])\\d{2,4}[A-Z]?[#*]?)(?:[ \\t]*[,;)\\n]|[.]?$|[.][ \\n])");

  private static final Pattern PHRASE =
      Pattern.compile(
          "^((?:(?:\\d{1,2}[.)][ \\t]*)?[\\p{L}]{3,9}[ ,\\t\\r\\n]{1,3}){5,23}[\\p{L}]{3,9})");

  private static final Pattern CLAUSE =
      Pattern.compile("^((?:[\\p{Ll}'’-]+[ \\t]+){1,6}[\\p{Ll}'’-]+)[ \\t]*(?:[.,;!?)\\n\"]|$)");

  /** Base32 in groups, as a site shows what an authenticator needs (RFC 4648 §6). */
  private static final Pattern KEY_GROUPS =
      Pattern.compile("^([A-Z2-7]{4}(?:[ -][A-Z2-7]{4}){3,15})(?:[^\\p{L}\\p{N}]|$)");

  /** What Google and Apple call a password for one app: four groups of four letters. */
  private static final Pattern APP_PASSWORD =
      Pattern.compile("^([a-z]{4}(?:[ -][a-z]{4}){3})(?:[^\\p{L}\\p{N}]|$)");

  private static final List<Pattern> GROUPED = List.of(KEY_GROUPS, APP_PASSWORD);

  private static final Pattern BASE32 = Pattern.compile("[A-Z2-7]{16,64}={0,6}");

  /** {@code right 24, left 8, right 31}. */
  private static final Pattern TURNS =
      Pattern.compile(
          "(?i)^((?:(?:right|left|r|l|clockwise|rechts|links|droite|gauche|derecha|izquierda|destra"
              + "|sinistra|direita|esquerda)[ \\t]{1,3}\\d{1,2}[ \\t]*[,;–-]?[ \\t]*){2,6})");

  /** What one ends a code with on a keypad. */
  private static final Pattern SIGNED = Pattern.compile("[#*]+\\d+[#*]*|\\d+[A-Z]?[#*]+");

  /** The end of a code of several groups. */
  private static final Pattern REST = Pattern.compile("^(?:-[A-Za-z0-9]{2,8}){1,6}");

  private static final Pattern COUNT = Pattern.compile("\\d{3,5}");

  private static final Pattern TIME = Pattern.compile("(?:[01]\\d|2[0-3])[0-5]\\d");

  /** {@code Scene3}, {@code 2-step}: a name with its number, or words that begin with one. */
  private static final Pattern NUMBERED =
      Pattern.compile(
          "[\\p{L}]+-?\\d{1,5}|\\d{1,3}-?[\\p{L}-]+|[\\p{L}/]+|[\\d.,/-]+[\\p{L}]{0,3}");

  /** {@code ISO27001}. */
  private static final Pattern STANDARD =
      Pattern.compile("[A-Z]{2,4}-?\\d{3,5}|\\d{1,2}-[\\p{Ll}]+");

  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d{2}");

  /** The next of several codes: behind a comma, a blank or in the next line. */
  private static final Pattern NEXT =
      Pattern.compile(
          "^[ \\t]*(?:(?:[,;/|•]|and|und|et|y|e|en)[ \\t]*)?(?:\\r?\\n[ \\t]*"
              + "(?:(?:[-*•]|\\d{1,2}[.)])[ \\t]+)?)?"
              + "([A-Za-z0-9]{4,12}(?:[ -][A-Za-z0-9]{4,12}){0,4})(?:[^\\p{L}\\p{N}]|$)");

  private static final Pattern SEVERAL = Pattern.compile(".*(?:codes|codici|codigos|tans)(?: .*)?");

  private SpokenValues() {}

  /** How many characters of a text the value has, none if it is no such value. */
  static int length(TextWords words, CueWords.Hit hit, NamedSecret one) {
    String what = hit.what();
    String rest = words.after(one.start(), AFTER);
    if (Purposes.isFor(words, hit, one)) {
      return 0;
    }
    boolean thing = what.equals("plain-code") && WaysIn.isThing(words, hit.next());
    int length = one.how() == How.NEAR && thing ? near(what, rest) : length(what, one, rest);
    boolean several =
        what.equals("code")
            && SEVERAL.matches(TextWords.fold(words.text().substring(hit.start(), hit.end())));
    return several && length > 0 ? listed(rest, length) : length;
  }

  private static int length(String what, NamedSecret one, String rest) {
    int end = one.end() - one.start();
    String value = rest.substring(0, one.quoted() ? end : trimmed(rest, end));
    if (value.isEmpty()) {
      return 0;
    }
    if (one.how() == How.NEAR && what.equals("password")) {
      return Values.isMixed(value) && !NUMBERED.matches(value) ? letters(value) : 0;
    }
    if (one.how() == How.NEAR) {
      return what.equals("pin") || what.equals("code") ? near(what, rest) : 0;
    }
    return switch (what) {
      case "password" -> password(one, rest, value);
      case "password-mixed" -> Values.isMixed(value) ? letters(value) : 0;
      case "password-said" ->
          one.how() == How.SEPARATED
              ? password(one, rest, value)
              : Values.isMixed(value) ? letters(value) : 0;
      case "wheels" -> WHEELS.matches(value) ? value.length() : turns(rest);
      case "pin", "code" -> digits(one, rest, value);
      case "plain-code" -> plainCode(one, rest, value);
      case "plain-password" ->
          Math.max(plainCode(one, rest, value), Values.isMixed(value) ? letters(value) : 0);
      case "lock" -> lock(one, rest, value);
      case "phrase" -> phrase(rest);
      default -> key(one, rest, value);
    };
  }

  /** Of a value, if it has letters; {@code KW 48/2026} is a week. */
  private static int letters(String value) {
    return value.chars().filter(Character::isLetter).count() > 1 ? value.length() : 0;
  }

  private static int listed(String rest, int length) {
    int end = length;
    for (int i = 0; i < MOST_LISTED; i++) {
      Matcher next = NEXT.matcher(rest.substring(end));
      if (!next.find() || !Arrays.stream(next.group(1).split(" ", -1)).allMatch(Values::isCode)) {
        break;
      }
      end += next.end(1);
    }
    return end;
  }

  private static boolean isAnnounced(NamedSecret one) {
    return one.how() == How.SEPARATED || one.how() == How.SAID;
  }

  private static int password(NamedSecret one, String rest, String value) {
    if (Values.isBlank(value) || (!isAnnounced(one) && "([{".indexOf(value.charAt(0)) >= 0)) {
      return 0;
    }
    if (one.quoted()) {
      boolean word = !Values.isProse(value.split(" ", 2)[0]);
      return isAnnounced(one) || word || Values.isMixed(value) ? value.length() : 0;
    }
    int said = digitsSaid(one, rest);
    if (said > 0) {
      return said;
    }
    if (one.how() == How.BESIDE && STANDARD.matches(value)) {
      return 0;
    }
    Matcher groups = DIGIT_GROUPS.matcher(rest);
    if (isAnnounced(one) && groups.find()) {
      return groups.end(1);
    }
    boolean word = one.how() == How.SAID && !Values.describes(value) && isWord(value);
    boolean exclaimed = value.endsWith("!") && Values.isProse(value);
    if ((Values.isMixed(value) || word) && !exclaimed) {
      return value.length();
    }
    return one.how() == How.SEPARATED ? clause(rest, value) : 0;
  }

  /** {@code es la 7741}, {@code is nine nine one seven}. */
  private static int digitsSaid(NamedSecret one, String rest) {
    Matcher article = ARTICLE.matcher(rest);
    if (!isAnnounced(one)) {
      return 0;
    }
    boolean number = article.find() && DIGITS.matcher(rest.substring(article.end())).find();
    return number ? digits(one, rest, "") : spoken(rest);
  }

  /** Some make their password of words: all of them, to where the sentence ends. */
  private static int clause(String rest, String value) {
    Matcher clause = CLAUSE.matcher(rest);
    if (!clause.find()) {
      return Values.isProse(value) ? 0 : value.length();
    }
    String[] all = clause.group(1).split("[ \\t]+", -1);
    long prose = Arrays.stream(all).filter(Values::isProse).count();
    boolean isPhrase = (all.length >= 4 && prose <= 1) || prose == 0;
    return isPhrase ? clause.end(1) : Values.isProse(value) ? 0 : value.length();
  }

  private static boolean isWord(String value) {
    return value.length() > 2 && value.chars().anyMatch(Character::isLetter);
  }

  /** From the start of the value; an article may precede the digits: {@code est le 0412}. */
  private static int digits(NamedSecret one, String rest, String value) {
    Matcher article = ARTICLE.matcher(rest);
    int from = article.find() ? article.end(1) : 0;
    Matcher digits = DIGITS.matcher(rest.substring(from));
    if (digits.find()
        && !NO_CODE.matches(digits.group(1))
        && hasDigits(digits.group(1))
        && !Values.isProse(digits.group(1))) {
      Matcher whole = REST.matcher(rest.substring(from + digits.end(1)));
      int more = whole.find() ? whole.end() : 0;
      return from + trimmed(rest.substring(from), digits.end(1) + more);
    }
    int turns = turns(rest);
    if (turns > 0) {
      return turns;
    }
    int spoken = spoken(rest);
    return spoken == 0 && isAnnounced(one) && Values.isMixed(value) ? value.length() : spoken;
  }

  private static int turns(String rest) {
    Matcher turns = TURNS.matcher(rest);
    return turns.find() ? trimmed(rest, turns.end(1)) : 0;
  }

  /** {@code four eight two nine}. */
  private static int spoken(String rest) {
    TextWords words = new TextWords(rest);
    int count = 0;
    int end = 0;
    Optional<CueWords.Hit> digit = DIGIT_WORDS.at(words, 0);
    while (digit.isPresent() && rest.substring(end, digit.get().start()).length() < FEWEST_SPOKEN) {
      count++;
      end = digit.get().end();
      digit = DIGIT_WORDS.at(words, digit.get().next());
    }
    return count >= FEWEST_SPOKEN ? end : 0;
  }

  private static boolean hasDigits(String value) {
    long digits = value.chars().filter(Character::isDigit).count();
    boolean letters = value.chars().anyMatch(Character::isLetter);
    return digits >= 3 || (digits >= 1 && value.length() >= 3 && letters);
  }

  /** A code that nothing names is one if it is said to be, or looks like one. */
  private static int plainCode(NamedSecret one, String rest, String value) {
    int length = digits(one, rest, value);
    if (COUNT.matches(rest.substring(0, length)) && WaysIn.isCounted(rest, length)) {
      return 0;
    }
    return isAnnounced(one) || PLAIN_CODE.matches(rest.substring(0, length)) ? length : 0;
  }

  /** {@code Door: 4711#}; a number beside a door is the door's, if it is no time. */
  private static int lock(NamedSecret one, String rest, String value) {
    int length = digits(one, rest, value);
    String code = rest.substring(0, length);
    boolean signed = SIGNED.matches(code);
    boolean year = one.how() == How.SAID && YEAR.matches(code);
    boolean beside = one.how() == How.BESIDE && near("lock", rest) > 0 && !TIME.matches(code);
    boolean said = isAnnounced(one) && PLAIN_CODE.matches(code) && !year;
    return said || beside || signed || WHEELS.matches(code) ? length : 0;
  }

  /** Behind other words it must look like a PIN, and not like a year; a code ends its clause. */
  private static int near(String what, String rest) {
    Matcher pin = (what.equals("pin") ? PIN : LAST).matcher(rest);
    return pin.find() ? pin.end(1) : 0;
  }

  private static int key(NamedSecret one, String rest, String value) {
    for (Pattern form : GROUPED) {
      Matcher groups = form.matcher(rest);
      if (groups.find() && (form.equals(KEY_GROUPS) || isAnnounced(one))) {
        return groups.end(1);
      }
    }
    if (isAnnounced(one) && BASE32.matches(value) && Values.entropy(value) > 2.5) {
      return value.length();
    }
    boolean counts = value.length() < 12 && value.chars().allMatch(Character::isDigit);
    boolean random = Values.isRandom(value) && !counts;
    boolean mixed =
        isAnnounced(one)
            && value.length() >= 6
            && !counts
            && hasDigits(value)
            && Values.isMixed(value);
    return random || mixed ? value.length() : 0;
  }

  private static int phrase(String rest) {
    Matcher phrase = PHRASE.matcher(rest);
    return phrase.find() ? phrase.end(1) : 0;
  }

  /** A full stop ends the sentence; an exclamation mark may be the secret's own. */
  static int trimmed(String text, int end) {
    int last = end;
    while (last > 0 && ".,;:)]}>\"'”“’»| ".indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    return last;
  }
}
