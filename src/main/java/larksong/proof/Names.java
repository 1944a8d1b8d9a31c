package larksong.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.spoken.Heard;

/** Finds the names in a sentence. */
final class Names {

  private static final Pattern CAPITAL =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(?:[dDlLjJmMnNtTsScC]['’]|[qQ]u['’])?(\\p{Lu}[\\p{L}\\p{M}]*(?:['’-]\\p{L}[\\p{L}\\p{M}]*)*)(?![\\p{L}\\p{N}])");

  /** {@code L'équipe}: a capital that belongs to the article. */
  private static final Pattern ELIDED = Pattern.compile("(?:[DLJMNSTC]|Qu)['’]\\p{Ll}");

  /** {@code Don't}. */
  private static final Pattern NEGATED = Pattern.compile("n['’]t$");

  /** After these a capital says nothing. */
  private static final Pattern BEGINNING = Pattern.compile("(?:^|[.!?:…]\\s*|[“„«»\"‘(–—]\\s*)$");

  private Names() {}

  /**
   * A word of a name.
   *
   * @param follows whether the word right before it is one too
   * @param isPairOfNouns whether it is two common nouns side by side, which German has in names
   */
  record Name(String word, boolean follows, boolean isPairOfNouns) {}

  /**
   * The names in a sentence, in order.
   *
   * @param known what the evidence says anyway: no dictionary is asked about it
   */
  static List<Name> in(String sentence, Grammar grammar, Predicate<String> known) {
    boolean nounsInCapitals = grammar.lexicon().hasNounsInCapitals();
    List<Name> names = new ArrayList<>();
    Matcher matcher = CAPITAL.matcher(sentence);
    int last = -1;
    int lastNoun = -1;
    while (matcher.find()) {
      String word = matcher.group(1);
      boolean begins = BEGINNING.matcher(sentence.substring(0, matcher.start())).find();
      String rest = sentence.substring(matcher.end());
      if (isName(word, begins, rest, grammar, known)) {
        names.add(new Name(word, isNext(sentence, last, matcher.start()), false));
        last = matcher.end();
      } else if (nounsInCapitals && !begins && isNoun(word, grammar)) {
        if (isNext(sentence, lastNoun, matcher.start())) {
          names.add(new Name(word, false, true));
        }
        lastNoun = matcher.end();
      }
    }
    return names;
  }

  private static boolean isNext(String sentence, int last, int start) {
    return last >= 0 && sentence.substring(last, start).equals(" ");
  }

  private static boolean isNoun(String word, Grammar grammar) {
    return word.length() > 3
        && !grammar.title().matcher(Words.plain(word)).matches()
        && !grammar.heard().stopWords().contains(word.toLowerCase(Locale.ROOT))
        && !grammar.heard().isExact(word);
  }

  private static boolean isName(
      String word, boolean begins, String rest, Grammar grammar, Predicate<String> known) {
    Heard heard = grammar.heard();
    Lexicon lexicon = grammar.lexicon();
    if (ELIDED.matcher(word).lookingAt() || NEGATED.matcher(word).find()) {
      return false;
    }
    String plain = Words.plain(word);
    String lower = word.toLowerCase(Locale.ROOT).replace('’', '\'');
    if (heard.stopWords().contains(plain)
        || heard.stopWords().contains(lower)
        || grammar.title().matcher(plain).matches()
        || plain.length() < 2
        || heard.isExact(word)) {
      return false;
    }
    if (begins && lexicon.isThere() && !lexicon.hasNounsInCapitals() && known.test(plain)) {
      return false;
    }
    if (lexicon.hasNounsInCapitals()) {
      return !lexicon.isCommon(stripped(word));
    }
    if (begins && !lexicon.isThere()) {
      Matcher next = CAPITAL.matcher(rest);
      boolean nameFollows =
          rest.matches("(?s) \\p{Lu}.*")
              && next.find()
              && !heard.stopWords().contains(Words.plain(next.group(1)));
      return nameFollows || grammar.verb().matcher(rest).find();
    }
    return !begins || !lexicon.isCommon(stripped(word));
  }

  private static String stripped(String word) {
    return word.replaceAll("['’]s?$", "");
  }
}
