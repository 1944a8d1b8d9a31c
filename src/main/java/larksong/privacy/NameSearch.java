package larksong.privacy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import larksong.privacy.Endings.Ending;
import larksong.privacy.NameIndex.Form;
import larksong.privacy.NameIndex.Node;
import larksong.privacy.Token.Shape;
import org.jspecify.annotations.Nullable;

/** Looks for the names of an index in one text; in time that grows with the text alone. */
final class NameSearch {

  /** A place that names one of several people. */
  record Found(int start, int nameStart, int nameEnd, int end, List<Form> forms) {}

  private static final int MOST_WORDS = 12;
  private static final int LONGEST_WORD = 60;
  private static final int MOST_REMEMBERED = 20_000;
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "am", "pm", "us", "uk", "eu", "un", "ad", "bc", "ps", "nb", "po", "dc", "la", "ny", "zb",
          "dh", "ua", "sa", "sl", "bv", "nv", "eg", "ie", "ia", "oa", "og", "ev", "ag", "qa", "hr",
          "it", "ip", "tv", "rp", "vs", "ca", "sp");
  private static final String LETTER_WORDS = "aioeyàyuw";

  private final NameIndex index;
  private final String text;
  private final List<Token> tokens;
  private final Surroundings around;
  private final Map<String, List<Endings.Origin>> origins = new HashMap<>();
  private final Map<String, Boolean> other = new HashMap<>();
  private final Vocabulary vocabulary = new Vocabulary();

  private Best best = Best.NONE;

  private record Best(int last, int end, List<Form> forms, int rank) {
    static final Best NONE = new Best(-1, -1, List.of(), Integer.MAX_VALUE);
  }

  /** How the words so far were written. */
  private record Way(
      int first,
      int words,
      int initials,
      boolean pointed,
      boolean bare,
      boolean inflected,
      Ending kind) {}

  NameSearch(NameIndex index, String text) {
    this.index = index;
    this.text = text;
    this.tokens = Token.of(text);
    this.around = new Surroundings(text, tokens);
  }

  List<Found> all() {
    List<Found> all = new ArrayList<>();
    int at = 0;
    int covered = 0;
    while (at < tokens.size()) {
      Token token = token(at);
      best = Best.NONE;
      if (token.start() >= covered) {
        explore(index.root(), at, new Way(at, 0, 0, true, false, false, Ending.CLEAR));
      }
      if (best.last >= 0 && (!token.isDense() || best.last > at)) {
        int start = Math.max(covered, TitleMarks.before(text, tokens, at));
        int end = TitleMarks.after(text, tokens, best.last, withSuffix(best.end));
        all.add(new Found(start, token.start(), best.end, end, best.forms));
        covered = end;
        at = best.last + 1;
      } else {
        if (token.isDense()) {
          covered = Math.max(covered, dense(token, at, all));
        }
        at++;
      }
    }
    return all;
  }

  private Token token(int at) {
    return tokens.get(at);
  }

  /** {@code Ayşe'nin}: an apostrophe and an ending that is none of the seven languages. */
  private int withSuffix(int end) {
    if (end >= text.length() || !Gap.isApostrophe(text.charAt(end))) {
      return end;
    }
    int to = end + 1;
    while (to < text.length() && Character.isLetter(text.charAt(to)) && to - end < 8) {
      to++;
    }
    String suffix = Fold.of(text.substring(end + 1, to));
    boolean whole = to == text.length() || !Character.isLetter(text.charAt(to));
    boolean english = Set.of("s", "d", "ll", "ve", "re", "m", "t", "").contains(suffix);
    return whole && !english && Character.isLowerCase(text.charAt(end + 1)) ? to : end;
  }

  private void explore(Node node, int at, Way way) {
    Token token = token(at);
    if (token.key().isEmpty() || token.key().length() > LONGEST_WORD) {
      return;
    }
    take(node.next(token.key()), at, token.end(), way, false, Ending.CLEAR);
    if (token.end() < token.run()
        && token.run() - token.start() <= LONGEST_WORD
        && (at == 0 || token(at - 1).run() != token.run())) {
      int last = at;
      while (token(last).end() < token.run()) {
        last++;
      }
      String run = Fold.of(text.substring(token.start(), token.run()));
      take(node.next(run), last, token.run(), way, false, Ending.CLEAR);
    }
    if (token.isLetter()) {
      takeInitial(node, at, way);
      return;
    }
    takeEnding(node, at, way);
    if (node.next(token.key()) == null) {
      for (Endings.Origin origin : origins(node, token, way)) {
        take(node.next(origin.key()), at, token.end(), way, true, origin.kind());
      }
    }
  }

  /** Whether a form of the word may be in the index; some scripts put letters before a name. */
  private boolean mayBegin(Token token) {
    return Endings.hasPrefixes(token.key()) || index.beginsLike(token.key());
  }

  /** What a word may be a form of; one without a capital only inside a longer name. */
  private List<Endings.Origin> origins(Node node, Token token, Way way) {
    String key = token.key();
    if (way.words > 0) {
      boolean may = Endings.hasPrefixes(key) || node.mayLeadTo(key.charAt(0));
      return may ? Endings.origins(key) : List.of();
    }
    if (token.shape() == Shape.LOWER || !mayBegin(token)) {
      return List.of();
    }
    if (origins.size() > MOST_REMEMBERED) {
      origins.clear();
    }
    return origins.computeIfAbsent(
        key,
        word ->
            Endings.origins(word).stream()
                .filter(origin -> index.root().next(origin.key()) != null)
                .distinct()
                .toList());
  }

  private void takeInitial(Node node, int at, Way way) {
    Token token = token(at);
    boolean pointed = token.end() < text.length() && text.charAt(token.end()) == '.';
    Gap gap =
        at + 1 < tokens.size() ? Gap.between(text, token.end(), token(at + 1).start()) : Gap.OTHER;
    boolean handle = gap == Gap.POINT || gap == Gap.LINK || gap == Gap.HYPHEN;
    boolean first = way.words == 0;
    if (token.shape() == Shape.LOWER && !(first ? handle : around.gapBefore(at) != Gap.BLANK)) {
      return;
    }
    Node next = node.next("." + token.key());
    if (next == null || (!first && around.gapBefore(at) == Gap.APOSTROPHE)) {
      return;
    }
    int end = token.end() + (pointed && isAbbreviating(at) ? 1 : 0);
    boolean bare = !pointed && !handle && LETTER_WORDS.contains(token.key());
    Way longer =
        new Way(
            way.first,
            way.words + 1,
            way.initials + 1,
            way.pointed && pointed,
            way.bare || bare,
            way.inflected,
            way.kind);
    reach(next, at, end, longer, true);
  }

  /** The point of an initial is the name's, unless an address goes on behind it. */
  private boolean isAbbreviating(int at) {
    int end = token(at).end();
    return token(at).shape() != Shape.LOWER
        && (end + 1 >= text.length()
            || !Character.isLetterOrDigit(text.charAt(end + 1))
            || Character.isUpperCase(text.charAt(end + 1)));
  }

  /** {@code Annas}, {@code Joneses}: what is behind the name stays. */
  private void takeEnding(Node node, int at, Way way) {
    Token token = token(at);
    String key = token.key();
    char last = Character.toLowerCase(text.charAt(token.end() - 1));
    if (last != 's' || key.length() < 4 || (way.initials > 0 && way.words == way.initials)) {
      return;
    }
    Node plain = node.next(key.substring(0, key.length() - 1));
    takeLast(plain, at, token.end() - 1, way);
    if (key.endsWith("es") && key.length() > 4) {
      String base = key.substring(0, key.length() - 2);
      if (base.matches(".*(?:s|x|z|ch|sh)")) {
        takeLast(node.next(base), at, token.end() - 2, way);
      }
    }
  }

  private void takeLast(@Nullable Node next, int at, int end, Way way) {
    if (next == null || next.forms().isEmpty()) {
      return;
    }
    boolean alone = way.words == 0;
    if (alone && isOtherFamily(at)) {
      return;
    }
    boolean genitive =
        around.isAtTheirs(at)
            || (token(at).shape() == Shape.CAPITAL
                && !around.isAfterDeterminer(at)
                && at + 1 < tokens.size()
                && token(at + 1).shape() == Shape.CAPITAL);
    accept(next.forms(), at, end, plus(way, false, Ending.CLEAR), alone && genitive);
  }

  /** {@code Julia Roberts}: no form of somebody called Robert. */
  private boolean isOtherFamily(int at) {
    return Wordlist.FAMILY_NAMES.contains(token(at).key())
        && around.gapBefore(at) == Gap.BLANK
        && Wordlist.FIRST_NAMES.contains(token(at - 1).key())
        && token(at - 1).shape() == Shape.CAPITAL;
  }

  private static Way plus(Way way, boolean inflected, Ending kind) {
    return new Way(
        way.first,
        way.words + 1,
        way.initials,
        way.pointed,
        way.bare,
        way.inflected || inflected,
        inflected ? kind : way.kind);
  }

  private void take(@Nullable Node next, int at, int end, Way way, boolean inflected, Ending kind) {
    if (next != null) {
      reach(next, at, end, plus(way, inflected, kind), false);
    }
  }

  private void reach(Node node, int at, int end, Way way, boolean initial) {
    accept(node.forms(), at, end, way, false);
    if (node.isEnd() || at + 1 >= tokens.size() || way.words >= MOST_WORDS) {
      return;
    }
    Token token = token(at);
    Gap gap = Gap.between(text, token.end(), token(at + 1).start());
    boolean goesOn =
        switch (gap) {
          case NONE, BLANK, HYPHEN, APOSTROPHE, POINT, LINK -> true;
          case POINT_AND_BLANK -> initial;
          case COMMA -> node.takesComma();
          case OTHER -> false;
        };
    if (goesOn) {
      explore(node, at + 1, way);
    }
  }

  private void accept(List<Form> forms, int at, int end, Way way, boolean sure) {
    if (forms.isEmpty() || end < best.end) {
      return;
    }
    List<Form> fitting = new ArrayList<>();
    int rank = Integer.MAX_VALUE;
    for (Form form : forms) {
      if (fits(form, at, way, sure)) {
        int own = form.kind().rank() + (way.inflected ? 3 : 0);
        if (own < rank) {
          fitting.clear();
          rank = own;
        }
        if (own == rank) {
          fitting.add(form);
        }
      }
    }
    if (!fitting.isEmpty() && (end > best.end || rank < best.rank)) {
      best = new Best(at, end, fitting, rank);
    } else if (!fitting.isEmpty() && rank == best.rank && !best.forms.containsAll(fitting)) {
      List<Form> both = new ArrayList<>(best.forms);
      fitting.stream().filter(form -> !both.contains(form)).forEach(both::add);
      best = new Best(at, end, both, rank);
    }
  }

  private boolean fits(Form form, int at, Way way, boolean sure) {
    if (way.inflected && !isInflection(form, at, way)) {
      return false;
    }
    return switch (form.extent()) {
      case INITIALS -> way.pointed && !isAbbreviation(way.first, at);
      case INITIAL_AND_FAMILY, GIVEN_AND_INITIAL -> !way.bare;
      case FULL -> true;
      case GIVEN, FAMILY, DIMINUTIVE ->
          form.kind().single() ? isName(form, at, way, sure) : isNames(form, at);
    };
  }

  private boolean isAbbreviation(int first, int last) {
    StringBuilder letters = new StringBuilder();
    for (int i = first; i <= last; i++) {
      if (token(i).shape() == Shape.LOWER) {
        return true;
      }
      letters.append(token(i).key());
    }
    return ABBREVIATIONS.contains(letters.toString());
  }

  /** Several words, such as {@code de Boer}: the last has its capital if it is a word too. */
  private boolean isNames(Form form, int at) {
    return !around.isInPhrase(at, at)
        && (!form.kind().wordToo() || token(at).shape() != Shape.LOWER);
  }

  private boolean isName(Form form, int at, Way way, boolean sure) {
    Token token = token(at);
    if (around.isInPhrase(at, at) || around.isCompany(at) || around.isSaint(at)) {
      return false;
    }
    if (way.inflected) {
      return token.shape() != Shape.LOWER;
    }
    if (token.shape() == Shape.LOWER && !index.isWritten(token.in(text))) {
      return false;
    }
    if (form.kind().wordToo() && !sure) {
      return around.saysName(at);
    }
    return token.shape() == Shape.NONE
        || token.shape() != Shape.LOWER
        || token.key().length() > 2
        || around.isAccount(at);
  }

  private boolean isInflection(Form form, int at, Way way) {
    boolean whole = way.words > 1 && way.initials == 0;
    boolean likely =
        switch (way.kind) {
          case CLEAR -> true;
          case SLAVIC -> form.kind().slavic() || around.isSlavic();
          case ADDED -> around.isAdding();
          case FEMALE -> form.extent() == Extent.FAMILY && form.kind().single();
        };
    if (!likely || whole) {
      return likely;
    }
    if (form.kind().wordToo() && (way.kind == Ending.SLAVIC || way.kind == Ending.ADDED)) {
      return false;
    }
    boolean foreign = way.kind == Ending.SLAVIC && around.isSlavic();
    return token(at).shape() == Shape.NONE || foreign || !isAnother(token(at).in(text));
  }

  /** Whether a word has a meaning of its own: {@code Martin} is no form of Mart. */
  private boolean isAnother(String word) {
    return other.computeIfAbsent(
        word,
        any ->
            vocabulary.mayBeName(any)
                || Wordlist.PLACES.contains(Fold.of(any))
                || Wordlist.COMPANY_NAMES.contains(Fold.of(any))
                || (vocabulary.isCommon(any.toLowerCase(Locale.ROOT))
                    && !Fold.of(any).endsWith("in")));
  }

  /** Names in a run of letters that has no blanks; returns how far they reach. */
  private int dense(Token token, int at, List<Found> all) {
    String key = token.key();
    int covered = token.start();
    if (key.length() != token.end() - token.start()) {
      return covered;
    }
    int from = 0;
    while (from < key.length()) {
      int length = Math.min(index.longestDense(), key.length() - from);
      while (length > 0 && !isDense(key, from, length, token, at)) {
        length--;
      }
      if (length == 0) {
        from++;
        continue;
      }
      int end = from + length;
      int whole = token.start() + end + TitleMarks.honorific(key, end);
      if (end == key.length()) {
        whole = Math.max(whole, TitleMarks.after(text, tokens, at, token.end()));
      }
      List<Form> forms = index.dense(key.substring(from, end));
      int start = token.start() + from;
      all.add(new Found(start, start, token.start() + end, whole, forms));
      covered = whole;
      from = Math.max(end, whole - token.start());
    }
    return covered;
  }

  private boolean isDense(String key, int from, int length, Token token, int at) {
    List<Form> forms = index.dense(key.substring(from, from + length));
    if (forms.isEmpty()) {
      return false;
    }
    boolean hangul =
        Character.UnicodeScript.of(key.codePointAt(from)) == Character.UnicodeScript.HANGUL;
    if (hangul && from > 0) {
      return false;
    }
    if (forms.stream().noneMatch(form -> form.kind().wordToo())) {
      return true;
    }
    boolean called = TitleMarks.honorific(key, from + length) > 0;
    boolean spaced =
        from + length == key.length()
            && TitleMarks.after(text, tokens, at, token.end()) > token.end();
    boolean familiar = from > 0 && "小老阿".indexOf(key.charAt(from - 1)) >= 0;
    return called || spaced || familiar;
  }
}
