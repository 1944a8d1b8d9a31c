package larksong.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the value of a setting ends: at its closing quote, else where a person would end it. */
final class ValueEnd {

  /** {@code ;Encrypt=true}, {@code ,user:ada}: the next setting. */
  private static final Pattern NEXT =
      Pattern.compile("[,;&|][ \\t]{0,2}[A-Za-z_][A-Za-z0-9_.-]{0,40}(?:=|:[^/])");

  private static final String STOPS = "\"'`<>\\";
  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";
  private static final int LONGEST_LINE = 300;

  private ValueEnd() {}

  /** To the closing quote in the line, else as {@link #bare}. */
  static int of(String text, int from, @Nullable String quote, int most) {
    int last = Math.min(text.length(), from + most);
    if (quote != null) {
      for (int i = from; i < last && text.charAt(i) != '\n'; i++) {
        boolean escaped = i > from && text.charAt(i - 1) == '\\' && quote.charAt(0) != '\\';
        if (text.startsWith(quote, i) && !escaped) {
          return i;
        }
      }
    }
    return bare(text, from, last);
  }

  /** To the next blank, without what closes the setting or begins another one. */
  static int bare(String text, int from, int last) {
    int to = from;
    while (to < last
        && !Character.isWhitespace(text.charAt(to))
        && STOPS.indexOf(text.charAt(to)) < 0) {
      to++;
    }
    Matcher next = NEXT.matcher(text.substring(from, Math.min(to + 1, text.length())));
    if (next.find() && next.start() > 0) {
      to = from + next.start();
    }
    to = closed(text, from, to);
    while (to > from && ",;)]}".indexOf(text.charAt(to - 1)) >= 0 && !isOpened(text, from, to)) {
      to--;
    }
    return to;
  }

  /** What was opened in the line before the value ends it, if nothing but signs stands behind. */
  private static int closed(String text, int from, int to) {
    StringBuilder open = new StringBuilder();
    int start = from;
    while (start > 0 && from - start < LONGEST_LINE && text.charAt(start - 1) != '\n') {
      start--;
    }
    for (int i = start; i < from; i++) {
      int closes = CLOSING.indexOf(text.charAt(i));
      if (OPENING.indexOf(text.charAt(i)) >= 0) {
        open.append(text.charAt(i));
      } else if (closes >= 0 && !open.isEmpty()) {
        open.setLength(open.length() - 1);
      }
    }
    if (open.isEmpty()) {
      return to;
    }
    char closing = CLOSING.charAt(OPENING.indexOf(open.charAt(open.length() - 1)));
    for (int i = from + 1; i < to; i++) {
      boolean ends = i + 1 == to || ",;.)]}".indexOf(text.charAt(i + 1)) >= 0;
      if (text.charAt(i) == closing && ends) {
        return i;
      }
    }
    return to;
  }

  /** Whether the last sign of a value closes what the value itself has opened. */
  private static boolean isOpened(String text, int from, int to) {
    int closes = CLOSING.indexOf(text.charAt(to - 1));
    return closes >= 0 && text.substring(from, to).indexOf(OPENING.charAt(closes)) >= 0;
  }
}
