package larksong.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Secrets as people write them to each other: "the password is …", "Kennwort: …", "PIN 4829". */
final class SpokenSecrets {

  private static final Phrases PHRASES = Phrases.read("secret-words.tsv");

  private static final int AFTER = 220;
  private static final int BEFORE = 80;

  private static final String NAME = "[\\p{L}\\p{M}\\p{N}@_'’&/-]+(?:\\.[\\p{L}\\p{N}@_-]+)*";

  /** Whose or what for: {@code for the front door}, {@code (Gäste)}, {@code d'Anna}. */
  private static final String OWNER =
      "(?:[ \\t]*[(\\[][^()\\[\\]\\n]{1,40}[)\\]])?"
          + "(?:[ \\t]+(?:for|of|to|on|at|in|from|into|für|fuer|von|vom|zu|zum|zur|an|am|im|beim|der|des|pour|de|du|des|à|au|aux|sur"
          + "|para|del|al|en|per|di|del|della|dello|dei|da|sul|sulla|voor|van|op|aan|bij|do|dos|das|no|na|em"
          + "|number|code|nummer|numéro|número|numero|wifi|wlan|wi-fi|key)(?:[ \\t]+"
          + NAME
          + "){0,6}?|[ \\t]+(?:d|l|dell|all|nell|sull)['’]"
          + NAME
          + "(?:[ \\t]+"
          + NAME
          + "){0,3}?)?";

  private static final String IS =
      "(?:c['’]est|is|was|are|were|will be|would be|ist|war|lautet|lauten|bleibt|wird|heißt|heisst|est|sera|était|reste|es|era|será|sería"
          + "|sigue siendo|è|e'|sarà|rimane|resta|é|foi|fica|wordt|blijft|luidt|=)";

  private static final String STILL =
      "(?:[ \\t]+(?:now|still|just|simply|currently|always|again|the|jetzt|nun|noch|weiterhin|immer|wieder|aktuell|maintenant"
          + "|toujours|désormais|ahora|todavía|siempre|ora|adesso|ancora|sempre|nu|nog|steeds|agora|ainda|continua)){0,2}";

  private static final String CHANGED =
      "(?:(?:[ \\t]+(?:was|is|wurde|a été|est|fue|è stata|werd|foi|has been|have been))?"
          + "(?:[ \\t]+(?:changed|set|reset|updated|cambiada|cambiado|alterada|mudada|gewijzigd|veranderd))?[ \\t]+(?:to|auf|en|a|in|naar|para)[ \\t]+)";

  private static final String VALUE =
      "(?:\"([^\"\\n]{1,80})\"|'([^'\\n]{1,80})'|[„“”]([^“”\"\\n]{1,80})[“”\"]|[«»][ \\x{A0}\\x{202F}]?([^«»\\n]{1,80}?)[ \\x{A0}\\x{202F}]?[«»]"
          + "|`([^`\\n]{1,80})`|‘([^’\\n]{1,80})’|‚([^‘’\\n]{1,80})[‘’]|([^\\s]{1,120}))";

  private static final String FIRST = "(?i)^[\"'”»)\\]]{0,2}" + OWNER;

  private static final Pattern ANNOUNCED =
      Pattern.compile(
          FIRST
              + "(?:([ \\t]*(?:[:=：→⇒]|=>|->|:=)[ \\t]*(?:\\r?\\n[ \\t]*)?|[ \\t]+[–—-]+>?[ \\t]+)|(,?[ \\t]+"
              + IS
              + STILL
              + "[ \\t]*:?[ \\t]+)|("
              + CHANGED
              + "))"
              + VALUE);

  private static final Pattern BESIDE =
      Pattern.compile(FIRST + "(?:(\\x00)|(\\x00)|([ \\t]+))" + VALUE);

  /** {@code Netflix password: …}, {@code mot de passe Netflix = …}. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)^(\\x00)?(\\x00)?((?:[ \\t]+" + NAME + "){1,2}[ \\t]*(?:[:=]|=>|->)[ \\t]*)" + VALUE);

  private static final int SEPARATED = 1;
  private static final int SAID = 2;
  private static final int QUOTED = 4;
  private static final int BARE = 11;

  /** {@code 482913}, {@code 482 913}, {@code G-482913}, {@code #4711*}, {@code 12-34-56}, {@code A7K-2P9}. */
  private static final Pattern DIGITS =
      Pattern.compile(
          "^([#*]{0,2}(?:[A-Z]{1,3}-?)?\\d(?:[ .\\x{A0}-]?\\d){2,15}[#*]{0,2}|[#*]{0,2}\\d{1,2}(?:(?:[ -]|, ?| [-–] )\\d{1,2}){2,5}[#*]{0,2}"
              + "|[A-Z0-9]{2,8}(?:-[A-Z0-9]{2,8}){1,7}|[A-Za-z]{0,8}\\d[A-Za-z0-9]{1,14}[#*]{0,2}|[#*]\\d{2,8}[#*]?)(?:[^\\p{L}\\p{N}:/%€$]|[:/]?$|[:/.,][^\\d])");

  private static final Pattern DIGIT_GROUPS =
      Pattern.compile("^(\\d{2,8}(?:[ -]\\d{2,8}){1,9})(?:[^\\p{L}\\p{N}:/]|$)");

  private static final Pattern ARTICLE =
      Pattern.compile("(?i)^((?:the|der|die|das|le|la|el|il|lo|de|het|o|a)[ \\t]+)");

  private static final Pattern NO_CODE =
      Pattern.compile(
          "\\d{1,2}[:.h]\\d{2}|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|\\d+(?:st|nd|rd|th|am|pm)");

  private static final Pattern PLAIN_CODE = Pattern.compile("[#*]?\\d{4,8}[#*]?|\\d{3} \\d{3}|\\d+[#*]");

  private static final Pattern PHRASE =
      Pattern.compile("^((?:(?:\\d{1,2}[.)][ \\t]*)?[\\p{L}]{3,9}[ ,\\t\\r\\n]{1,3}){5,23}[\\p{L}]{3,9})");

  private static final Pattern PAIR =
      Pattern.compile(
          "^[ \\t]*[:=–-][ \\t]*([^\\s/|,;:]{2,60}(?:[ \\t]*[/|:,;][ \\t]*|[ \\t]+(?:/|and|und|et|y|e|en|with|mit)[ \\t]+|[ \\t]+)[^\\s/|,;]{4,60})");

  private static final Pattern SAID_BEFORE =
      Pattern.compile(
          "(?i)(?:^|[\\s(\"'„“«:])([^\\s\"'“”„«»(),:;]{3,40}(?: \\d{3,4})?)[\"'“”»,]?[ \\t]+(?:(?:is|are|was|ist|lautet|est|es|è|é|wordt)[ \\t]+|as[ \\t]+|als[ \\t]+|comme[ \\t]+|como[ \\t]+|come[ \\t]+)(?:[\\p{L}'’-]+[ \\t]+|[dl]['’]){0,5}$");

  private static final Pattern CLAUSE = Pattern.compile("^((?:[\\p{Ll}'’-]+[ \\t]+){1,6}[\\p{Ll}'’-]+)[ \\t]*(?:[.,;!?)\\n\"]|$)");

  private static final Pattern NEAR = Pattern.compile("([A-Za-z0-9+/=_.~-]{16,200})");

  private SpokenSecrets() {}

  static List<Found> in(Words words) {
    List<Found> found = new ArrayList<>();
    for (Phrases.Hit hit : PHRASES.in(words)) {
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
    String rest = words.after(hit.end(), AFTER);
    if (hit.what().equals("login")) {
      return place(PAIR.matcher(rest), hit.end()).filter(one -> isPair(words.text(), one));
    }
    return Stream.of(ANNOUNCED, NAMED, BESIDE)
        .flatMap(pattern -> after(pattern.matcher(rest), hit, rest).stream())
        .findFirst();
  }

  private static Optional<Found> after(Matcher tail, Phrases.Hit hit, String rest) {
    if (!tail.find()) {
      return Optional.empty();
    }
    int group = QUOTED;
    while (tail.group(group) == null) {
      group++;
    }
    int start = tail.start(group);
    int end = group == BARE ? trimmed(rest, start, tail.end(group)) : tail.end(group);
    if (end <= start) {
      return Optional.empty();
    }
    Matcher article = ARTICLE.matcher(rest.substring(start));
    if (hit.what().equals("pin") || hit.what().contains("code")) {
      start += article.find() ? article.end(1) : 0;
      end = Math.max(start, end);
    }
    int length =
        switch (hit.what()) {
          case "password" -> password(tail, group, rest, start, end);
          case "pin" -> digits(tail, rest, start, end);
          case "code" -> digits(tail, rest, start, end);
          case "plain-code" -> plainCode(tail, rest, start, end);
          case "phrase" -> phrase(rest, start);
          default -> key(tail, rest, start, end);
        };
    return length == 0
        ? Optional.empty()
        : Optional.of(
            new Found(hit.end() + start, hit.end() + start + length, Kind.SECRET));
  }

  private static int password(Matcher tail, int group, String rest, int start, int end) {
    String value = rest.substring(start, end);
    boolean announced = tail.group(SEPARATED) != null || tail.group(SAID) != null;
    if (Values.isBlank(value) || !announced && "([{".indexOf(value.charAt(0)) >= 0) {
      return 0;
    }
    if (group != BARE) {
      return announced || Values.isMixed(value) ? value.length() : 0;
    }
    Matcher groups = DIGIT_GROUPS.matcher(rest.substring(start));
    if (announced && groups.find()) {
      return groups.end(1);
    }
    if (tail.group(SEPARATED) != null) {
      if (Values.isMixed(value)) {
        return value.length();
      }
      return clause(rest, start, value);
    }
    if (tail.group(SAID) != null) {
      return Values.isMixed(value) || !Values.describes(value) && isWord(value)
          ? value.length()
          : 0;
    }
    return Values.isMixed(value) && !Values.isFigure(value) ? value.length() : 0;
  }

  /** Some make their password of words: all of them, to where the sentence ends. */
  private static int clause(String rest, int start, String value) {
    Matcher clause = CLAUSE.matcher(rest.substring(start));
    if (!clause.find()) {
      return Values.isProse(value) ? 0 : value.length();
    }
    String[] all = clause.group(1).split("[ \\t]+");
    long prose = Arrays.stream(all).filter(Values::isProse).count();
    boolean isPhrase = all.length >= 4 && prose <= 1 || prose == 0;
    return isPhrase ? clause.end(1) : Values.isProse(value) ? 0 : value.length();
  }

  private static boolean isWord(String value) {
    return value.length() > 2 && value.chars().anyMatch(Character::isLetter);
  }

  private static int digits(Matcher tail, String rest, int start, int end) {
    String value = rest.substring(start, end);
    Matcher digits = DIGITS.matcher(rest.substring(start));
    if (digits.find() && !NO_CODE.matches(digits.group(1)) && hasDigits(digits.group(1))) {
      return trimmed(rest, start, start + digits.end(1)) - start;
    }
    boolean announced = tail.group(SEPARATED) != null || tail.group(SAID) != null;
    return announced && Values.isMixed(value) ? value.length() : 0;
  }

  private static boolean hasDigits(String value) {
    return value.chars().filter(Character::isDigit).count() >= 2
        || value.length() >= 6 && value.chars().anyMatch(Character::isDigit);
  }

  /** A code that nothing names is one if it is said to be, or looks like one. */
  private static int plainCode(Matcher tail, String rest, int start, int end) {
    int length = digits(tail, rest, start, end);
    boolean announced = tail.group(SEPARATED) != null || tail.group(SAID) != null;
    return announced || PLAIN_CODE.matches(rest.substring(start, start + length)) ? length : 0;
  }

  private static int key(Matcher tail, String rest, int start, int end) {
    String value = rest.substring(start, end);
    boolean announced = tail.group(SEPARATED) != null || tail.group(SAID) != null;
    boolean counts = value.length() < 12 && value.chars().allMatch(Character::isDigit);
    boolean random = Values.isRandom(value) && !counts;
    boolean mixed = announced && value.length() >= 6 && !counts && Values.isMixed(value) && hasDigits(value);
    return random || mixed ? value.length() : 0;
  }

  private static int phrase(String rest, int start) {
    Matcher phrase = PHRASE.matcher(rest.substring(start));
    return phrase.find() ? phrase.end(1) : 0;
  }

  /** {@code 482913 is your verification code}, {@code use sunflower7 as the password}. */
  private static Optional<Found> before(Words words, Phrases.Hit hit) {
    String head = words.before(hit.start(), BEFORE);
    return place(SAID_BEFORE.matcher(head), hit.start() - head.length())
        .filter(
            one -> {
              String value = words.text().substring(one.start(), one.end());
              return Values.isMixed(value.replace(" ", "")) && !Values.isFigure(value);
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
    String[] parts = text.substring(pair.start(), pair.end()).split("[\\s/|:,;]+");
    String last = parts[parts.length - 1];
    return parts.length > 1 && !Values.isFigure(parts[0]) && Values.isMixed(last);
  }

  private static Optional<Found> place(Matcher matcher, int offset) {
    return matcher.find() && matcher.end(1) > matcher.start(1)
        ? Optional.of(new Found(offset + matcher.start(1), offset + matcher.end(1), Kind.SECRET))
        : Optional.empty();
  }

  /** A full stop ends the sentence; an exclamation mark may be the secret's own. */
  private static int trimmed(String text, int start, int end) {
    int last = end;
    while (last > start && ".,;:)]}>\"'”“’»| ".indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    return last;
  }
}
