package larksong.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import larksong.privacy.NamedSecret.How;

/** What a password is for, and no password: {@code password for Covid19 portal}. */
final class Purposes {

  private static final Pattern FOR =
      Pattern.compile(
          "(?i)(?:^|[ \\t])(?:for|from|of|to|für|fuer|zu|zum|zur|von|vom|pour|de|du|des|para|del"
              + "|per|di|il|della|do|da|voor|van)(?:[ \\t]+(?:the|my|our|das|den|die|der|dem|le|la"
              + "|les|el|mi|il|lo|het|o|a|mon|mein|unser|notre|nuestro|nosso|nostro|onze))?"
              + "[ \\t]+");

  /** {@code Covid19}, {@code Covid19-Portal}, {@code 2-step}: a name with its number. */
  private static final Pattern NUMBERED =
      Pattern.compile("[\\p{L}]+-?\\d{1,5}(?:-[\\p{L}]+)?|\\d{1,3}-?[\\p{L}-]+");

  private static final Pattern IN = Pattern.compile("(?i)[ \\t](?:in|im|en|nel|em)[ \\t]+$");
  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d{2}");

  private static final int AFTER = 260;

  private Purposes() {}

  /** Whether a name with a number stands right behind "for", or is followed by what it names. */
  static boolean isFor(TextWords words, CueWords.Hit hit, NamedSecret one) {
    String rest = words.after(one.start(), AFTER);
    String between = words.text().substring(hit.end(), Math.max(one.start(), hit.end()));
    Matcher owner = FOR.matcher(between);
    int end = SpokenValues.trimmed(rest, one.end() - one.start());
    if (YEAR.matches(rest.substring(0, end))) {
      return IN.matcher(between).find();
    }
    boolean goesOn = WaysIn.isCounted(rest, end);
    boolean changed = one.how() == How.CHANGED && goesOn && Character.isUpperCase(rest.charAt(0));
    return (one.how() == How.BESIDE || one.how() == How.NEAR || changed)
        && !one.quoted()
        && owner.find()
        && NUMBERED.matches(rest.substring(0, end))
        && (owner.end() == between.length() || goesOn);
  }
}
