package larksong.privacy;

import java.lang.Character.UnicodeScript;
import java.util.List;
import larksong.privacy.NameIndex.Form;
import larksong.privacy.NameSearch.Found;

/** Looks for names inside runs of letters that have no blanks: Chinese, Japanese, Korean. */
final class DenseSearch {

  /** What Chinese puts before the family name of somebody one knows well. */
  private static final String FAMILIAR = "小老阿";

  private final NameIndex index;
  private final String text;
  private final List<NameToken> tokens;

  DenseSearch(NameIndex index, String text, List<NameToken> tokens) {
    this.index = index;
    this.text = text;
    this.tokens = tokens;
  }

  /** Adds the names in a run of letters; returns how far they reach. */
  int search(int at, List<Found> all) {
    NameToken token = tokens.get(at);
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

  private boolean isDense(String key, int from, int length, NameToken token, int at) {
    List<Form> forms = index.dense(key.substring(from, from + length));
    if (forms.isEmpty()) {
      return false;
    }
    if (from > 0 && UnicodeScript.of(key.codePointAt(from)) == UnicodeScript.HANGUL) {
      return false;
    }
    if (forms.stream().noneMatch(form -> form.kind().wordToo())) {
      return true;
    }
    boolean called = TitleMarks.honorific(key, from + length) > 0;
    boolean spaced =
        from + length == key.length()
            && TitleMarks.after(text, tokens, at, token.end()) > token.end();
    boolean familiar = from > 0 && FAMILIAR.indexOf(key.charAt(from - 1)) >= 0;
    return called || spaced || familiar;
  }
}
