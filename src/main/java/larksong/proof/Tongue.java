package larksong.proof;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import larksong.spoken.Heard;
import larksong.spoken.Spoken;

/** Tells which language a text is in by its commonest words. */
final class Tongue {

  /** Words below which a text says too little about its language. */
  private static final int FEWEST = 7;

  private Tongue() {}

  /**
   * The expected language, or another's tag, if the text is long enough and one language has
   * clearly more of it.
   */
  static Optional<String> of(String text, String expected) {
    List<String> words = Words.of(text);
    if (words.size() < FEWEST) {
      return Optional.empty();
    }
    if (known(words, expected) * 3 >= words.size()) {
      return Optional.of(expected);
    }
    String best = "";
    long most = 0;
    long second = 0;
    for (String tag : Spoken.languages()) {
      long known = known(words, tag);
      if (known > most) {
        second = most;
        most = known;
        best = tag;
      } else {
        second = Math.max(second, known);
      }
    }
    return most * 5 >= words.size() && most * 2 >= second * 3
        ? Optional.of(best)
        : Optional.empty();
  }

  private static long known(List<String> words, String tag) {
    Set<String> common = Heard.stopWords(tag);
    return words.stream().filter(common::contains).count();
  }
}
