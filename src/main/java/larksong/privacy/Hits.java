package larksong.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** The places of a pattern in a text. */
final class Hits {

  private Hits() {}

  /**
   * The places of the pattern's first group; the search goes on behind it, so that one character
   * may end one thing and precede the next.
   *
   * @param holds whether what stands between two places is what the pattern is for
   */
  static List<Found> of(
      Pattern pattern, TextWords words, PrivateKind kind, BiPredicate<Integer, Integer> holds) {
    List<Found> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(words.text());
    int from = 0;
    while (from < words.text().length() && matcher.find(from)) {
      int start = matcher.start(1);
      int end = matcher.end(1);
      if (end > start && holds.test(start, end)) {
        found.add(new Found(start, end, kind));
      }
      from = Math.max(end, from + 1);
    }
    return found;
  }

  /** Those that no letter or digit touches. */
  static List<Found> whole(Pattern pattern, TextWords words, PrivateKind kind) {
    return of(
        pattern, words, kind, (start, end) -> words.freeBefore(start) && words.freeAfter(end));
  }
}
