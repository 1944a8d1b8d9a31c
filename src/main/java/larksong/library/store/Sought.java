package larksong.library.store;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a search asks for: in one of the languages, all words, each by one of its terms.
 *
 * @param languages of each language the words, of each word the terms that stand for it
 */
public record Sought(List<List<List<Term>>> languages) {

  /** So many words are looked for; more narrow nothing further. */
  private static final int MOST_WORDS = 12;

  /** A shorter beginning is that of too many words. */
  private static final int SHORTEST_BEGINNING = 2;

  /**
   * Something that is in the index.
   *
   * @param text of letters and digits only
   * @param begins whether it is the beginning of what is in the index
   */
  record Term(String text, boolean begins) {}

  /** The words that were typed; the last one may be the beginning of a word. */
  public static Sought of(String typed) {
    return new Sought(
        Stems.languages()
            .map(stems -> words(stems, typed))
            .filter(words -> !words.isEmpty())
            .distinct()
            .toList());
  }

  public boolean isEmpty() {
    return languages.isEmpty();
  }

  private static List<List<Term>> words(Stems stems, String typed) {
    List<String> words = Stems.words(typed).stream().limit(MOST_WORDS).toList();
    return Stream.iterate(0, i -> i < words.size(), i -> i + 1)
        .map(i -> terms(stems, words.get(i), i == words.size() - 1))
        .toList();
  }

  private static List<Term> terms(Stems stems, String word, boolean last) {
    Stream<Term> whole = stems.sought(word).stream().map(stem -> new Term(stem, false));
    return last && word.length() >= SHORTEST_BEGINNING
        ? Stream.concat(whole, Stream.of(new Term(stems.whole(word), true))).toList()
        : whole.toList();
  }
}
