package larksong.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Secrets that programs and their settings hold: a name that says so, a sign, and the value, in
 * whatever language or file.
 *
 * <p>A password may be any value; a key or token must look made by a machine.
 */
final class Assignments {

  /** What stands between a name and its value: {@code := "}, {@code => '}, {@code : |}, …. */
  private static final Pattern SIGN =
      Pattern.compile(
          "^((?:\\\\{0,2}[\"'`\\])]{1,2}[ \\t]{0,8}|[ \\t]{0,8}(?:[A-Za-z]{2,12}[ \\t]{0,5})?)"
              + "(?:[?+.|:<&~!]{0,3}=>?|:{1,3}|=>|->|<-|>|,|\\(|\\||[*]/))"
              + "([ \\t]*(?:[|>][+-]?)?[ \\t]*\\r?\\n?[ \\t]*)(\\\\{0,2}[\"'`]{1,3})?");

  /** {@code : String = "}, {@code : &'static str = r#"}: a type stands before the value. */
  private static final Pattern TYPED =
      Pattern.compile(
          "^([\"'`\\])]{0,2}[?!]?[ \\t]{0,3}:[ \\t]{0,3}"
              + "&?(?:'[a-z_]{1,12}[ \\t])?(?:mut[ \\t])?"
              + "(?:\\[[a-z0-9; ]{1,16}\\]|[A-Za-z_][A-Za-z0-9_.:]{0,40})"
              + "(?:<[^=\\n\"']{0,40}>|\\[[^=\\n\"']{0,40}\\])?[?!]?"
              + "(?:[ \\t]{0,2}\\|[ \\t]{0,2}[A-Za-z]{2,20}){0,3}[ \\t]{0,5}"
              + "(?::?=|by[ \\t]lazy[ \\t]{0,2}\\{))"
              + "([ \\t]{0,3}[A-Za-z@$]{0,2}#{0,3})([\"'`]{1,3})");

  /** {@code String::from("}, {@code new Secret("}: what is made of the value. */
  private static final Pattern MADE =
      Pattern.compile(
          "^((?:[ \\t]{0,3}:[^=\\n\"]{1,60})?[ \\t]{0,5}:?(?:=|\\{)[ \\t]{0,3}(?:new[ \\t])?)"
              + "((?:[A-Za-z_.:]{0,30}(?i:secret|password|string|str|some|from|of|bytes|buffer"
              + "|optional))?[({][ \\t]{0,2}|)([\"'`]{1,3})");

  private static final Pattern LOOKED_UP = Pattern.compile("(?i)get|read|env|load|find|lookup");

  /** {@code ?? "}, {@code || "}: what is taken if the value that was asked for is not there. */
  private static final Pattern OTHERWISE =
      Pattern.compile(
          "^[ \\t]{0,3}(?::[^=\\n\"]{1,60})?[:=][^\\n]{0,80}?"
              + "(\\?\\?|\\|\\||[ \\t]or)([ \\t]{0,3})([\"'`]{1,3})");

  private static final Pattern SPACE = Pattern.compile("^([ \\t]{1,3})()(\\\\{0,2}[\"'`]{1,3})?");

  private static final List<Pattern> UNQUOTED = List.of(SIGN);
  private static final List<Pattern> QUOTED = List.of(TYPED, MADE, SIGN);
  private static final List<Pattern> QUOTED_OR_OTHER = List.of(TYPED, MADE, OTHERWISE, SIGN);

  private static final Pattern MANIFEST = Pattern.compile("(?i)\\bkind:[ \\t]*[\"']?secret\\b");

  /** The values of a Kubernetes secret are Base64. */
  private static final Pattern MANIFEST_VALUE =
      Pattern.compile(
          "(?m)^[ \\t]+[A-Za-z0-9_.-]+:[ \\t]*(?:[|>][+-]?[ \\t]*\\r?\\n[ "
              + "\\t]+)?[\"']?([A-Za-z0-9+/]{8,}={0,2})[\"']?[ \\t]*$");

  /** {@code ENV NAME value} of a Dockerfile, {@code login ada password …} of a {@code .netrc}. */
  private static final Pattern DIRECTED =
      Pattern.compile("(?:^|\\s)(?:ENV|setenv|login\\s{1,4}\\S{1,40})\\s{1,4}$");

  private static final Pattern SQL =
      Pattern.compile("(?i)\\bidentified[ \\t]{1,3}by[ \\t]{1,3}[\"']?([^\\s\"';]{2,60})");

  private static final int LONGEST = 4096;
  private static final int LINE = 160;
  private static final int LOOKED_AT = 100;

  private Assignments() {}

  static List<Found> in(TextWords words) {
    List<Found> found = new ArrayList<>();
    String text = words.text();
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && isName(text.charAt(end))) {
        end++;
      }
      Optional<Found> value = end - at < 2 ? Optional.empty() : value(text, at, end);
      value.ifPresent(found::add);
      at = Math.max(at + 1, value.map(Found::end).orElse(end));
    }
    found.addAll(
        Hits.of(SQL, words, PrivateKind.SECRET, (from, to) -> !isAsked(text.substring(from, to))));
    if (MANIFEST.matcher(text).find()) {
      found.addAll(
          Hits.of(
              MANIFEST_VALUE,
              words,
              PrivateKind.SECRET,
              (from, to) -> Values.isMixed(text.substring(from, to))));
    }
    return found;
  }

  private static boolean isAsked(String value) {
    return Values.isBlank(value) || Values.isProse(value);
  }

  private static boolean isName(char one) {
    return one < 128 && (Character.isLetterOrDigit(one) || one == '_' || one == '-' || one == '.');
  }

  private static Optional<Found> value(String text, int start, int end) {
    String name = text.substring(Math.max(start, end - 80), end);
    boolean password = SecretNames.isPassword(name);
    if (!password && !SecretNames.isKey(name)) {
      return Optional.empty();
    }
    boolean directed =
        DIRECTED.matcher(text.substring(Math.max(0, start - LOOKED_AT), start)).find();
    Optional<Matcher> found =
        sign(
            name.startsWith("-") || directed,
            text.substring(end, Math.min(text.length(), end + LINE)));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Matcher sign = found.get();
    int from = end + sign.end();
    String quote = sign.group(3);
    int to = ValueEnd.of(text, from, quote, LOOKED_AT);
    if (to <= from || (quote != null && isName(text, to + quote.length()))) {
      return Optional.empty();
    }
    String value = text.substring(from, to);
    boolean near =
        !sign.group(2).contains("\n")
            && (quote != null
                || ",|(/".indexOf(sign.group(1).charAt(sign.group(1).length() - 1)) < 0);
    boolean marked = quote != null || directed || tagged(text, start);
    boolean isPrivate =
        (password && near && isPassword(value, marked, name))
            || (Values.isRandom(value) && isSure(sign.group(1), value));
    return isPrivate
        ? Optional.of(new Found(from, ValueEnd.of(text, from, quote, LONGEST), PrivateKind.SECRET))
        : Optional.empty();
  }

  /** {@code "password", "value": …}: what stands between the quotes names another value. */
  private static boolean isName(String text, int end) {
    int sign = Spacing.spaces(text, end);
    return sign < text.length() && ":=".indexOf(text.charAt(sign)) >= 0;
  }

  /** Most values have no quote, and then no type before them. */
  private static List<Pattern> forms(String rest) {
    int line = rest.indexOf('\n');
    String here = line < 0 ? rest : rest.substring(0, line);
    boolean quoted = here.chars().anyMatch(one -> "\"'`".indexOf(one) >= 0);
    boolean otherwise = here.contains("??") || here.contains("||") || here.contains(" or ");
    return !quoted ? UNQUOTED : otherwise ? QUOTED_OR_OTHER : QUOTED;
  }

  private static Optional<Matcher> sign(boolean bare, String rest) {
    for (Pattern form : forms(rest)) {
      Matcher sign = form.matcher(rest);
      boolean looked = form.equals(SIGN) || form.equals(OTHERWISE);
      if (sign.find() && (looked || !LOOKED_UP.matcher(sign.group(2)).find())) {
        return Optional.of(sign);
      }
    }
    Matcher space = SPACE.matcher(rest);
    return bare && space.find() ? Optional.of(space) : Optional.empty();
  }

  /** In prose, what stands behind the word alone is judged as people's own words are. */
  private static boolean isPassword(String value, boolean quoted, String name) {
    boolean word = SpokenSecrets.isWord(name);
    return !Values.isBlank(value) && (quoted || (!word && !Values.isProse(value)));
  }

  /** Commas and bars stand between other words too; a number alone may count something. */
  private static boolean isSure(String sign, String value) {
    long digits = value.chars().filter(Character::isDigit).count();
    boolean list = ",|(".indexOf(sign.charAt(sign.length() - 1)) >= 0;
    return (digits < value.length() || digits >= 12)
        && (!list || (value.length() >= 12 && digits >= 2) || value.length() >= 24);
  }

  /** {@code <password>…}. */
  private static boolean tagged(String text, int start) {
    return start > 0 && text.charAt(start - 1) == '<';
  }
}
