package larksong.privacy;

import java.util.List;
import java.util.Set;
import larksong.privacy.NameToken.Shape;

/** What a text says around a word, which tells whether the word is a name there. */
final class Surroundings {

  private static final Set<String> DETERMINERS = Wordlist.words("determiner");
  private static final Set<String> BEFORE_MONTH = Wordlist.words("before-month");
  private static final Set<String> BEFORE_PLACE = Wordlist.words("before-place");
  private static final Set<String> TOWARD = Wordlist.words("toward");
  private static final Set<String> TRAVEL = Wordlist.words("travel");
  private static final Set<String> PLURALS = Wordlist.words("plural");
  private static final Set<String> AT_THEIRS = Wordlist.words("at-theirs");
  private static final Set<String> SAINTS = Wordlist.words("saint");
  private static final Set<String> AND = Wordlist.words("and");
  private static final Set<String> ENGLISH_TEXT = Wordlist.words("english");
  private static final Set<String> DUTCH_TEXT = Wordlist.words("dutch");
  private static final Set<String> AFTER_PLACE = Wordlist.words("after-place");
  private static final Set<String> AFTER_WORD = Wordlist.words("after-word");
  private static final Set<String> AFTER_NAME = Wordlist.words("after-name");
  private static final Set<List<String>> PHRASES = Wordlist.phrases();
  private static final Set<String> FAMILY_FIRM = Wordlist.words("family-firm");
  private static final Set<String> MONTHS = Wordlist.words("month");
  private static final Set<String> SLAVIC_TEXT = Wordlist.words("slavic");
  private static final Set<String> ADDING_TEXT = Wordlist.words("adding");

  private final String text;
  private final List<NameToken> tokens;
  private final NameDictionary vocabulary;
  private final boolean slavic;
  private final boolean adding;
  private final boolean english;
  private final boolean dutch;

  Surroundings(String text, List<NameToken> tokens, NameDictionary vocabulary) {
    this.text = text;
    this.tokens = tokens;
    this.vocabulary = vocabulary;
    this.slavic = has(SLAVIC_TEXT) || text.chars().anyMatch(c -> "ąęłńśźżčěřůžđ".indexOf(c) >= 0);
    this.adding = has(ADDING_TEXT) || text.chars().anyMatch(c -> "ığşőűŐŰİ".indexOf(c) >= 0);
    this.english = has(ENGLISH_TEXT);
    this.dutch = has(DUTCH_TEXT);
  }

  private boolean has(Set<String> words) {
    return tokens.stream().anyMatch(token -> words.contains(token.key()));
  }

  /** Whether the text is in a Slavic language that is written in Latin letters. */
  boolean isSlavic() {
    return slavic;
  }

  /** Whether the text is in a language that adds endings to names. */
  boolean isAdding() {
    return adding;
  }

  WordGap gapBefore(int at) {
    return at == 0 ? WordGap.OTHER : WordGap.between(text, tokens.get(at - 1), tokens.get(at));
  }

  /** Whether the words around are in capitals as well, so that capitals tell nothing. */
  boolean isAmongCapitals(int at) {
    return isCapitals(at - 1) || isCapitals(at + 1);
  }

  private boolean isCapitals(int at) {
    return at >= 0 && at < tokens.size() && tokens.get(at).shape() == Shape.CAPITALS;
  }

  private String key(int at) {
    return at >= 0 && at < tokens.size() ? tokens.get(at).key() : "";
  }

  private boolean isDirectly(int before, int after) {
    return before >= 0
        && after < tokens.size()
        && WordGap.between(text, tokens.get(before), tokens.get(after)) == WordGap.BLANK;
  }

  /** Whether a mark of an account stands before: {@code @mark}. */
  boolean isAccount(int at) {
    int start = tokens.get(at).start();
    return start > 0 && text.charAt(start - 1) == '@';
  }

  boolean hasTitleBefore(int at) {
    return isDirectlyOrPoint(at) && TitleMarks.isTitle(text, tokens, at - 1);
  }

  private boolean isDirectlyOrPoint(int at) {
    WordGap gap = gapBefore(at);
    return gap == WordGap.BLANK || gap == WordGap.POINT_AND_BLANK || gap == WordGap.POINT;
  }

  /** Whether a word that is also another word is a name here. */
  boolean saysName(int at) {
    NameToken token = tokens.get(at);
    if (isAccount(at) || hasTitleBefore(at) || isPossessive(token) || isAtTheirs(at)) {
      return true;
    }
    if (token.shape() == Shape.LOWER
        || isPartOfRun(at)
        || (token.shape() == Shape.CAPITALS && isAmongCapitals(at))
        || isMonth(at)
        || isPlace(at)) {
      return false;
    }
    if (isAfterDeterminer(at)) {
      return false;
    }
    WordGap gap = gapBefore(at);
    boolean beginning = gap == WordGap.OTHER || gap == WordGap.POINT_AND_BLANK;
    return !beginning || !isDirectly(at, at + 1) || saysNameAfter(at + 1);
  }

  /** At the beginning of a sentence every word has a capital; the next one tells. */
  private boolean saysNameAfter(int next) {
    String key = key(next);
    if (AFTER_NAME.contains(key)) {
      return true;
    }
    if (key.equals("e") && !tokens.get(next).in(text).equals("e")) {
      return true; // è, é: is
    }
    if (AND.contains(key)) {
      return next + 1 < tokens.size() && tokens.get(next + 1).shape() == Shape.CAPITAL;
    }
    String written = tokens.get(next).in(text);
    return (tokens.get(next).shape() == Shape.CAPITAL && Wordlist.FAMILY_NAMES.contains(key))
        || (!AFTER_WORD.contains(key)
            && tokens.get(next).shape() == Shape.LOWER
            && (vocabulary.isVerb(written)
                || (Wordlist.FIRST_NAMES.contains(key(next - 1))
                    && !(english && vocabulary.isThing(written)))));
  }

  /** Whether it is one of the words of {@code LangChain}. */
  private boolean isPartOfRun(int at) {
    NameToken token = tokens.get(at);
    return token.end() < token.run() || (at > 0 && tokens.get(at - 1).end() == token.start());
  }

  private boolean isPossessive(NameToken token) {
    int end = token.end();
    return end + 1 < text.length()
        && WordGap.isApostrophe(text.charAt(end))
        && (text.charAt(end + 1) == 's' || text.charAt(end + 1) == 'S')
        && (end + 2 == text.length() || !Character.isLetter(text.charAt(end + 2)));
  }

  /** Whether a family is meant: {@code chez les Martin}, {@code bei den Müllers}. */
  boolean isAtTheirs(int at) {
    String key = key(at);
    return at > 1
        && tokens.get(at).shape() == Shape.CAPITAL
        && PLURALS.contains(key(at - 1))
        && AT_THEIRS.contains(key(at - 2))
        && (Wordlist.FAMILY_NAMES.contains(key)
            || (key.endsWith("s")
                && Wordlist.FAMILY_NAMES.contains(key.substring(0, key.length() - 1))));
  }

  /** Whether an article stands before; {@code a} is one in English, {@code de} in Dutch. */
  boolean isAfterDeterminer(int at) {
    String before = key(at - 1);
    return isDirectly(at - 1, at)
        && DETERMINERS.contains(before)
        && (!before.equals("a") || english)
        && (!before.equals("de") || dutch);
  }

  /** Whether a month is meant: {@code in May}, {@code 5 May}. */
  boolean isMonth(int at) {
    return MONTHS.contains(key(at))
        && (isDigitNear(at) || (isDirectly(at - 1, at) && BEFORE_MONTH.contains(key(at - 1))));
  }

  private boolean isDigitNear(int at) {
    NameToken token = tokens.get(at);
    for (int i = token.start() - 1; i >= Math.max(0, token.start() - 3); i--) {
      if (Character.isDigit(text.charAt(i))) {
        return true;
      }
    }
    for (int i = token.end(); i < Math.min(text.length(), token.end() + 3); i++) {
      if (Character.isDigit(text.charAt(i))) {
        return true;
      }
      if (Character.isLetter(text.charAt(i))) {
        return false;
      }
    }
    return false;
  }

  /** Whether a place is meant: {@code in Florence}, {@code flight to Florence}. */
  boolean isPlace(int at) {
    return Wordlist.PLACES.contains(key(at))
        && ((isDirectly(at - 1, at) && BEFORE_PLACE.contains(key(at - 1)))
            || (TOWARD.contains(key(at - 1)) && TRAVEL.contains(key(at - 2)))
            || isBeforePlace(at));
  }

  /** Whether a park, a station or the like follows. */
  boolean isBeforePlace(int at) {
    if (!AFTER_PLACE.contains(key(at + 1))) {
      return false;
    }
    WordGap gap = gapBefore(at + 1);
    return gap == WordGap.BLANK || gap == WordGap.HYPHEN;
  }

  static boolean isSaint(String key) {
    return SAINTS.contains(key);
  }

  /** Whether a saint is meant, which is a place or a day: {@code San Miguel}. */
  boolean isSaint(int at) {
    return SAINTS.contains(key(at - 1))
        && tokens.get(at - 1).shape() != Shape.LOWER
        && isDirectlyOrPoint(at);
  }

  /** Whether words are part of a company, a place or a day: {@code Morgan Stanley}. */
  boolean isInPhrase(int first, int last) {
    for (int from = Math.max(0, first - 2); from <= first; from++) {
      for (int to = last; to < Math.min(tokens.size(), last + 3); to++) {
        if (to > from && to - from < 3 && PHRASES.contains(keys(from, to))) {
          return true;
        }
      }
    }
    return false;
  }

  private List<String> keys(int from, int to) {
    return tokens.subList(from, to + 1).stream().map(NameToken::key).toList();
  }

  /** Whether a company's form follows: {@code Weber GmbH}, {@code Raman & Sons}. */
  boolean isCompany(int last) {
    if (last + 1 >= tokens.size() || tokens.get(last + 1).shape() == Shape.LOWER) {
      return false;
    }
    String next = key(last + 1);
    if (isDirectly(last, last + 1) && Wordlist.COMPANY.contains(next)) {
      return !Wordlist.PARTICLES.contains(next) && next.length() > 1;
    }
    String between = text.substring(tokens.get(last).end(), tokens.get(last + 1).start());
    return between.equals(" & ") && FAMILY_FIRM.contains(next);
  }
}
