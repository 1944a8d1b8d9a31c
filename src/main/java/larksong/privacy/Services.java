package larksong.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Secrets beside the name of what they are for, without a word that says so: {@code our Netlify:
 * …}, {@code Router admin/…}, {@code mum's wifi = …}.
 */
final class Services {

  private static final CueWords PHRASES = CueWords.read("services.tsv");

  /** To the key: its word perhaps, a sign, and what joins them. */
  private static final Pattern KEY =
      Pattern.compile(
          "(?i)^['’]?s?(?:[ \\t]+(?:api|dsn|webhook|pat|auth|creds|credentials|key"
              + "|keys|token|secret|one|live|test|prod|access|my|our|the|new|old|is|schlüssel|neu"
              + "|neuer|ist|jetzt|clé|jeton|est|la|le|clave|es|nueva"
              + "|nuevo|chiave|chiavi|nuova|nuovo|è|sleutel|nieuw|nieuwe|chave|nova|novo|é|für|pour"
              + "|para|per|voor|ci|cli|staging|production)){0,4}"
              + "[ \\t]*(?:=>|->|[:=,(\\[–—→-])?[ \\t]*[\"'`“„«]?"
              + "([A-Za-z0-9][A-Za-z0-9_+/=.~-]{15,200})");

  private static final Pattern PAIR =
      Pattern.compile(
          "(?i)^(?:[ \\t]+[\\p{L}-]{1,15}){0,2}[ \\t]*(?:=>|->|[:=(–—-])?[ \\t]*"
              + "((?:(admin|administrator|administrador|root)|user|guest|gast|invité|invitado|ospite"
              + "|convidado|pi|ubuntu|superuser|operator|support|[\\w.+-]{2,30}@[\\w.-]{2,40})"
              + "[ \\t]?[/|:][ \\t]?([^\\s/|,;:]{4,60}))");

  /** {@code mum's wifi = …}, to the end of the clause. */
  private static final Pattern EQUAL =
      Pattern.compile(
          "^(?:[ \\t]+[\\p{L}'’-]{1,15}){0,3}[ \\t]*(=>|->|[:=→])[ \\t]*[\"“„«]?"
              + "([^\\s\"“”„«»,;]{4,60})[\"”»“]?[ \\t]*(?:[.,;!?)\\n]|$)");

  private static final Pattern FIGURES = Pattern.compile("[\\d.,%€$£+-]+[a-z]{0,3}");

  /** {@code WPA2}. */
  private static final Pattern STANDARD = Pattern.compile("[A-Z]{2,5}-?\\d{1,2}");

  private static final int AFTER = 260;
  private static final int FEWEST_CHANGES = 4;

  private Services() {}

  static List<Found> in(TextWords words) {
    List<Found> found = new ArrayList<>();
    for (CueWords.Hit hit : PHRASES.in(words)) {
      String rest = words.after(hit.end(), AFTER);
      switch (hit.what()) {
        case "service" -> key(rest, hit).or(() -> equal(rest, hit)).ifPresent(found::add);
        case "device" -> pair(rest, hit).ifPresent(found::add);
        case "network" -> equal(rest, hit).or(() -> pair(rest, hit)).ifPresent(found::add);
        default -> equal(rest, hit).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<Found> key(String rest, CueWords.Hit hit) {
    Matcher key = KEY.matcher(rest);
    return key.find() && isScrambled(key.group(1).replaceAll("[.=]+$", ""))
        ? found(hit, key.start(1), SpokenValues.trimmed(rest, key.end(1)))
        : Optional.empty();
  }

  private static Optional<Found> pair(String rest, CueWords.Hit hit) {
    Matcher pair = PAIR.matcher(rest);
    if (!pair.find()) {
      return Optional.empty();
    }
    int end = SpokenValues.trimmed(rest, pair.end(3));
    String secret = rest.substring(pair.start(3), Math.max(end, pair.start(3)));
    boolean strong =
        pair.group(2) != null || secret.chars().filter(Services::isUncommon).count() > 1;
    return strong && Values.isMixed(secret) && !Values.isProse(secret)
        ? found(hit, pair.start(1), end)
        : Optional.empty();
  }

  private static Optional<Found> equal(String rest, CueWords.Hit hit) {
    Matcher equal = EQUAL.matcher(rest);
    if (!equal.find() || (hit.what().equals("service") && equal.group(1).equals(":"))) {
      return Optional.empty(); // behind a colon, what is said of a service follows
    }
    String value = equal.group(2);
    boolean said = !equal.group(1).equals(":") && hit.what().equals("network");
    boolean standard = STANDARD.matches(value) || FIGURES.matches(value);
    boolean word = said && !standard && !Values.describes(value) && !Values.isFigure(value);
    boolean letters = value.chars().filter(Character::isLetter).count() > 2;
    boolean mixed =
        Values.isMixed(value)
            && letters
            && value.length() > 5
            && !standard
            && (said || value.chars().anyMatch(Services::isUncommon))
            && (!equal.group(1).equals(":") || value.chars().anyMatch(Character::isLowerCase));
    return !Values.isBlank(value) && (word || mixed)
        ? found(hit, equal.start(2), SpokenValues.trimmed(rest, equal.end(2)))
        : Optional.empty();
  }

  private static boolean isUncommon(int one) {
    return Character.isDigit(one) || "!#$%&*_+=?§".indexOf(one) >= 0;
  }

  private static Optional<Found> found(CueWords.Hit hit, int start, int end) {
    return end > start
        ? Optional.of(new Found(hit.end() + start, hit.end() + end, PrivateKind.SECRET))
        : Optional.empty();
  }

  /** Digits, capitals and small letters change in a long part as they do in no name or number. */
  private static boolean isScrambled(String value) {
    int changes = 0;
    int longest = 0;
    int run = 0;
    for (int i = 0; i < value.length(); i++) {
      boolean part = Character.isLetterOrDigit(value.charAt(i));
      run = part ? run + 1 : 0;
      longest = Math.max(longest, run);
      changes += run > 1 && kind(value.charAt(i)) != kind(value.charAt(i - 1)) ? 1 : 0;
    }
    return longest >= 12 && changes >= FEWEST_CHANGES && Values.isRandom(value);
  }

  private static int kind(char one) {
    return Character.isDigit(one) ? 0 : Character.isUpperCase(one) ? 1 : 2;
  }
}
