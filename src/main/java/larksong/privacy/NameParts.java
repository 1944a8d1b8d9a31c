package larksong.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells which of a name's words are given and which are the family's. */
final class NameParts {

  /** Family names that come first, by the shares of Vietnam's population. */
  static final Set<String> VIETNAMESE =
      Set.of(
          "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly".split(" ", -1));

  private static final Set<String> DOUBLE_FAMILIES =
      Set.of("欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 东方 東方 皇甫 尉迟 公孙".split(" ", -1));

  /** {@code Петровна}: the father's name, which is last where the family name is first. */
  private static final Pattern PATRONYMIC = Pattern.compile("(?:вна|вич|ovna|evna|ovich|evich)$");

  private static final Set<String> FAMILY_FIRST = Wordlist.words("family-first");
  private static final Set<String> JOINING = Set.of("y", "e", "i");

  private final NameDictionary vocabulary;

  NameParts(NameDictionary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The parts of a name; empty if there is no letter in it. */
  Optional<WrittenName> of(String line, List<String> words) {
    List<String> cased = new ArrayList<>();
    for (String word : words) {
      boolean particle = Wordlist.PARTICLES.contains(Fold.of(word)); // 't Hart
      String bare = particle ? word : word.replaceAll("^[\"'.]+|[\"',:]+$", "");
      if (!bare.isEmpty()) {
        cased.add(bare);
      }
    }
    if (cased.isEmpty()) {
      return Optional.empty();
    }
    int comma = line.indexOf(',');
    int before = comma < 0 ? 0 : count(line.substring(0, comma), words);
    List<String> order = cased;
    int family = -1;
    boolean turned = false;
    if (before > 0 && before < cased.size()) {
      if (!isInOrder(cased, before)) {
        order = turned(cased, before);
        family = cased.size() - before;
      } else {
        order = cased.subList(0, before);
      }
    } else {
      int capitals = leadingCapitals(cased);
      if (capitals > 0) {
        order = turned(cased, capitals);
        family = cased.size() - capitals;
      } else if (isFamilyFirst(cased)) {
        order = turned(cased, 1);
        family = cased.size() - 1;
        turned = isLeft(cased);
        if (family > 1 && VIETNAMESE.contains(Fold.of(cased.get(0)))) {
          List<String> given = new ArrayList<>(order);
          given.add(0, given.remove(family - 1));
          order = given;
        }
      }
    }
    if (order.size() > 1 && WrittenName.isInitial(order.get(order.size() - 1)) && family < 0) {
      order = order.subList(0, order.size() - 1);
    }
    WrittenName name = order.size() == 1 ? one(line, order.get(0)) : several(order, family);
    return Optional.of(turned ? name.withFamilyFirst() : name);
  }

  private static int count(String head, List<String> words) {
    int count = 0;
    for (String word : head.split("\\s+", -1)) {
      count += count < words.size() && words.get(count).equals(word) ? 1 : 0;
    }
    return count;
  }

  /** {@code Priya Raman, Acme}: what follows the comma is no given name. */
  private boolean isInOrder(List<String> words, int before) {
    return before > 1
        && vocabulary.isFirstName(words.get(0))
        && !vocabulary.isFirstName(words.get(before));
  }

  private static List<String> turned(List<String> words, int first) {
    List<String> turned = new ArrayList<>(words.subList(first, words.size()));
    turned.addAll(words.subList(0, first));
    return turned;
  }

  /** {@code RAMAN Priya}, as in France. */
  private static int leadingCapitals(List<String> words) {
    int capitals = 0;
    while (capitals < words.size() && isCapitals(words.get(capitals))) {
      capitals++;
    }
    return capitals < words.size() && !WrittenName.isInitial(words.get(0)) ? capitals : 0;
  }

  private static boolean isCapitals(String word) {
    return word.codePointCount(0, word.length()) > 1
        && word.equals(word.toUpperCase(Locale.ROOT))
        && !word.equals(word.toLowerCase(Locale.ROOT))
        && word.indexOf('.') < 0;
  }

  private boolean isFamilyFirst(List<String> words) {
    String first = Fold.of(words.get(0));
    String last = words.get(words.size() - 1);
    boolean given = Wordlist.FIRST_NAMES.contains(Fold.of(last));
    if (words.size() > 2 && VIETNAMESE.contains(first)) {
      return given;
    }
    if (words.size() == 3 && PATRONYMIC.matcher(Fold.of(last)).find()) {
      return true;
    }
    return words.size() == 2
        && Wordlist.FAMILY_NAMES.contains(first)
        && !Wordlist.FIRST_NAMES.contains(first)
        && given
        && !Wordlist.FAMILY_NAMES.contains(Fold.of(last));
  }

  /** Whether the family name stays first, as in China, Hungary, Korea and Vietnam. */
  private static boolean isLeft(List<String> words) {
    String first = Fold.of(words.get(0));
    return words.size() > 2 || FAMILY_FIRST.contains(first);
  }

  private WrittenName one(String line, String word) {
    int points = word.codePointCount(0, word.length());
    if (WrittenName.isDense(word) && points > 1 && !isKana(word)) {
      int cut = points > 2 && DOUBLE_FAMILIES.contains(word.substring(0, 2)) ? 2 : points / 4 + 1;
      int at = word.offsetByCodePoints(0, cut);
      return new WrittenName(
          word.substring(at),
          List.of(),
          List.of(),
          List.of(word.substring(0, at)),
          List.of(),
          true);
    }
    boolean titled = !line.strip().startsWith(word);
    String key = Fold.of(word);
    boolean first = Wordlist.FIRST_NAMES.contains(key);
    boolean family = Wordlist.FAMILY_NAMES.contains(key);
    return (family && !first) || (titled && (family || !first))
        ? WrittenName.family(word)
        : WrittenName.given(word);
  }

  private static boolean isKana(String word) {
    return word.codePoints().allMatch(c -> c >= 0x3040 && c <= 0x30FF);
  }

  /**
   * The first word is given, the last the family's, with the particles before it and, where two
   * family names are usual, the last but one.
   */
  private WrittenName several(List<String> words, int known) {
    if (WrittenName.isDense(words.get(0)) && words.size() == 2 && !isKana(words.get(0))) {
      return new WrittenName(
          words.get(1), List.of(), List.of(), List.of(words.get(0)), List.of(), true);
    }
    int last = words.size() - 1;
    String first = words.get(0);
    if (known < 0
        && Wordlist.PARTICLE_STARTS.contains(Fold.of(first))
        && (isLower(first) || !Wordlist.FIRST_NAMES.contains(Fold.of(first)))) {
      int name = 0;
      while (name < last && Wordlist.PARTICLES.contains(Fold.of(words.get(name)))) {
        name++;
      }
      return new WrittenName(
          "", List.of(), words.subList(0, name), words.subList(name, last + 1), List.of(), false);
    }
    int family = known;
    if (family < 0) {
      family = particle(words, 1);
    }
    if (family < 0) {
      family = last;
      String other = words.get(last - 1);
      if (JOINING.contains(Fold.of(other)) && last > 2) {
        family = last - 2;
      } else if (last > 1 && isSecondFamily(other)) {
        family = last - 1;
      }
    }
    List<String> middle = words.subList(1, Math.max(1, family));
    int from = Math.max(1, family);
    int name = from;
    while (name < last && Wordlist.PARTICLES.contains(Fold.of(words.get(name)))) {
      name++;
    }
    return new WrittenName(
        words.get(0),
        middle,
        words.subList(from, name),
        words.subList(name, words.size()),
        List.of(),
        false);
  }

  private static boolean isLower(String word) {
    return word.equals(word.toLowerCase(Locale.ROOT));
  }

  private boolean isSecondFamily(String word) {
    return Wordlist.FAMILY_NAMES.contains(Fold.of(word))
        && !Wordlist.FIRST_NAMES.contains(Fold.of(word));
  }

  private static int particle(List<String> words, int from) {
    int last = words.size() - 1;
    for (int i = from; i < last; i++) {
      if (Wordlist.PARTICLE_STARTS.contains(Fold.of(words.get(i)))) {
        int name = i;
        while (name < last && Wordlist.PARTICLES.contains(Fold.of(words.get(name)))) {
          name++;
        }
        boolean given = name < last && Wordlist.FIRST_NAMES.contains(Fold.of(words.get(name)));
        if (!given) { // María del Carmen Ruiz has two given names
          return i;
        }
        i = name;
      }
    }
    return -1;
  }
}
