package larksong.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import larksong.privacy.TextWords.Word;

/** The words that make a street of a name, by language: see the table {@code street-words.tsv}. */
final class StreetWords {

  /**
   * One of them in a text.
   *
   * @param whole whether it is a word by itself, {@code Straße}, and not only the end of one
   */
  record Hit(String where, String word, int start, int end, boolean whole) {}

  private static final List<CueWords> WHOLE =
      Stream.of(
              "before",
              "before-capital",
              "after",
              "after-weak",
              "between",
              "alone",
              "box",
              "announced",
              "situated")
          .map(where -> CueWords.read("street-words.tsv", where::equals))
          .toList();

  private static final Map<String, List<String>> LISTS = lists();
  private static final Set<String> NEVER = Set.copyOf(LISTS.getOrDefault("never", List.of()));
  private static final Set<String> NO_STREETS =
      Set.copyOf(LISTS.getOrDefault("no-street", List.of()));
  private static final Set<String> UNITS = Set.copyOf(LISTS.getOrDefault("unit", List.of()));
  private static final Set<String> ADJECTIVES =
      Set.copyOf(LISTS.getOrDefault("adjective", List.of()));
  private static final Set<String> TYPED = Set.copyOf(LISTS.getOrDefault("typed", List.of()));
  private static final Set<String> COUNTED = Set.copyOf(LISTS.getOrDefault("counted", List.of()));
  private static final List<String> OTHERS = LISTS.getOrDefault("other", List.of());
  private static final List<String> SMALL = LISTS.getOrDefault("ending-small", List.of());
  private static final List<String> ENDINGS = longestFirst("ending");
  private static final List<String> WEAK_ENDINGS = longestFirst("ending-weak");

  /** What begins a German street that is named for what it lies at; within a sentence, small. */
  private static final Pattern PREPOSITION =
      Pattern.compile(
          "^(?:Am|Im|Zum|Zur|Beim|(?:An|Auf|In|Hinter|Vor|Bei|Unter|Über|Neben|Ob|Zu) (?:der|den"
              + "|dem))(?:[ ]|$)");

  private static final Pattern NAME_BEFORE =
      Pattern.compile(
          "(?:^|[^\\p{L}\\p{N}.-])((?:\\p{Lu}[\\p{L}\\p{M}'’-]+\\.?|\\d[eE]|van|van de|van der|van "
              + "den|de|den|der|ter|ten|'t)[ ])$");

  private static final Pattern TOWN =
      Pattern.compile(
          "^[ ]?[,\\n(][ ]?(?:(?:[A-Z]{1,2}-)?\\d{4,5}[ ]\\p{Lu}|\\p{Lu}[\\p{L}-]+(?:[ "
              + "]?[^\\p{L}\\p{N} -]|[ ]\\p{L}|$))");

  private static final Pattern ADDRESS_END =
      Pattern.compile(
          "^(?:$|[ ]?[.,;:)!?\\n(–]|[ ](?:in|bei|um|ab|mit|und|oder|ist|wohnt|treffen|am|bis|vor"
              + "|nach|von|\\d{4,5})(?:[^\\p{L}]|$))");

  private StreetWords() {}

  private static Map<String, List<String>> lists() {
    Map<String, List<String>> lists = new TreeMap<>();
    for (String[] row : CueWords.rows("street-words.tsv", 3)) {
      List<String> list = lists.computeIfAbsent(row[0], where -> new ArrayList<>());
      Arrays.stream(row[2].split(",", -1)).map(TextWords::fold).forEach(list::add);
    }
    return lists;
  }

  private static List<String> longestFirst(String where) {
    return LISTS.getOrDefault(where, List.of()).stream()
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  static List<Hit> in(TextWords words) {
    List<Hit> hits = new ArrayList<>();
    for (CueWords phrases : WHOLE) {
      for (CueWords.Hit hit : phrases.in(words)) {
        String word = TextWords.fold(words.text().substring(hit.start(), hit.end()));
        hits.add(new Hit(hit.what(), word, hit.start(), hit.end(), true));
      }
    }
    words.all().forEach(word -> byItself(words, word).ifPresent(hits::add));
    return hits;
  }

  private static Optional<Hit> byItself(TextWords words, Word word) {
    String folded = word.folded();
    if (PREPOSITION.matcher(words.after(word.start(), 12)).find()) {
      int end = prepositionEnd(words, word);
      return Optional.of(new Hit("prepositional", folded, word.start(), end, true));
    }
    if (OTHERS.stream().anyMatch(folded::endsWith)) {
      return Optional.empty();
    }
    for (String where : List.of("ending", "ending-weak")) {
      for (String ending : where.equals("ending") ? ENDINGS : WEAK_ENDINGS) {
        if (folded.endsWith(ending)) {
          boolean whole = folded.length() == ending.length();
          boolean isLong = folded.length() >= ending.length() + 2;
          if (whole || isLong) {
            return Optional.of(new Hit(where, folded, word.start(), word.end(), whole));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static int prepositionEnd(TextWords words, Word word) {
    Matcher matcher = PREPOSITION.matcher(words.after(word.start(), 12));
    matcher.find();
    String found = matcher.group();
    return word.start() + found.stripTrailing().length();
  }

  /** What a way may lead over without being one: {@code via Zoom 2}. */
  static boolean isNoStreet(String word) {
    return NO_STREETS.contains(word);
  }

  /** Whether it is a street's in small letters too: {@code lindenstraße 7}. */
  static boolean isSmall(String word) {
    return SMALL.stream().anyMatch(word::endsWith);
  }

  /** Whether a number and a name in small letters before it make an address. */
  static boolean isTyped(String word) {
    return TYPED.contains(word);
  }

  static boolean isNever(String word) {
    return NEVER.contains(word);
  }

  /** Whether a number behind it tells one of many, as in {@code Page 12}, and no house. */
  static boolean isCounted(String word) {
    return COUNTED.contains(word);
  }

  /** Whether what follows a number says what it counts. */
  static boolean isUnit(String after) {
    if (after.isEmpty() || " \u00a0".indexOf(after.charAt(0)) < 0) {
      return false;
    }
    if ("%€$£°".indexOf(after.charAt(Math.min(1, after.length() - 1))) >= 0) {
      return true;
    }
    List<Word> next = new TextWords(after.substring(1)).all();
    return !next.isEmpty() && next.get(0).start() == 0 && UNITS.contains(next.get(0).folded());
  }

  /** Where a name of several words begins: {@code Lange Straße}, {@code Prins Hendrikkade}. */
  static Optional<Integer> namesBefore(TextWords words, int start, boolean any) {
    int begin = start;
    for (int i = 0; i < 2; i++) {
      String head = words.before(begin, 40);
      Matcher name = NAME_BEFORE.matcher(head);
      if (!name.find()) {
        break;
      }
      String word = TextWords.fold(name.group(1).replace(".", "").strip());
      boolean adjective =
          ADJECTIVES.contains(word)
              || name.group(1).startsWith("De ")
              || (word.length() > 5 && word.endsWith("er"));
      if (!adjective && (isNever(word) || !any || i > 0)) {
        break;
      }
      begin -= name.group(1).length();
    }
    return begin == start ? Optional.empty() : Optional.of(begin);
  }

  static boolean townFollows(TextWords words, int end) {
    return TOWN.matcher(words.after(end, 20)).find();
  }

  static boolean addressEnds(TextWords words, int end) {
    return ADDRESS_END.matcher(words.after(end, 14)).find();
  }

  /** An address alone in its line or field. */
  static boolean isWholeLine(TextWords words, int start, int end) {
    String before = words.before(start, 2).stripTrailing();
    String after = words.after(end, 2).strip();
    return (start == 0 || before.isEmpty() || before.endsWith(":") || before.endsWith("\n"))
        && (after.isEmpty() || words.text().startsWith("\n", end));
  }
}
