package larksong.privacy;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words around a name in a calendar's title, by how sure they make it that it is a person. */
final class TitleCues {

  /** How sure it is that a person stands there; a later one is surer. */
  enum Strength {
    NONE,
    /** As often a company, a place or a thing. */
    WORK,
    /** Mostly a person. */
    LIKELY,
    /** Nobody says it of anything else. */
    SURE
  }

  private static final Pattern ONE_ON_ONE =
      Pattern.compile("(?iu)(?<![\\d.:])1 ?(?::|-|–|/|x|on|-on-) ?1(?![\\d.:])|(?<!\\d)121(?!\\d)");

  private static final Set<List<String>> SURE_BEFORE = cues("sure-before");
  private static final Set<List<String>> LIKELY_BEFORE = cues("likely-before");
  private static final Set<List<String>> WORK_BEFORE = cues("work-before");
  private static final Set<List<String>> SURE_AFTER = cues("sure-after");
  private static final Set<List<String>> WORK_AFTER = cues("work-after");
  private static final int LONGEST = 5;

  private static final Set<String> BEFORE_MARKS =
      Set.of("", ":", "-", "–", "—", ",", "'", "’", "(");
  private static final Set<String> INNER_MARKS = Set.of("", "-", "'", "’", ".", "/");
  private static final Set<String> AFTER_MARKS = Set.of("", "'", "’", ":", "-", "–", "—");
  private static final Set<String> ARTICLES =
      Set.of("a", "o", "la", "il", "el", "der", "die", "den", "dem", "l");
  private static final Set<String> BACK = Set.of("back", "zuruckrufen", "anrufen", "terugbellen");

  /** Every word of the cues that is no name. */
  private static final Set<String> WORDS =
      Stream.of(SURE_BEFORE, LIKELY_BEFORE, WORK_BEFORE, SURE_AFTER, WORK_AFTER)
          .flatMap(Set::stream)
          .flatMap(List::stream)
          .filter(word -> !Wordlist.FIRST_NAMES.contains(word))
          .filter(word -> !Wordlist.FAMILY_NAMES.contains(word))
          .collect(Collectors.toUnmodifiableSet());

  private TitleCues() {}

  /** Whether a word is one that stands around names. */
  static boolean isCue(String key) {
    return WORDS.contains(key);
  }

  private static Set<List<String>> cues(String section) {
    return Wordlist.cues(section, TitleCues::spelledOut);
  }

  /** {@code 1:1} as a word, since it has no letters. */
  static String spelledOut(String title) {
    return ONE_ON_ONE.matcher(title).replaceAll(" oneonone ");
  }

  /** What the words around those from first to last say. */
  static Strength around(String title, List<NameToken> tokens, int first, int last) {
    Strength before = before(title, tokens, first);
    Strength after = after(title, tokens, last);
    if (before == Strength.WORK && last + 1 < tokens.size()) {
      boolean back = BACK.contains(tokens.get(last + 1).key());
      return back ? Strength.SURE : max(before, after);
    }
    return max(before, after);
  }

  /** The surer one. */
  static Strength max(Strength one, Strength other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** An article before the name, as some languages have it, makes it less sure. */
  private static Strength before(String title, List<NameToken> tokens, int first) {
    if (first > 1 && ARTICLES.contains(tokens.get(first - 1).key())) {
      Strength behind = directlyBefore(title, tokens, first - 1);
      Strength strength = directlyBefore(title, tokens, first);
      return max(strength, behind == Strength.NONE ? behind : Strength.WORK);
    }
    return directlyBefore(title, tokens, first);
  }

  private static Strength directlyBefore(String title, List<NameToken> tokens, int first) {
    Strength strength = Strength.NONE;
    for (int from = first - 1; from >= 0 && from >= first - LONGEST; from--) {
      String gap = title.substring(tokens.get(from).end(), tokens.get(from + 1).start()).strip();
      if (!(from == first - 1 ? BEFORE_MARKS : INNER_MARKS).contains(gap)) {
        break;
      }
      List<String> words = keys(tokens, from, first - 1);
      strength = max(strength, of(words, SURE_BEFORE, LIKELY_BEFORE, WORK_BEFORE));
    }
    return strength;
  }

  /** What the words behind a name say. */
  static Strength after(String title, List<NameToken> tokens, int last) {
    Strength strength = Strength.NONE;
    for (int to = last + 1; to < tokens.size() && to <= last + LONGEST; to++) {
      String gap = title.substring(tokens.get(to - 1).end(), tokens.get(to).start()).strip();
      if (!AFTER_MARKS.contains(gap)) {
        break;
      }
      List<String> words = keys(tokens, last + 1, to);
      strength = max(strength, of(words, SURE_AFTER, Set.of(), WORK_AFTER));
    }
    return strength;
  }

  private static List<String> keys(List<NameToken> tokens, int from, int to) {
    return tokens.subList(from, to + 1).stream().map(NameToken::key).toList();
  }

  private static Strength of(
      List<String> words,
      Set<List<String>> sure,
      Set<List<String>> likely,
      Set<List<String>> work) {
    if (sure.contains(words)) {
      return Strength.SURE;
    }
    if (likely.contains(words)) {
      return Strength.LIKELY;
    }
    return work.contains(words) ? Strength.WORK : Strength.NONE;
  }
}
