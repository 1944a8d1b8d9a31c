package larksong.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the name of a person as calendars and address books write it; a room, a list or a company
 * is nobody.
 */
final class NameReader {

  private static final int LONGEST = 200;
  private static final int MOST_WORDS = 10;
  private static final Pattern BRACKETS = Pattern.compile("[(\\[{（][^)\\]}）]*[)\\]}）]?");
  private static final Pattern PARTED =
      Pattern.compile("\\s+[-–—|•·/@]\\s+|\\s*[|\\t]\\s*|\\s+(?i:via|at|from|chez|c/o)\\s+");
  private static final Pattern AND = Pattern.compile("\\s*[;&]\\s*|\\s+(?i:and|und|et)\\s+");
  private static final Pattern POSSESSIVE = Pattern.compile("(?:['’]s|['’])$");
  private static final Set<String> MACHINES =
      Set.of("noreply", "donotreply", "nepasrepondre", "mailer", "calendar-notification");

  private final NameDictionary vocabulary;
  private final NameParts parts;

  NameReader(NameDictionary vocabulary) {
    this.vocabulary = vocabulary;
    this.parts = new NameParts(vocabulary);
  }

  /** A private name that the owner lists, with what else the person is called in brackets. */
  List<WrittenName> listed(String entry) {
    String line = clean(entry);
    List<String> nicknames = new ArrayList<>();
    BRACKETS
        .matcher(line)
        .results()
        .forEach(
            found -> {
              for (String nickname : found.group().split("[()\\[\\]{}（）,;/、]", -1)) {
                if (!nickname.isBlank()) {
                  nicknames.add(nickname.strip());
                }
              }
            });
    String bare = BRACKETS.matcher(line).replaceAll(" ").strip();
    if (isAddress(bare)) {
      return address(bare);
    }
    List<String> words = words(bare);
    return words.isEmpty()
        ? List.of()
        : parts.of(bare, words).map(name -> name.with(nicknames)).stream().toList();
  }

  /** Who takes part, as the calendar writes it. */
  List<WrittenName> present(String entry) {
    String line = clean(entry);
    int bracket = line.indexOf('<');
    if (bracket >= 0) {
      String shown = line.substring(0, bracket).strip();
      line = shown.isEmpty() ? line.substring(bracket + 1).replace(">", "").strip() : shown;
      line = line.replaceAll("^[\"']|[\"']$", "");
    }
    if (isAddress(line)) {
      return address(line);
    }
    line = BRACKETS.matcher(line).replaceAll(" ").replaceFirst("^[^:]{1,20}:\\s+", "").strip();
    List<WrittenName> first = List.of();
    for (String part : PARTED.split(line, -1)) {
      List<WrittenName> found = people(part);
      if (found.stream().anyMatch(name -> vocabulary.isFirstName(name.given()))) {
        return found;
      }
      first = first.isEmpty() ? found : first;
    }
    return first;
  }

  private List<WrittenName> people(String part) {
    List<WrittenName> people = new ArrayList<>();
    for (String one : AND.split(part, -1)) {
      List<String> words = withoutOthers(words(one));
      if (!words.isEmpty()) {
        parts.of(one, words).ifPresent(people::add);
      }
    }
    return people;
  }

  private static String clean(String entry) {
    String line = entry.length() > LONGEST ? entry.substring(0, LONGEST) : entry;
    line = line.replaceAll("[\\p{Cf}]", "").replaceAll("[\\s\\p{Z}]+", " ").strip();
    line = line.replaceFirst("(?i)^mailto:", "");
    return line.replaceAll("^[\"'„“”‘’]+|[\"„“”‘]+$", "").strip();
  }

  private static boolean isAddress(String line) {
    return line.indexOf('@') > 0 && line.indexOf(' ') < 0;
  }

  /** The words without their commas; a title or a degree is none of the name. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    for (String word : line.split("[\\s,、·]+", -1)) {
      String key = Fold.of(word).replace(".", "");
      if (key.codePoints().anyMatch(Character::isLetter) && !isTitle(word, key, words)) {
        words.add(word);
      }
    }
    return words.size() > MOST_WORDS ? List.of() : words;
  }

  private static boolean isTitle(String word, String key, List<String> before) {
    boolean dotted = word.endsWith(".") && key.length() > 1;
    String head = word.indexOf('.') > 0 ? Fold.of(word.substring(0, word.indexOf('.'))) : key;
    return Wordlist.TITLES.contains(key)
        || (Wordlist.TITLES.contains(head) && head.length() > 1)
        || (Wordlist.DOUBTFUL_TITLES.contains(key) && key.length() > 1 && before.isEmpty())
        || (Wordlist.TITLE_TAILS.contains(key) && dotted)
        || (Wordlist.DEGREES.contains(key) && !before.isEmpty());
  }

  /** What is left of the words when those of a company, a room or a list are gone. */
  private List<String> withoutOthers(List<String> words) {
    if (words.isEmpty()) {
      return words;
    }
    String owner = POSSESSIVE.matcher(words.get(0)).replaceFirst("");
    if (owner.length() < words.get(0).length() && vocabulary.mayBeName(owner)) {
      return List.of(owner);
    }
    boolean named = vocabulary.isFirstName(words.get(0));
    boolean full = named && words.size() > 2 && vocabulary.isFamilyName(words.get(1));
    int last = -1;
    int first = words.size();
    for (int i = words.size() - 1; i >= 0; i--) {
      String word = words.get(i);
      String key = Fold.of(word).replaceAll("[.,]", "");
      boolean resource =
          word.codePoints().anyMatch(Character::isDigit)
              || (Wordlist.RESOURCES.contains(key) && !vocabulary.mayBeName(key))
              || isList(key);
      if (resource && !full) {
        return List.of();
      }
      if (resource || isCompany(key)) {
        last = Math.max(last, i);
        first = i;
      }
    }
    if (last < 0) {
      boolean place = words.size() == 1 && isPlace(words.get(0));
      return place || isNothingButWords(words) ? List.of() : words;
    }
    if (named && first > 0) {
      return words.subList(0, first);
    }
    List<String> rest = words.subList(last + 1, words.size());
    return rest.stream().anyMatch(vocabulary::mayBeName) ? rest : List.of();
  }

  private static boolean isPlace(String word) {
    String key = Fold.of(word);
    return Wordlist.PLACES.contains(key) && !Wordlist.FIRST_NAMES.contains(key);
  }

  private static boolean isList(String key) {
    for (String part : key.split("[-_]", -1)) {
      if (key.length() > part.length() && Wordlist.RESOURCES.contains(part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCompany(String key) {
    return (Wordlist.COMPANY.contains(key) && !Wordlist.PARTICLES.contains(key))
        || (Wordlist.COMPANY_NAMES.contains(key) && !Wordlist.FIRST_NAMES.contains(key));
  }

  private boolean isNothingButWords(List<String> words) {
    return words.stream()
        .allMatch(
            word ->
                !vocabulary.mayBeName(word)
                    && (vocabulary.isCommon(word)
                        || vocabulary.isOther(word)
                        || Wordlist.PARTICLES.contains(Fold.of(word))));
  }

  /** {@code priya.raman@example.org}; a list or a machine is nobody. */
  private List<WrittenName> address(String address) {
    String local = address.substring(0, address.indexOf('@'));
    String domain = Fold.of(address.substring(address.indexOf('@') + 1));
    String plain = local.replaceAll("\\+.*", "").replaceAll("\\d+$", "");
    if (MACHINES.contains(Fold.of(plain).replaceAll("[-_.]", ""))) {
      return List.of();
    }
    List<String> words = new ArrayList<>();
    for (NameToken token : NameToken.of(plain)) {
      if (Wordlist.RESOURCES.contains(token.key()) || isCompany(token.key())) {
        return List.of();
      }
      words.add(token.in(plain));
    }
    boolean one = words.size() == 1;
    if (words.isEmpty()
        || words.stream().allMatch(WrittenName::isInitial)
        || (one && !isPersonsAddress(words.get(0), domain))
        || (!one && isNothingButWords(words))) {
      return List.of();
    }
    Optional<WrittenName> name = parts.of(String.join(" ", words), words);
    return name.stream().toList();
  }

  private boolean isPersonsAddress(String word, String domain) {
    return vocabulary.mayBeName(word)
        || (!vocabulary.isCommon(word)
            && !vocabulary.isOther(word)
            && word.length() > 2
            && !domain.startsWith(Fold.of(word)));
  }
}
