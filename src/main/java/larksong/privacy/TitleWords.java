package larksong.privacy;

import java.util.List;
import java.util.Set;
import larksong.privacy.NameToken.Shape;

/** Tells of each word of a title what it may be. */
final class TitleWords {

  enum WordKind {
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

  private static final Set<String> ARTICLES = Set.of("the", "den", "die", "de");
  private static final int SHORTEST = 3;

  private final String title;
  private final List<NameToken> tokens;
  private final Surroundings around;
  private final NameDictionary vocabulary;
  private final boolean flat;

  TitleWords(String title, List<NameToken> tokens, Surroundings around, NameDictionary vocabulary) {
    this.title = title;
    this.tokens = tokens;
    this.around = around;
    this.vocabulary = vocabulary;
    long capital = count(Shape.CAPITAL);
    long capitals = count(Shape.CAPITALS);
    boolean small = capital == 0 && capitals == 0;
    this.flat = tokens.size() > 1 && (small || (count(Shape.LOWER) == 0 && capitals > 1));
  }

  private long count(Shape shape) {
    return tokens.stream().filter(token -> token.shape() == shape).count();
  }

  /** Whether all words are small, or all in capitals, so that the letters tell nothing. */
  boolean isFlat() {
    return flat;
  }

  /** Whether a word from one to another, which is left out, is of a kind. */
  boolean has(WordKind kind, int from, int end) {
    for (int i = from; i < end; i++) {
      if (kind(i) == kind) {
        return true;
      }
    }
    return false;
  }

  WordKind kind(int at) {
    NameToken token = tokens.get(at);
    String word = token.in(title);
    String key = token.key();
    if (isInAddress(token)) {
      return WordKind.OTHER;
    }
    if (token.isLetter()) {
      boolean point = token.end() < title.length() && title.charAt(token.end()) == '.';
      return point && token.shape() != Shape.LOWER ? WordKind.INITIAL : WordKind.OTHER;
    }
    if (token.shape() == Shape.LOWER && !flat) {
      return Wordlist.PARTICLES.contains(key) ? WordKind.PARTICLE : WordKind.OTHER;
    }
    boolean relation = Wordlist.RELATIONS.contains(key) && !vocabulary.isFirstName(word);
    if (relation || TitleMarks.isTitle(title, tokens, at)) {
      return WordKind.OTHER;
    }
    if (isPlural(at)) {
      return WordKind.FAMILY;
    }
    if (vocabulary.isFirstName(bare(at))) {
      return Wordlist.COMPANY_NAMES.contains(key) ? WordKind.EITHER : WordKind.FIRST;
    }
    if (vocabulary.isFamilyName(word)) {
      return Wordlist.COMPANY_NAMES.contains(key) ? WordKind.EITHER : WordKind.FAMILY;
    }
    if (vocabulary.mayBeName(word)) {
      return WordKind.EITHER;
    }
    if (Surroundings.isSaint(key)) {
      return WordKind.OTHER;
    }
    if (Wordlist.PARTICLES.contains(key)) {
      return WordKind.PARTICLE;
    }
    if (around.hasTitleBefore(at)
        && token.shape() == Shape.CAPITAL
        && !Wordlist.COMMON.contains(key)
        && !vocabulary.isOther(word)) {
      return WordKind.UNKNOWN;
    }
    boolean acronym = token.shape() == Shape.CAPITALS;
    return flat
            || acronym
            || key.length() < SHORTEST
            || vocabulary.isOther(word)
            || TitleCues.isCue(key)
            || Wordlist.ALSO_WORDS.contains(key)
            || vocabulary.isCommon(word)
        ? WordKind.OTHER
        : WordKind.UNKNOWN;
  }

  private boolean isInAddress(NameToken token) {
    int before = token.start() - 1;
    boolean address = before >= 0 && "@/\\.".indexOf(title.charAt(before)) >= 0;
    boolean inside = before > 0 && Character.isLetterOrDigit(title.charAt(before - 1));
    boolean mail = token.end() < title.length() && title.charAt(token.end()) == '@';
    return mail || (address && inside && title.charAt(before) != '/');
  }

  /** {@code Annas Geburtstag}: the name without the ending of its genitive. */
  String bare(int at) {
    String word = tokens.get(at).in(title);
    if (word.length() <= SHORTEST || !Fold.of(word).endsWith("s")) {
      return word;
    }
    String base = word.substring(0, word.length() - 1);
    boolean genitive = !vocabulary.mayBeName(word) && vocabulary.isFirstName(base);
    return genitive || isPlural(at) ? base : word;
  }

  /** {@code the Johnsons}. */
  boolean isPlural(int at) {
    String word = tokens.get(at).in(title);
    return at > 0
        && tokens.get(at).shape() == Shape.CAPITAL
        && ARTICLES.contains(tokens.get(at - 1).key())
        && word.endsWith("s")
        && !vocabulary.mayBeName(word)
        && Wordlist.FAMILY_NAMES.contains(Fold.of(word.substring(0, word.length() - 1)));
  }
}
