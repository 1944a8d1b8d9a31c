package larksong.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Secrets whose name stands in one field and whose value in the next. */
final class NamedFields {

  /** Kinds whose values are digits. */
  static final Set<String> CODES = Set.of("pin", "code", "plain-code");

  private static final Set<String> KINDS =
      Set.of(
          "password",
          "password-said",
          "plain-password",
          "login",
          "key",
          "pin",
          "code",
          "plain-code");

  private static final CueWords SECRETS = CueWords.read("secret-words.tsv", KINDS::contains);

  private static final String SIGN =
      "\\\\{0,2}[\"'`]?[ \\t]{0,8}(?:=>|[:=])[ \\t]{0,8}(?:[|>][+-]?[ \\t]*\\r?\\n[ \\t]*)?";

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?:^|[^\\p{L}\\p{N}])(?:(?:[a-z]{0,12}[_-]?(?:name|key|id|label|field|title"
              + "|variable|property|setting)|env|var|nom|nombre|nome|naam|feld|campo|champ|veld"
              + "|bezeichnung|clé|clave|chiave|sleutel|chave)"
              + SIGN
              + "\\\\{0,2}[\"'`]?([\\p{L}\\p{N}_.:/ '’-]{2,60})"
              + "|(?:variable|set_sensitive|output|param(?:eter)?)[ \\t]{1,3}\"([^\"\\n]{2,60})\""
              + "[ \\t]*\\{)");

  private static final Pattern VALUE =
      Pattern.compile(
          "(?i)(?:^|[^\\p{L}\\p{N}])(?:[a-z]{0,12}[_-]?value|val|default|content|wert|inhalt|valeur"
              + "|valor|valore|waarde)"
              + SIGN
              + "(\\\\{0,2}[\"'`]{1,3})?");

  /** A new item, another record, or what closes this one. */
  private static final Pattern END =
      Pattern.compile("[}<>]|\\n[ \\t]*\\r?\\n|\\n[ \\t]*(?:[-*•]|\\d{1,2}[.)])[ \\t]");

  private static final int WINDOW = 300;
  private static final int LONGEST = 4096;
  private static final int FEWEST_DIGITS = 3;

  private NamedFields() {}

  static List<Found> in(TextWords words) {
    List<Found> found = new ArrayList<>();
    String text = words.text();
    Matcher name = NAME.matcher(text);
    int from = 0;
    while (from < text.length() && name.find(from)) {
      int group = name.group(1) == null ? 2 : 1;
      String what = what(name.group(group));
      int end = name.end(group);
      if (!what.isEmpty()) {
        behind(words, end, what).or(() -> before(words, name.start(), what)).ifPresent(found::add);
      }
      from = Math.max(end, from + 1);
    }
    return found;
  }

  /** What kind of secret a name says it is, nothing for another name. */
  static String what(String name) {
    String said = name.strip();
    if (said.indexOf(' ') < 0 && SecretNames.isPassword(said)) {
      return "password";
    }
    TextWords words = new TextWords(said);
    for (int at = 0; at < words.all().size(); at++) {
      Optional<CueWords.Hit> hit = SECRETS.at(words, at);
      if (hit.filter(one -> one.next() == words.all().size()).isPresent()) {
        return hit.get().what();
      }
    }
    return said.indexOf(' ') < 0 && SecretNames.isKey(said) ? "key" : "";
  }

  /** Whether a value may be a secret of a kind. */
  static boolean isSecret(String value, String what) {
    if (value.isEmpty() || Values.isBlank(value) || Values.isProse(value.split("\\s", 2)[0])) {
      return false;
    }
    long digits = value.chars().filter(Character::isDigit).count();
    if (CODES.contains(what)) {
      return digits >= FEWEST_DIGITS && !Values.isFigure(value);
    }
    if (what.equals("key")) {
      return Values.isRandom(value) && (digits < value.length() || digits >= 12);
    }
    return value.length() > 1 && what(value).isEmpty();
  }

  private static Optional<Found> behind(TextWords words, int start, String what) {
    String rest = words.after(start, WINDOW);
    Matcher value = VALUE.matcher(rest);
    if (!value.find()) {
      return Optional.empty();
    }
    String between = rest.substring(0, value.start());
    boolean apart = END.matcher(between).find() || NAME.matcher(between).find();
    return apart
        ? Optional.empty()
        : value(words.text(), start + value.end(), value.group(1), what);
  }

  /** {@code {"value": "…", "name": "DB_PASSWORD"}}. */
  private static Optional<Found> before(TextWords words, int end, String what) {
    String head = words.before(end, WINDOW);
    int start = 0;
    Matcher last = END.matcher(head);
    while (last.find()) {
      start = last.end();
    }
    start = Math.max(start, head.lastIndexOf('{') + 1);
    String record = head.substring(start);
    Matcher value = VALUE.matcher(record);
    if (NAME.matcher(record).find() || !value.find()) {
      return Optional.empty();
    }
    int place = end - record.length() + value.end();
    return value(words.text(), place, value.group(1), what).filter(one -> one.end() <= end + 1);
  }

  private static Optional<Found> value(
      String text, int start, @Nullable String quote, String what) {
    int end = ValueEnd.of(text, start, quote, LONGEST);
    return end > start && isSecret(text.substring(start, end), what)
        ? Optional.of(new Found(start, end, PrivateKind.SECRET))
        : Optional.empty();
  }
}
