package larksong.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import larksong.privacy.Announcement.How;

/** Secrets as people write them to each other: "the password is …", "Kennwort: …", "PIN 4829". */
final class SpokenSecrets {

  private static final Phrases PHRASES = Phrases.read("secret-words.tsv");

  private static final int AFTER = 260;
  private static final int BEFORE = 80;

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
              + "|rd|th|am|pm)");

  private static final Pattern PLAIN_CODE =
      Pattern.compile("[#*]?\\d{4,8}[#*]?|\\d{3} \\d{3}|\\d+[#*]|\\d{3,6}[A-Z]|[A-Z]\\d{3,6}");

  /** What one sets on a lock of several wheels. */
  private static final Pattern WHEELS = Pattern.compile("\\d{1,2}(?:-\\d{1,2}){2,5}");

  private static final Pattern ENTERED =
      Pattern.compile(
          "(?i)(?:^|[^\\p{L}])(?:enter|use|type|gib|geben sie|nutze|verwenden sie|saisissez|entrez"
              + "|utilisez|introduce|introduzca|usa|use|inserisci"
              + "|gebruik|voer|insira|digite|utilize)[ \\t]+((?:[A-Za-z]{1,3}-)?\\d{3,4}[ -]?\\d{1,"
              + "4})(?:[^\\p{L}\\p{N}%€$]|$)");

  private static final Pattern PIN =
      Pattern.compile(
          "^((?:[03-9]\\d|1[0-8]|2[1-9])\\d{2,4})(?:[^\\p{L}\\p{N}:.%€$-]|[.]?$|[.][ \\n])");

  private static final Pattern PHRASE =
      Pattern.compile(
          "^((?:(?:\\d{1,2}[.)][ \\t]*)?[\\p{L}]{3,9}[ ,\\t\\r\\n]{1,3}){5,23}[\\p{L}]{3,9})");

  private static final Pattern PAIR =
      Pattern.compile(
          "^(?:(?:[ \\t]+[\\p{L}\\p{N}'’-]+){0,5}[ \\t]*[:=–-]|[ \\t]+(?:is|ist|est|es|è|é))[ "
              + "\\t]*([^\\s/|,;:]{2,60}(?:[ \\t]*[/|:,"
              + ";][ \\t]*|[ \\t]+(?:/|and|und|et|y|e|en|with|mit)[ \\t]+|[ \\t]+)[^\\s/|,;]{4,"
              + "60})");

  private static final Pattern SAID_BEFORE =
      Pattern.compile(
          "(?i)(?:^|[\\s(\"'„“«:])([^\\s\"'“”„«»(),:;]{3,40}(?: \\d{3,4})?)[\"'“”»,]?[ "
              + "\\t]+(?:(?:is|are|was|ist|lautet|est|es|è|é|wordt)[ \\t]+|as[ \\t]+|als[ \\t]+"
              + "|comme[ \\t]+|como[ \\t]+|come[ \\t]+)(?:[\\p{L}'’-]+[ \\t]+|[dl]['’]){0,5}$");

  private static final Set<String> SAYS =
      Set.of(
          "is", "are", "was", "ist", "lautet", "est", "es", "e", "wordt", "as", "als", "comme",
          "como", "come");

  private static final Pattern CLAUSE =
      Pattern.compile("^((?:[\\p{Ll}'’-]+[ \\t]+){1,6}[\\p{Ll}'’-]+)[ \\t]*(?:[.,;!?)\\n\"]|$)");

  private static final Pattern NEAR = Pattern.compile("([A-Za-z0-9+/=_.~-]{16,200})");

  private SpokenSecrets() {}

  static List<Found> in(Words words) {
    List<Found> found = new ArrayList<>();
    List<Phrases.Hit> hits = PHRASES.in(words);
    if (hits.stream().anyMatch(hit -> hit.what().endsWith("code"))) {
      found.addAll(Hits.of(ENTERED, words, Kind.SECRET, (from, to) -> true));
    }
    for (Phrases.Hit hit : hits) {
      if (hit.what().equals("none")) {
        continue;
      }
      Optional<Found> after = after(words, hit);
      after.ifPresent(found::add);
      if (after.isEmpty()) {
        before(words, hit).ifPresent(found::add);
      }
      if (after.isEmpty() && hit.what().equals("key")) {
        found.addAll(near(words, hit));
      }
    }
    return found;
  }

  private static Optional<Found> after(Words words, Phrases.Hit hit) {
    if (hit.what().equals("login")) {
      String rest = words.after(hit.end(), AFTER);
      return place(PAIR.matcher(rest), hit.end()).filter(one -> isPair(words.text(), one));
    }
    for (Announcement one : Announcement.behind(words, hit)) {
      String rest = words.after(one.start(), AFTER);
      int length = length(hit.what(), one, rest);
      if (length > 0) {
        return Optional.of(new Found(one.start(), one.start() + length, Kind.SECRET));
      }
    }
    return Optional.empty();
  }

  private static int length(String what, Announcement one, String rest) {
    int end = one.end() - one.start();
    String value = rest.substring(0, one.quoted() ? end : trimmed(rest, end));
    if (value.isEmpty()) {
      return 0;
    }
    if (one.how() == How.NEAR) {
      return what.equals("pin") ? near(rest) : 0;
    }
    return switch (what) {
      case "password" -> password(one, rest, value);
      case "password-said" -> one.how() == How.SEPARATED ? password(one, rest, value) : 0;
      case "pin", "code" -> digits(one, rest, value);
      case "plain-code" -> plainCode(one, rest, value);
      case "lock" -> lock(one, rest, value);
      case "phrase" -> phrase(rest);
      default -> key(one, value);
    };
  }

  private static boolean isAnnounced(Announcement one) {
    return one.how() == How.SEPARATED || one.how() == How.SAID;
  }

  private static int password(Announcement one, String rest, String value) {
    if (Values.isBlank(value) || (!isAnnounced(one) && "([{".indexOf(value.charAt(0)) >= 0)) {
      return 0;
    }
    if (one.quoted()) {
      boolean word = !value.contains(" ") && !Values.isProse(value);
      return isAnnounced(one) || word || Values.isMixed(value) ? value.length() : 0;
    }
    Matcher groups = DIGIT_GROUPS.matcher(rest);
    if (isAnnounced(one) && groups.find()) {
      return groups.end(1);
    }
    boolean said = one.how() == How.SAID && !Values.describes(value) && isWord(value);
    if (Values.isMixed(value) || said) {
      return value.length();
    }
    return one.how() == How.SEPARATED ? clause(rest, value) : 0;
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
  private static int digits(Announcement one, String rest, String value) {
    Matcher article = ARTICLE.matcher(rest);
    int from = article.find() ? article.end(1) : 0;
    Matcher digits = DIGITS.matcher(rest.substring(from));
    if (digits.find() && !NO_CODE.matches(digits.group(1)) && hasDigits(digits.group(1))) {
      return from + trimmed(rest.substring(from), digits.end(1));
    }
    return isAnnounced(one) && Values.isMixed(value) ? value.length() : 0;
  }

  private static boolean hasDigits(String value) {
    long digits = value.chars().filter(Character::isDigit).count();
    boolean letters = value.chars().anyMatch(Character::isLetter);
    return digits >= 3 || (digits >= 1 && value.length() >= 3 && letters);
  }

  /** A code that nothing names is one if it is said to be, or looks like one. */
  private static int plainCode(Announcement one, String rest, String value) {
    int length = digits(one, rest, value);
    return isAnnounced(one) || PLAIN_CODE.matches(rest.substring(0, length)) ? length : 0;
  }

  /** {@code Door: 4711#}; a number beside a door is the door's. */
  private static int lock(Announcement one, String rest, String value) {
    int length = digits(one, rest, value);
    String code = rest.substring(0, length);
    return (isAnnounced(one) && PLAIN_CODE.matches(code)) || WHEELS.matches(code) ? length : 0;
  }

  /** Behind other words it must look like a PIN, and not like a year. */
  private static int near(String rest) {
    Matcher pin = PIN.matcher(rest);
    return pin.find() ? pin.end(1) : 0;
  }

  private static int key(Announcement one, String value) {
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

  /** {@code 482913 is your verification code}, {@code use sunflower7 as the password}. */
  private static Optional<Found> before(Words words, Phrases.Hit hit) {
    boolean said = false;
    for (int i = Math.max(0, hit.first() - 6); i < hit.first(); i++) {
      said |= SAYS.contains(words.all().get(i).folded());
    }
    if (!said) {
      return Optional.empty();
    }
    String head = words.before(hit.start(), BEFORE);
    return place(SAID_BEFORE.matcher(head), hit.start() - head.length())
        .filter(
            one -> {
              String value = words.text().substring(one.start(), one.end());
              boolean digits = value.chars().filter(Character::isDigit).count() >= 3;
              return Values.isMixed(value.replace(" ", ""))
                  && !Values.isFigure(value)
                  && (digits || hit.what().equals("password"));
            });
  }

  /** What a machine made, in the line of a word that says so. */
  private static List<Found> near(Words words, Phrases.Hit hit) {
    List<Found> found = new ArrayList<>();
    String rest = words.after(hit.end(), BEFORE * 2);
    int line = rest.indexOf('\n');
    Matcher near = NEAR.matcher(line < 0 ? rest : rest.substring(0, line));
    while (near.find()) {
      String value = near.group(1);
      if (Values.isRandom(value) && Values.entropy(value) > 3 && !value.contains("//")) {
        found.add(new Found(hit.end() + near.start(1), hit.end() + near.end(1), Kind.SECRET));
      }
    }
    return found;
  }

  private static boolean isPair(String text, Found pair) {
    String[] parts = text.substring(pair.start(), pair.end()).split("[\\s/|:,;]+", -1);
    String last = parts[parts.length - 1];
    return parts.length > 1 && !Values.isFigure(parts[0]) && Values.isMixed(last);
  }

  private static Optional<Found> place(Matcher matcher, int offset) {
    return matcher.find() && matcher.end(1) > matcher.start(1)
        ? Optional.of(new Found(offset + matcher.start(1), offset + matcher.end(1), Kind.SECRET))
        : Optional.empty();
  }

  /** A full stop ends the sentence; an exclamation mark may be the secret's own. */
  private static int trimmed(String text, int end) {
    int last = end;
    while (last > 0 && ".,;:)]}>\"'”“’»| ".indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    return last;
  }
}
