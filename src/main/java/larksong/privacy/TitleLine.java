package larksong.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import larksong.privacy.NameToken.Shape;
import larksong.privacy.TitleCues.Strength;
import larksong.privacy.TitleWords.WordKind;

/** The people of one title. */
final class TitleLine {

  private static final int MOST_WORDS = 5;
  private static final int LONGEST_DENSE = 5;
  private static final int SHORT = 3;
  private static final Set<String> JOINING = Wordlist.words("joining");
  private static final Set<String> FAMILIES = Wordlist.words("family");
  private static final Set<String> WITH = Wordlist.words("with");
  private static final Set<String> FUNCTION = Wordlist.words("function");
  private static final Set<String> MARKS = Set.of("&", "/", "<>", "+", "↔", "<->");

  private final String title;
  private final List<NameToken> tokens;
  private final Surroundings around;
  private final TitleWords words;
  private final NameDictionary vocabulary;
  private final PersonRegister known;
  private final NameParts parts;

  TitleLine(String title, NameDictionary vocabulary, PersonRegister known) {
    this.title = title;
    this.tokens = NameToken.of(title);
    this.vocabulary = vocabulary;
    this.around = new Surroundings(title, tokens, vocabulary);
    this.words = new TitleWords(title, tokens, around, vocabulary);
    this.known = known;
    this.parts = new NameParts(vocabulary);
  }

  List<WrittenName> names() {
    List<WrittenName> names = new ArrayList<>();
    Strength joined = Strength.NONE;
    int at = 0;
    while (at < tokens.size()) {
      int end = end(at);
      Strength strength = strength(at, end - 1, joined);
      if (end > at && isPerson(at, end, strength)) {
        end = shortened(at, end, strength);
        add(at, end, names);
        joined = isJoined(end) ? TitleCues.max(strength, Strength.LIKELY) : Strength.NONE;
        at = end;
      } else {
        dense(at, names);
        joined = isJoining(tokens.get(at).key()) ? joined : Strength.NONE;
        at++;
      }
    }
    return names;
  }

  private Strength strength(int first, int last, Strength joined) {
    if (around.hasTitleBefore(first) || hasTitleAfter(last) || isFamily(first)) {
      return Strength.SURE;
    }
    Strength said = TitleCues.around(title, tokens, first, Math.max(first, last));
    Strength pair = TitleCues.max(joined, isBeforeName(last + 1) ? Strength.LIKELY : Strength.NONE);
    Strength bracketed = isBracketed(first, last) ? Strength.WORK : Strength.NONE;
    return TitleCues.max(TitleCues.max(said, pair), bracketed);
  }

  /** {@code Familie Schmidt}, {@code the Johnsons}. */
  private boolean isFamily(int first) {
    return first > 0
        && isBlankBefore(first)
        && (FAMILIES.contains(tokens.get(first - 1).key())
            || words.isPlural(first)
            || around.isAtTheirs(first));
  }

  private boolean isBracketed(int first, int last) {
    int start = tokens.get(first).start();
    int end = tokens.get(Math.max(first, last)).end();
    return start > 0
        && title.charAt(start - 1) == '('
        && end < title.length()
        && title.charAt(end) == ')';
  }

  private boolean hasTitleAfter(int last) {
    return last >= 0
        && TitleMarks.after(title, tokens, last, tokens.get(last).end()) > tokens.get(last).end();
  }

  /** {@code X / Priya}: who stands beside a person is likely one. */
  private boolean isBeforeName(int next) {
    return isJoined(next) && next < tokens.size() && words.kind(nextName(next)) == WordKind.FIRST;
  }

  private int nextName(int next) {
    return isJoining(tokens.get(next).key()) && next + 1 < tokens.size() ? next + 1 : next;
  }

  private boolean isJoined(int next) {
    if (next <= 0 || next >= tokens.size()) {
      return false;
    }
    String between = title.substring(tokens.get(next - 1).end(), tokens.get(next).start()).strip();
    return MARKS.contains(between) || (between.isEmpty() && isJoining(tokens.get(next).key()));
  }

  private boolean isJoining(String key) {
    return JOINING.contains(key);
  }

  /** Where the name ends that may begin here; the same place if none may. */
  private int end(int first) {
    WordKind kind = words.kind(first);
    boolean doubtful = tokens.get(first).shape() == Shape.LOWER && !around.hasTitleBefore(first);
    if (kind == WordKind.OTHER
        || (kind == WordKind.PARTICLE && (doubtful || !isBeforeNamed(first)))) {
      return first;
    }
    int end = first + 1;
    while (end < tokens.size() && end - first < MOST_WORDS && goesOn(end)) {
      WordKind next = words.kind(end);
      if (next == WordKind.PARTICLE ? !isBeforeNamed(end) : next == WordKind.OTHER) {
        break;
      }
      if (!words.bare(end - 1).equals(tokens.get(end - 1).in(title))) {
        break;
      }
      end++;
    }
    while (end > first && words.kind(end - 1) == WordKind.PARTICLE) {
      end--;
    }
    return end;
  }

  private boolean goesOn(int next) {
    WordGap gap = WordGap.between(title, tokens.get(next - 1), tokens.get(next));
    return switch (gap) {
      case BLANK, HYPHEN, APOSTROPHE, NONE -> true;
      case POINT, POINT_AND_BLANK -> words.kind(next - 1) == WordKind.INITIAL;
      default -> false;
    };
  }

  private boolean isBeforeNamed(int particle) {
    for (int i = particle + 1; i < tokens.size() && i < particle + 3; i++) {
      WordKind kind = words.kind(i);
      if (kind != WordKind.PARTICLE) {
        return goesOn(i) && kind != WordKind.OTHER && tokens.get(i).shape() != Shape.LOWER;
      }
    }
    return false;
  }

  private boolean isPerson(int first, int end, Strength strength) {
    if (around.isCompany(end - 1)
        || around.isInPhrase(first, end - 1)
        || around.isSaint(first)
        || (strength == Strength.NONE && around.isBeforePlace(end - 1))) {
      return false;
    }
    int at = first;
    while (at < end - 1
        && (words.kind(at) == WordKind.PARTICLE || words.kind(at) == WordKind.INITIAL)) {
      at++;
    }
    boolean initialed = at > first && words.kind(first) == WordKind.INITIAL;
    return switch (words.kind(at)) {
      case FIRST ->
          !words.isFlat() || strength != Strength.NONE || tokens.get(at).key().length() > SHORT;
      case FAMILY ->
          strength != Strength.NONE || initialed || words.has(WordKind.FIRST, at + 1, end);
      case EITHER -> isEither(at, end, strength);
      case UNKNOWN ->
          strength.compareTo(Strength.LIKELY) >= 0
              || (initialed && strength != Strength.NONE)
              || (strength == Strength.WORK
                  && (words.has(WordKind.FIRST, at, end) || words.has(WordKind.FAMILY, at, end)));
      case INITIAL, PARTICLE, OTHER -> false;
    };
  }

  /** A name that is a word too needs the title to say so, and no noun behind it. */
  private boolean isEither(int at, int end, Strength strength) {
    String key = tokens.get(at).key();
    if (strength == Strength.SURE) {
      return true;
    }
    if (Wordlist.FIRST_NAMES.contains(key) && words.has(WordKind.FAMILY, at + 1, end)) {
      return true;
    }
    boolean last = isLast(end);
    boolean company =
        Wordlist.COMPANY_NAMES.contains(key)
            || around.isPlace(at)
            || (Wordlist.PLACES.contains(key) && !isAfterWith(at));
    return strength != Strength.NONE
        && last
        && !around.isMonth(at)
        && !(words.isFlat() && strength == Strength.WORK)
        && !(company && strength == Strength.WORK)
        && !around.isAfterDeterminer(at)
        && (Wordlist.FIRST_NAMES.contains(key)
            || end - at > 1
            || !vocabulary.isCommon(key)
            || strength == Strength.LIKELY);
  }

  /** Whether no noun follows that would make it another word. */
  private boolean isLast(int end) {
    return end == tokens.size()
        || !isBlankBefore(end)
        || isFunction(end)
        || TitleCues.after(title, tokens, end - 1) != Strength.NONE;
  }

  private boolean isAfterWith(int at) {
    return at > 0 && WITH.contains(tokens.get(at - 1).key());
  }

  private boolean isBlankBefore(int at) {
    return WordGap.between(title, tokens.get(at - 1), tokens.get(at)) == WordGap.BLANK;
  }

  private boolean isFunction(int at) {
    return FUNCTION.contains(tokens.get(at).in(title).toLowerCase(Locale.ROOT));
  }

  /** Leaves off what is hardly of the name: {@code Priya Zentrix demo} where Priya is known. */
  private int shortened(int first, int end, Strength strength) {
    int to = first + 1;
    while (to < end) {
      WordKind kind = words.kind(to);
      boolean doubtful =
          kind == WordKind.UNKNOWN
              && strength != Strength.SURE
              && known.hasFullWithGiven(tokens.get(first).in(title));
      boolean word =
          kind == WordKind.EITHER
              && words.kind(to - 1) != WordKind.PARTICLE
              && (around.isMonth(to)
                  || (!Wordlist.FAMILY_NAMES.contains(tokens.get(to).key())
                      && strength != Strength.SURE)
                  || (strength.compareTo(Strength.LIKELY) < 0 && !isLast(end)));
      if (doubtful || (word && !isHyphened(to))) {
        break;
      }
      to++;
    }
    while (to > first + 1 && words.kind(to - 1) == WordKind.PARTICLE) {
      to--;
    }
    return to;
  }

  private boolean isHyphened(int at) {
    return WordGap.between(title, tokens.get(at - 1), tokens.get(at)) == WordGap.HYPHEN;
  }

  private void add(int first, int end, List<WrittenName> names) {
    StringBuilder line = new StringBuilder(around.hasTitleBefore(first) ? "Dr. " : "");
    int start = tokens.get(first).start();
    int from = start;
    for (int i = first; i < end; i++) {
      line.append(title, from, tokens.get(i).start()).append(words.bare(i));
      from = tokens.get(i).end();
    }
    String name = line.toString();
    List<String> all = new ArrayList<>(List.of(name.strip().split("\\s+", -1)));
    all.removeIf(word -> word.equals("Dr.") || word.isBlank());
    if (!all.isEmpty()) {
      parts.of(name, all).ifPresent(names::add);
    }
  }

  /** {@code 田中さん}: what stands before the honorific. */
  private void dense(int at, List<WrittenName> names) {
    NameToken token = tokens.get(at);
    String key = token.key();
    for (int cut = 1; token.isDense() && cut < key.length() && cut < LONGEST_DENSE; cut++) {
      int length = TitleMarks.honorific(key, cut);
      if (length > 0) {
        String name = key.substring(0, cut);
        parts.of("Dr. " + name, List.of(name)).ifPresent(names::add);
        return;
      }
    }
  }
}
