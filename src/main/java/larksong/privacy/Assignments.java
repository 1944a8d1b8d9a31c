package larksong.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that programs and their settings hold: a name that says so, a sign, and the value, in
 * whatever language or file.
 *
 * <p>A password may be any value; a key or token must look made by a machine.
 */
final class Assignments {

  private static final Pattern PASSWORD =
      Pattern.compile(
          "(?i)passw|passphrase|passcode|pwd|kennwort|contrase|wachtwoord|senha|contribsys|(?:^"
              + "|[_.-])pass$|[a-z]Pass$");

  /** What is said of a password, and is none. */
  private static final Pattern ABOUT =
      Pattern.compile(
          "(?i)passw(?:or[dt])?s?[_.-]?(?:hint|hinweis|policy|richtlinie|length|age|rules?|manager"
              + "|strength|expiry|label|field|reset|type)$");

  private static final Pattern KEY =
      Pattern.compile(
          "(?i)token|secret|apikey|credential|creds|clientid|client[_.-]id|signature|bearer|cookie"
              + "|webhook|access"
              + "|(?:^|[_.-])(?:key|keys|auth|api|pat|jwt|sas|dsn|salt|pass|session|sid)(?:[_.-]"
              + "|$)|key$|auth$|[a-z]Key|[a-z]Auth|Token|Api[A-Z]");

  /** What stands between a name and its value: {@code := "}, {@code => '}, {@code : |}, …. */
  private static final Pattern SIGN =
      Pattern.compile(
          "^(\\\\{0,2}[\"'`\\])]{0,2}[ \\t]{0,8}(?:[A-Za-z]{2,12}[ \\t]{0,5})?(?:[?+.|:<&~!]{0,"
              + "3}=>?|:{1,3}|=>|->|<-|>|,|\\(|\\|))"
              + "([ \\t]*(?:[|>][+-]?)?[ \\t]*\\r?\\n?[ \\t]*)(\\\\{0,2}[\"'`]{1,3})?");

  private static final Pattern SPACE = Pattern.compile("^([ \\t]{1,3})()(\\\\{0,2}[\"'`]{1,3})?");

  private static final Pattern MANIFEST = Pattern.compile("(?i)\\bkind:[ \\t]*[\"']?secret\\b");

  /** The values of a Kubernetes secret are Base64. */
  private static final Pattern MANIFEST_VALUE =
      Pattern.compile(
          "(?m)^[ \\t]+[A-Za-z0-9_.-]+:[ \\t]*(?:[|>][+-]?[ \\t]*\\r?\\n[ "
              + "\\t]+)?[\"']?([A-Za-z0-9+/]{8,}={0,2})[\"']?[ \\t]*$");

  private static final int LONGEST = 4096;
  private static final int LOOKED_AT = 100;

  private Assignments() {}

  static List<Found> in(Words words) {
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
    if (MANIFEST.matcher(text).find()) {
      found.addAll(
          Hits.of(
              MANIFEST_VALUE,
              words,
              Kind.SECRET,
              (from, to) -> Values.isMixed(text.substring(from, to))));
    }
    return found;
  }

  private static boolean isName(char one) {
    return one < 128 && (Character.isLetterOrDigit(one) || one == '_' || one == '-' || one == '.');
  }

  private static Optional<Found> value(String text, int start, int end) {
    String name = text.substring(Math.max(start, end - 80), end);
    boolean password = PASSWORD.matcher(name).find();
    if (ABOUT.matcher(name).find() || (!password && !KEY.matcher(name).find())) {
      return Optional.empty();
    }
    String rest = text.substring(end, Math.min(text.length(), end + 60));
    Matcher sign = SIGN.matcher(rest);
    if (!sign.find()) {
      sign = SPACE.matcher(rest);
      if (!name.startsWith("-") || !sign.find()) {
        return Optional.empty();
      }
    }
    int from = end + sign.end();
    String quote = sign.group(3);
    int to = end(text, from, quote, LOOKED_AT);
    if (to <= from) {
      return Optional.empty();
    }
    String value = text.substring(from, to);
    boolean near =
        !sign.group(2).contains("\n")
            && (quote != null
                || ",|(".indexOf(sign.group(1).charAt(sign.group(1).length() - 1)) < 0);
    boolean isPrivate =
        (password && near && isPassword(value, quote != null || tagged(text, start), name))
            || (Values.isRandom(value) && isSure(sign.group(1), value));
    return isPrivate
        ? Optional.of(new Found(from, end(text, from, quote, LONGEST), Kind.SECRET))
        : Optional.empty();
  }

  /** In prose, what stands behind the word alone is judged as people's own words are. */
  private static boolean isPassword(String value, boolean quoted, String name) {
    boolean word =
        name.chars().allMatch(Character::isLetter)
            && name.substring(1).equals(lower(name.substring(1)));
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

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** To the closing quote in the line, else to the next space or sign that ends a value. */
  private static int end(String text, int from, @Nullable String quote, int most) {
    int last = Math.min(text.length(), from + most);
    if (quote != null) {
      for (int i = from; i < last && text.charAt(i) != '\n'; i++) {
        if (text.startsWith(quote, i)) {
          return i;
        }
      }
    }
    int to = from;
    while (to < last
        && !Character.isWhitespace(text.charAt(to))
        && "\"'`<>,;)}]\\".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    return to;
  }
}
