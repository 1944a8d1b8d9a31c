package larksong.privacy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import larksong.privacy.Endings.Ending;
import larksong.privacy.NameIndex.Form;
import larksong.privacy.NameToken.Shape;

/** Whether words that look like a form of a name are one where they stand; for one text. */
final class FormRules {

  private static final Set<String> ABBREVIATIONS = Wordlist.words("abbreviation");

  private final NameIndex index;
  private final String text;
  private final List<NameToken> tokens;
  private final Surroundings around;
  private final NameDictionary vocabulary;
  private final Map<String, Boolean> other = new HashMap<>();

  FormRules(
      NameIndex index,
      String text,
      List<NameToken> tokens,
      Surroundings around,
      NameDictionary vocabulary) {
    this.index = index;
    this.text = text;
    this.tokens = tokens;
    this.around = around;
    this.vocabulary = vocabulary;
  }

  /**
   * Whether a form is meant.
   *
   * @param at the last word's place
   * @param sure whether what stands around has shown already that it is a name
   */
  boolean fits(Form form, int at, Way way, boolean sure) {
    if (way.inflected() && !isInflection(form, at, way)) {
      return false;
    }
    return switch (form.extent()) {
      case INITIALS -> way.pointed() && !isAbbreviation(way.first(), at);
      case INITIAL_AND_FAMILY, GIVEN_AND_INITIAL -> !way.bare();
      case FULL -> true;
      case GIVEN, FAMILY, DIMINUTIVE ->
          form.kind().single() ? isName(form, at, way, sure) : isNames(form, at);
    };
  }

  private boolean isAbbreviation(int first, int last) {
    StringBuilder letters = new StringBuilder();
    for (int i = first; i <= last; i++) {
      if (tokens.get(i).shape() == Shape.LOWER) {
        return true;
      }
      letters.append(tokens.get(i).key());
    }
    return ABBREVIATIONS.contains(letters.toString());
  }

  /** Several words, such as {@code de Boer}: the last has its capital if it is a word too. */
  private boolean isNames(Form form, int at) {
    boolean capital = tokens.get(at).shape() != Shape.LOWER;
    return !around.isInPhrase(at, at) && (capital || !form.kind().wordToo());
  }

  private boolean isName(Form form, int at, Way way, boolean sure) {
    NameToken token = tokens.get(at);
    if (around.isInPhrase(at, at) || around.isCompany(at) || around.isSaint(at)) {
      return false;
    }
    if (way.inflected()) {
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
    boolean whole = way.words() > 1 && way.initials() == 0;
    boolean likely =
        switch (way.ending()) {
          case CLEAR -> true;
          case SLAVIC -> form.kind().slavic() || around.isSlavic();
          case ADDED -> around.isAdding();
          case FEMALE -> form.extent() == Extent.FAMILY && form.kind().single();
        };
    if (!likely || whole) {
      return whole; // two words of one name with endings are no chance
    }
    if (form.kind().wordToo() && (way.ending() == Ending.SLAVIC || way.ending() == Ending.ADDED)) {
      return false;
    }
    boolean foreign = way.ending() == Ending.SLAVIC && around.isSlavic();
    return tokens.get(at).shape() == Shape.NONE || foreign || !isAnother(tokens.get(at).in(text));
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
}
