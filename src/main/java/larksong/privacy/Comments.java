package larksong.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Values whose comment says what they are: {@code "tulip" // is the password}. */
final class Comments {

  private static final Set<String> KINDS =
      Set.of("password", "password-said", "plain-password", "key", "pin", "code", "plain-code");

  private static final CueWords SECRETS = CueWords.read("secret-words.tsv", KINDS::contains);

  /** What begins a comment, and what may stand in it before the word. */
  private static final Pattern HEAD =
      Pattern.compile(
          "^(.*?[^\\s])(?:#+|[ \\t]*(?://+|#+[ \\t]|--[ \\t]|/[*]+|<!--|[ \\t];+|[ \\t]%+"
              + "|[ \\t]'[ \\t]))[ \\t]*"
              + "(?i:(?:this |that |das |ce |esto |questo |dit |isto )?"
              + "(?:is|ist|est|es|è|é|era|was|war)[ \\t]+)?"
              + "(?:[\\p{L}'’-]{1,20}[ \\t]+|[dl]['’]){0,3}$");

  private static final Pattern TAIL =
      Pattern.compile("^[ \\t]*(?:(?:[*]/|-->)[;,)\\]} \\t]*|[.!)]?[ \\t]*)(?:\\r?\\n|$)");

  private static final Pattern QUOTED =
      Pattern.compile(
          "(?:\"([^\"\\n]{2,100})\"|'([^'\\n]{2,100})'|`([^`\\n]{2,100})`)[;,)\\]} \\t]*$");

  private static final Pattern BARE =
      Pattern.compile("(?:^|[\\s(=,:])([^\\s\"'`(=,:/]{3,60}?)[;,)\\]} \\t]*$");

  private static final Pattern DIGITS = Pattern.compile("[#*]?\\d{3,8}[#*]?");

  private static final int LONGEST = 160;

  private Comments() {}

  static List<Found> in(TextWords words) {
    List<Found> found = new ArrayList<>();
    for (CueWords.Hit hit : SECRETS.in(words)) {
      if (TAIL.matcher(words.after(hit.end(), LONGEST)).find()) {
        value(words, hit).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<Found> value(TextWords words, CueWords.Hit hit) {
    String before = words.before(hit.start(), LONGEST);
    String line = before.substring(before.lastIndexOf('\n') + 1);
    Matcher head = HEAD.matcher(line);
    if (!head.find()) {
      return Optional.empty();
    }
    int start = hit.start() - line.length();
    String code = head.group(1);
    Matcher quoted = QUOTED.matcher(code);
    if (quoted.find()) {
      int group = quoted.group(1) != null ? 1 : quoted.group(2) != null ? 2 : 3;
      return isSecret(quoted.group(group), hit.what(), true)
          ? found(start + quoted.start(group), start + quoted.end(group))
          : Optional.empty();
    }
    Matcher bare = BARE.matcher(code);
    return bare.find() && isSecret(bare.group(1), hit.what(), false)
        ? found(start + bare.start(1), start + bare.end(1))
        : Optional.empty();
  }

  private static Optional<Found> found(int start, int end) {
    return Optional.of(new Found(start, end, PrivateKind.SECRET));
  }

  private static boolean isSecret(String value, String what, boolean quoted) {
    if (NamedFields.CODES.contains(what)) {
      return DIGITS.matches(value);
    }
    boolean key = what.equals("key");
    return !Values.isProse(value.split(" ", 2)[0])
        && (key ? Values.isRandom(value) : Values.isMixed(value) || (quoted && isWord(value)));
  }

  private static boolean isWord(String value) {
    return !Values.isBlank(value) && !Values.isFigure(value) && Character.isLetter(value.charAt(0));
  }
}
