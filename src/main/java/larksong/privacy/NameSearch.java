package larksong.privacy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import larksong.privacy.Endings.Ending;
import larksong.privacy.NameIndex.Form;
import larksong.privacy.NameIndex.Node;
import larksong.privacy.NameToken.Shape;
import org.jspecify.annotations.Nullable;

/** Looks for the names of an index in one text; in time that grows with the text alone. */
final class NameSearch {

  /** A place that names one of several people. */
  record Found(int start, int nameStart, int nameEnd, int end, List<Form> forms) {}

  private static final int MOST_WORDS = 12;
  private static final int LONGEST_WORD = 60;
  private static final int MOST_REMEMBERED = 20_000;

  /** What an apostrophe leads to in English: it is no part of a name. */
  private static final Set<String> CONTRACTED = Set.of("", "s", "d", "ll", "ve", "re", "m", "t");

  private static final String LETTER_WORDS = "aioeyàyuw";

  private final NameIndex index;
  private final String text;
  private final List<NameToken> tokens;
  private final Surroundings around;
  private final Map<String, List<Endings.Origin>> origins = new HashMap<>();
  private final FormRules rules;
  private final DenseSearch denseSearch;

  private Best best = Best.NONE;

  private record Best(int last, int end, List<Form> forms, int rank) {
    static final Best NONE = new Best(-1, -1, List.of(), Integer.MAX_VALUE);
  }

  NameSearch(NameIndex index, String text) {
    this.index = index;
    this.text = text;
    this.tokens = NameToken.of(text);
    NameDictionary vocabulary = new NameDictionary();
    this.around = new Surroundings(text, tokens, vocabulary);
    this.rules = new FormRules(index, text, tokens, around, vocabulary);
    this.denseSearch = new DenseSearch(index, text, tokens);
  }

  List<Found> all() {
    List<Found> all = new ArrayList<>();
    int at = 0;
    int covered = 0;
    while (at < tokens.size()) {
      NameToken token = token(at);
      best = Best.NONE;
      if (token.start() >= covered) {
        explore(index.root(), at, Way.from(at));
      }
      if (best.last >= 0 && (!token.isDense() || best.last > at)) {
        int start = Math.max(covered, TitleMarks.before(text, tokens, at));
        int end = TitleMarks.after(text, tokens, best.last, withSuffix(best.end));
        all.add(new Found(start, token.start(), best.end, end, best.forms));
        covered = end;
        at = best.last + 1;
      } else {
        if (token.isDense() && token.start() >= covered) {
          covered = Math.max(covered, denseSearch.search(at, all));
        }
        at++;
      }
    }
    return all;
  }

  private NameToken token(int at) {
    return tokens.get(at);
  }

  /** {@code Ayşe'nin}: an apostrophe and an ending that is none of the seven languages. */
  private int withSuffix(int end) {
    if (end >= text.length() || !WordGap.isApostrophe(text.charAt(end))) {
      return end;
    }
    int to = end + 1;
    while (to < text.length() && Character.isLetter(text.charAt(to)) && to - end < 8) {
      to++;
    }
    String suffix = Fold.of(text.substring(end + 1, to));
    boolean whole = to == text.length() || !Character.isLetter(text.charAt(to));
    boolean english = CONTRACTED.contains(suffix);
    return whole && !english && Character.isLowerCase(text.charAt(end + 1)) ? to : end;
  }

  private void explore(Node node, int at, Way way) {
    NameToken token = token(at);
    if (token.key().isEmpty() || token.key().length() > LONGEST_WORD) {
      return;
    }
    take(node.next(token.key()), at, token.end(), way, null);
    if (token.end() < token.run()
        && token.run() - token.start() <= LONGEST_WORD
        && (at == 0 || token(at - 1).run() != token.run())) {
      int last = at;
      while (token(last).end() < token.run()) {
        last++;
      }
      String run = Fold.of(text.substring(token.start(), token.run()));
      take(node.next(run), last, token.run(), way, null);
    }
    if (token.isLetter()) {
      takeInitial(node, at, way);
      return;
    }
    takeEnding(node, at, way);
    if (node.next(token.key()) == null) {
      for (Endings.Origin origin : origins(node, token, way)) {
        take(node.next(origin.key()), at, token.end(), way, origin.ending());
      }
    }
  }

  /** Whether a form of the word may be in the index; some scripts put letters before a name. */
  private boolean mayBegin(NameToken token) {
    return Endings.hasPrefixes(token.key()) || index.beginsLike(token.key());
  }

  /** What a word may be a form of; one without a capital only inside a longer name. */
  private List<Endings.Origin> origins(Node node, NameToken token, Way way) {
    String key = token.key();
    if (way.words() > 0) {
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
    NameToken token = token(at);
    boolean pointed = token.end() < text.length() && text.charAt(token.end()) == '.';
    WordGap gap =
        at + 1 < tokens.size() ? WordGap.between(text, token, token(at + 1)) : WordGap.OTHER;
    boolean handle = gap == WordGap.POINT || gap == WordGap.LINK || gap == WordGap.HYPHEN;
    boolean first = way.words() == 0;
    if (token.shape() == Shape.LOWER && !(first ? handle : around.gapBefore(at) != WordGap.BLANK)) {
      return;
    }
    Node next = node.next("." + token.key());
    if (next == null || (!first && around.gapBefore(at) == WordGap.APOSTROPHE)) {
      return;
    }
    int end = token.end() + (pointed && isAbbreviating(at) ? 1 : 0);
    boolean bare = !pointed && !handle && LETTER_WORDS.contains(token.key());
    reach(next, at, end, way.withInitial(pointed, bare), true);
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
    NameToken token = token(at);
    String key = token.key();
    char last = Character.toLowerCase(text.charAt(token.end() - 1));
    boolean onlyInitials = way.initials() > 0 && way.words() == way.initials();
    if (last != 's' || key.length() < 4 || onlyInitials) {
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
    boolean alone = way.words() == 0;
    if (alone && isOtherFamily(at)) {
      return;
    }
    boolean genitive =
        around.isAtTheirs(at)
            || (token(at).shape() == Shape.CAPITAL
                && !around.isAfterDeterminer(at)
                && at + 1 < tokens.size()
                && token(at + 1).shape() == Shape.CAPITAL);
    accept(next.forms(), at, end, way.withWord(), alone && genitive);
  }

  /** {@code Julia Roberts}: no form of somebody called Robert. */
  private boolean isOtherFamily(int at) {
    return Wordlist.FAMILY_NAMES.contains(token(at).key())
        && around.gapBefore(at) == WordGap.BLANK
        && Wordlist.FIRST_NAMES.contains(token(at - 1).key())
        && token(at - 1).shape() == Shape.CAPITAL;
  }

  private void take(@Nullable Node next, int at, int end, Way way, @Nullable Ending ending) {
    if (next != null) {
      reach(next, at, end, ending == null ? way.withWord() : way.withInflected(ending), false);
    }
  }

  private void reach(Node node, int at, int end, Way way, boolean initial) {
    accept(node.forms(), at, end, way, false);
    if (node.isEnd() || at + 1 >= tokens.size() || way.words() >= MOST_WORDS) {
      return;
    }
    NameToken token = token(at);
    WordGap gap = WordGap.between(text, token, token(at + 1));
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
      if (rules.fits(form, at, way, sure)) {
        int own = form.kind().rank() + (way.inflected() ? 3 : 0);
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
}
