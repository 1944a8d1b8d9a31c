package larksong.privacy;

import java.util.List;
import java.util.Set;
import larksong.privacy.NameToken.Shape;

/** The titles and honorifics around a name: {@code Frau Prof. Dr.} before, {@code -san} after. */
final class TitleMarks {

  private static final int MOST = 6;
  private static final Set<String> HYPHENED =
      Set.of("san", "sama", "sensei", "kun", "chan", "senpai", "ji", "nim", "ssi");
  private static final Set<String> SEPARATE = Set.of("bey", "hanim", "efendi", "hoca", "sensei");

  private TitleMarks() {}

  /** Whether a word is a title as it stands there. */
  static boolean isTitle(String text, List<NameToken> tokens, int at) {
    int head = at;
    while (head > 0 && head > at - MOST && isTail(tokens, head) && isClose(text, tokens, head)) {
      head--;
    }
    if (head < 0) {
      return false;
    }
    NameToken token = tokens.get(head);
    if (Wordlist.TITLES.contains(token.key())) {
      return true;
    }
    boolean point = token.end() < text.length() && text.charAt(token.end()) == '.';
    return Wordlist.DOUBTFUL_TITLES.contains(token.key())
        && (token.shape() != Shape.LOWER || (point && !token.isLetter()))
        && (!token.isLetter() || point);
  }

  private static boolean isTail(List<NameToken> tokens, int at) {
    return Wordlist.TITLE_TAILS.contains(tokens.get(at).key());
  }

  private static boolean isClose(String text, List<NameToken> tokens, int at) {
    WordGap gap = WordGap.between(text, tokens.get(at - 1), tokens.get(at));
    return gap == WordGap.BLANK
        || gap == WordGap.POINT
        || gap == WordGap.POINT_AND_BLANK
        || gap == WordGap.HYPHEN;
  }

  /** Where the titles before a word begin, or where the word does. */
  static int before(String text, List<NameToken> tokens, int at) {
    int start = tokens.get(at).start();
    for (int i = at - 1; i >= 0 && i >= at - MOST && isClose(text, tokens, i + 1); i--) {
      if (!isTitle(text, tokens, i)) {
        break;
      }
      start = tokens.get(i).start();
    }
    return start;
  }

  /** Where the titles after a word end, or where the word does. */
  static int after(String text, List<NameToken> tokens, int at, int end) {
    if (at + 1 >= tokens.size() || end != tokens.get(at).end()) {
      return end;
    }
    NameToken next = tokens.get(at + 1);
    WordGap gap = WordGap.between(text, tokens.get(at), next);
    boolean hyphened = gap == WordGap.HYPHEN && HYPHENED.contains(next.key());
    boolean separate = gap == WordGap.BLANK && SEPARATE.contains(next.key());
    if (hyphened || separate) {
      return next.end();
    }
    if (next.isDense() && (gap == WordGap.BLANK || gap == WordGap.NONE)) {
      return next.start() + honorific(next.key(), 0) > next.start()
          ? next.start() + honorific(next.key(), 0)
          : end;
    }
    return end;
  }

  /** How long the honorific is that begins in a word of a script without blanks. */
  static int honorific(String key, int from) {
    for (int length = Math.min(4, key.length() - from); length > 0; length--) {
      if (Wordlist.TITLES_AFTER.contains(key.substring(from, from + length))) {
        return length;
      }
    }
    return 0;
  }
}
