package larksong.spoken;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Knows whether a sentence is told in somebody's very words: a whole sentence of theirs, or many
 * words in a row of one, outside quotation marks.
 */
public final class Verbatim {

  /** Words in a row that nobody writes by chance; good retellings of news have up to eleven. */
  private static final int MANY = 12;

  /** Fewer words make no sentence that could be anybody's. */
  private static final int FEWEST = 5;

  private final List<List<String>> sentences = new ArrayList<>();

  /** Adds those sentences of a text that count. */
  public void add(String text, Locale language, Predicate<String> counts) {
    for (String sentence : Sentences.of(text, language)) {
      if (counts.test(sentence)) {
        sentences.add(words(Requests.outsideQuotations(sentence)));
      }
    }
  }

  /** Whether the sentence is told in them, or holds a whole one of them. */
  public boolean isIn(String sentence) {
    List<String> words = words(Requests.outsideQuotations(sentence));
    return sentences.stream().anyMatch(theirs -> isTold(words, theirs));
  }

  private static boolean isTold(List<String> words, List<String> theirs) {
    boolean isSentence = theirs.size() >= FEWEST && words.size() >= FEWEST;
    return isSentence && longestRun(words, theirs) >= Math.min(MANY, theirs.size());
  }

  private static List<String> words(String sentence) {
    return Token.of(sentence).stream().map(Token::word).toList();
  }

  private static int longestRun(List<String> one, List<String> other) {
    int longest = 0;
    int[] before = new int[other.size() + 1];
    for (String word : one) {
      int[] runs = new int[other.size() + 1];
      for (int i = 0; i < other.size(); i++) {
        runs[i + 1] = word.equals(other.get(i)) ? before[i] + 1 : 0;
        longest = Math.max(longest, runs[i + 1]);
      }
      before = runs;
    }
    return longest;
  }
}
