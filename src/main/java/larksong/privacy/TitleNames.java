package larksong.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import larksong.privacy.TitleCues.Strength;
import larksong.privacy.Token.Shape;

/**
 * Finds people in the titles of appointments, notes and tasks.
 *
 * <p>A known first name is a person anywhere; a word that nobody knows is one only where the title
 * says so ({@code 1:1 with …}, {@code Geburtstag von …}); what is a company, a team, a place or a
 * common word is none.
 */
final class TitleNames {

  private enum Kind {
    /** A first name and nothing else. */
    FIRST,
    /** A family name and nothing else. */
    FAMILY,
    /** A name that is a word or a place too. */
    EITHER,
    /** A word that no list and no dictionary has. */
    UNKNOWN,
    INITIAL,
    PARTICLE,
    OTHER
  }

  private static final int LONGEST = 1_000;
  private static final int MOST_WORDS = 5;
  private static final Set<String> JOINING =
      Set.of(
          "and", "und", "et", "y", "e", "en", "&", "/", "<>", "+", "x", "with", "mit", "avec",
          "con", "met", "com", ",", "vs", "↔", "<->", "|");
  private static final Set<String> FAMILIES =
      Set.of("familie", "family", "famille", "familia", "famiglia", "fam");
  private static final Set<String> WITH =
      Set.of("with", "mit", "avec", "con", "com", "met", "ask", "tell", "call");
  private static final Set<String> FUNCTION = Wordlist.words("function");

  private final Vocabulary vocabulary;
  private final Register known;
  private final NameParts parts;

  TitleNames(Vocabulary vocabulary, Register known) {
    this.vocabulary = vocabulary;
    this.known = known;
    this.parts = new NameParts(vocabulary);
  }

  List<WrittenName> in(String title) {
    String line = title.length() > LONGEST ? title.substring(0, LONGEST) : title;
    return new Line(TitleCues.spelledOut(line)).names();
  }

  /** One title. */
  private final class Line {

    private final String title;
    private final List<Token> tokens;
    private final boolean flat;
    private final Surroundings around;

    Line(String title) {
      this.title = title;
      this.tokens = Token.of(title);
      long capital = tokens.stream().filter(token -> token.shape() == Shape.CAPITAL).count();
      long capitals = tokens.stream().filter(token -> token.shape() == Shape.CAPITALS).count();
      long lower = tokens.stream().filter(token -> token.shape() == Shape.LOWER).count();
      this.flat =
          tokens.size() > 1 && ((capital == 0 && capitals == 0) || (lower == 0 && capitals > 1));
      this.around = new Surroundings(title, tokens);
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
          joined = isJoined(end) ? max(strength, Strength.WORK) : Strength.NONE;
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
      Strength pair = max(joined, isBeforeName(last + 1) ? Strength.WORK : Strength.NONE);
      return max(max(said, pair), isBracketed(first, last) ? Strength.WORK : Strength.NONE);
    }

    /** {@code Familie Schmidt}, {@code the Johnsons}. */
    private boolean isFamily(int first) {
      return first > 0
          && isBlankBefore(first)
          && (FAMILIES.contains(tokens.get(first - 1).key())
              || isPlural(first)
              || around.isAtTheirs(first));
    }

    private boolean isPlural(int at) {
      String word = tokens.get(at).in(title);
      return at > 0
          && tokens.get(at).shape() == Shape.CAPITAL
          && Set.of("the", "den", "die", "de").contains(tokens.get(at - 1).key())
          && word.endsWith("s")
          && !vocabulary.mayBeName(word)
          && Wordlist.FAMILY_NAMES.contains(Fold.of(word.substring(0, word.length() - 1)));
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
      return isJoined(next) && next < tokens.size() && kind(nextName(next)) == Kind.FIRST;
    }

    private int nextName(int next) {
      return isJoining(tokens.get(next).key()) && next + 1 < tokens.size() ? next + 1 : next;
    }

    private boolean isJoined(int next) {
      if (next <= 0 || next >= tokens.size()) {
        return false;
      }
      String between =
          title.substring(tokens.get(next - 1).end(), tokens.get(next).start()).strip();
      return JOINING.contains(between) || (between.isEmpty() && isJoining(tokens.get(next).key()));
    }

    private boolean isJoining(String key) {
      return JOINING.contains(key);
    }

    private Kind kind(int at) {
      Token token = tokens.get(at);
      String word = token.in(title);
      String key = token.key();
      if (isInAddress(token)) {
        return Kind.OTHER;
      }
      if (token.isLetter()) {
        boolean point = token.end() < title.length() && title.charAt(token.end()) == '.';
        return point && token.shape() != Shape.LOWER ? Kind.INITIAL : Kind.OTHER;
      }
      if (token.shape() == Shape.LOWER && !flat) {
        return Wordlist.PARTICLES.contains(key) ? Kind.PARTICLE : Kind.OTHER;
      }
      boolean relation = Wordlist.RELATIONS.contains(key) && !vocabulary.isFirstName(word);
      if (relation || TitleMarks.isTitle(title, tokens, at)) {
        return Kind.OTHER;
      }
      if (isPlural(at)) {
        return Kind.FAMILY;
      }
      if (vocabulary.isFirstName(bare(at))) {
        return Wordlist.COMPANY_NAMES.contains(key) ? Kind.EITHER : Kind.FIRST;
      }
      if (vocabulary.isFamilyName(word)) {
        return Wordlist.COMPANY_NAMES.contains(key) ? Kind.EITHER : Kind.FAMILY;
      }
      if (vocabulary.mayBeName(word)) {
        return Kind.EITHER;
      }
      if (Surroundings.isSaint(key)) {
        return Kind.OTHER;
      }
      if (Wordlist.PARTICLES.contains(key)) {
        return Kind.PARTICLE;
      }
      if (around.hasTitleBefore(at)
          && token.shape() == Shape.CAPITAL
          && !Wordlist.COMMON.contains(key)
          && !vocabulary.isOther(word)) {
        return Kind.UNKNOWN;
      }
      boolean acronym = token.shape() == Shape.CAPITALS;
      return flat
              || acronym
              || key.length() < 3
              || vocabulary.isOther(word)
              || Wordlist.ALSO_WORDS.contains(key)
              || vocabulary.isCommon(word)
          ? Kind.OTHER
          : Kind.UNKNOWN;
    }

    private boolean isInAddress(Token token) {
      int before = token.start() - 1;
      boolean address = before >= 0 && "@/\\.".indexOf(title.charAt(before)) >= 0;
      boolean inside = before > 0 && Character.isLetterOrDigit(title.charAt(before - 1));
      boolean mail = token.end() < title.length() && title.charAt(token.end()) == '@';
      return mail || (address && inside && title.charAt(before) != '/');
    }

    /** {@code Annas Geburtstag}: the name without the ending of its genitive. */
    private String bare(int at) {
      String word = tokens.get(at).in(title);
      boolean genitive =
          word.length() > 3 && Character.toLowerCase(word.charAt(word.length() - 1)) == 's';
      if (isPlural(at)) {
        return word.substring(0, word.length() - 1);
      }
      String base = genitive ? word.substring(0, word.length() - 1) : word;
      return genitive && !vocabulary.mayBeName(word) && vocabulary.isFirstName(base) ? base : word;
    }

    /** Where the name ends that may begin here; the same place if none may. */
    private int end(int first) {
      Kind kind = kind(first);
      boolean doubtful = tokens.get(first).shape() == Shape.LOWER && !around.hasTitleBefore(first);
      if (kind == Kind.OTHER || (kind == Kind.PARTICLE && (doubtful || !isBeforeNamed(first)))) {
        return first;
      }
      int end = first + 1;
      while (end < tokens.size() && end - first < MOST_WORDS && goesOn(end)) {
        Kind next = kind(end);
        if (next == Kind.PARTICLE ? !isBeforeNamed(end) : next == Kind.OTHER) {
          break;
        }
        if (!bare(end - 1).equals(tokens.get(end - 1).in(title))) {
          break;
        }
        end++;
      }
      while (end > first && kind(end - 1) == Kind.PARTICLE) {
        end--;
      }
      return end;
    }

    private boolean goesOn(int next) {
      Gap gap = Gap.between(title, tokens.get(next - 1).end(), tokens.get(next).start());
      return switch (gap) {
        case BLANK, HYPHEN, APOSTROPHE, NONE -> true;
        case POINT, POINT_AND_BLANK -> kind(next - 1) == Kind.INITIAL;
        default -> false;
      };
    }

    private boolean isBeforeNamed(int particle) {
      for (int i = particle + 1; i < tokens.size() && i < particle + 3; i++) {
        Kind kind = kind(i);
        if (kind != Kind.PARTICLE) {
          return goesOn(i) && kind != Kind.OTHER && tokens.get(i).shape() != Shape.LOWER;
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
      while (at < end - 1 && (kind(at) == Kind.PARTICLE || kind(at) == Kind.INITIAL)) {
        at++;
      }
      boolean initialed = at > first && kind(first) == Kind.INITIAL;
      return switch (kind(at)) {
        case FIRST -> !flat || strength != Strength.NONE || tokens.get(at).key().length() > 3;
        case FAMILY -> strength != Strength.NONE || initialed || hasFirst(at + 1, end);
        case EITHER -> isEither(at, end, strength);
        case UNKNOWN ->
            strength.compareTo(Strength.LIKELY) >= 0
                || (initialed && strength != Strength.NONE)
                || (strength == Strength.WORK && end - at > 1 && isTwoNames(at, end));
        case INITIAL, PARTICLE, OTHER -> false;
      };
    }

    private boolean hasFirst(int from, int end) {
      for (int i = from; i < end; i++) {
        if (kind(i) == Kind.FIRST) {
          return true;
        }
      }
      return false;
    }

    private boolean isTwoNames(int at, int end) {
      for (int i = at; i < end; i++) {
        if (kind(i) == Kind.FAMILY || kind(i) == Kind.FIRST) {
          return true;
        }
      }
      return false;
    }

    /** A name that is a word too needs the title to say so, and no noun behind it. */
    private boolean isEither(int at, int end, Strength strength) {
      String key = tokens.get(at).key();
      if (strength == Strength.SURE) {
        return true;
      }
      if (Wordlist.FIRST_NAMES.contains(key) && hasFamily(at + 1, end)) {
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
          && !(flat && strength == Strength.WORK)
          && !(company && strength == Strength.WORK)
          && !isAfterDeterminer(at)
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

    private boolean isAfterDeterminer(int at) {
      return at > 0 && around.isAfterDeterminer(at);
    }

    private boolean hasFamily(int from, int end) {
      for (int i = from; i < end; i++) {
        if (kind(i) == Kind.FAMILY) {
          return true;
        }
      }
      return false;
    }

    private boolean isBlankBefore(int at) {
      return Gap.between(title, tokens.get(at - 1).end(), tokens.get(at).start()) == Gap.BLANK;
    }

    private boolean isFunction(int at) {
      return FUNCTION.contains(tokens.get(at).in(title).toLowerCase(Locale.ROOT));
    }

    /** Leaves off what is hardly of the name: {@code Priya Zentrix demo} where Priya is known. */
    private int shortened(int first, int end, Strength strength) {
      int to = first + 1;
      while (to < end) {
        Kind kind = kind(to);
        boolean doubtful =
            kind == Kind.UNKNOWN
                && strength != Strength.SURE
                && known.hasFullWithGiven(tokens.get(first).in(title));
        boolean word =
            kind == Kind.EITHER
                && kind(to - 1) != Kind.PARTICLE
                && (around.isMonth(to)
                    || (!Wordlist.FAMILY_NAMES.contains(tokens.get(to).key())
                        && strength != Strength.SURE)
                    || (strength.compareTo(Strength.LIKELY) < 0 && !isLast(end)));
        if (doubtful || (word && !isHyphened(to))) {
          break;
        }
        to++;
      }
      while (to > first + 1 && kind(to - 1) == Kind.PARTICLE) {
        to--;
      }
      return to;
    }

    private boolean isHyphened(int at) {
      return Gap.between(title, tokens.get(at - 1).end(), tokens.get(at).start()) == Gap.HYPHEN;
    }

    private void add(int first, int end, List<WrittenName> names) {
      StringBuilder line = new StringBuilder(around.hasTitleBefore(first) ? "Dr. " : "");
      int start = tokens.get(first).start();
      int from = start;
      for (int i = first; i < end; i++) {
        line.append(title, from, tokens.get(i).start()).append(bare(i));
        from = tokens.get(i).end();
      }
      String name = line.toString();
      List<String> words = new ArrayList<>(List.of(name.strip().split("[\\s]+")));
      words.removeIf(word -> word.equals("Dr.") || word.isBlank());
      if (!words.isEmpty()) {
        parts.of(name, words).ifPresent(names::add);
      }
    }

    /** {@code 田中さん}: what stands before the honorific. */
    private void dense(int at, List<WrittenName> names) {
      Token token = tokens.get(at);
      String key = token.key();
      for (int cut = 1; token.isDense() && cut < key.length() && cut < 5; cut++) {
        int length = TitleMarks.honorific(key, cut);
        if (length > 0) {
          String name = key.substring(0, cut);
          parts.of("Dr. " + name, List.of(name)).ifPresent(names::add);
          return;
        }
      }
    }

    private static Strength max(Strength one, Strength other) {
      return one.compareTo(other) >= 0 ? one : other;
    }
  }
}
