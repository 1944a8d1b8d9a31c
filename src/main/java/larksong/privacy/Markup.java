package larksong.privacy;

import com.google.re2j.Pattern;

/** Words for secrets in what machines read: there, they name a field, a tag or a type. */
final class Markup {

  /** {@code = "}, {@code = Secret.of("}: the value stands behind its type. */
  private static final Pattern TYPED =
      Pattern.compile("^[ \\t]{0,3}:?=[ \\t]{0,3}[^\\s\"'`]{0,30}[\"'`]");

  private static final int LONGEST = 40;

  private Markup() {}

  /** {@code <password>}, {@code name="password"}: what it holds is found by its form. */
  static boolean isName(String text, CueWords.Hit hit) {
    String before = text.substring(Math.max(0, hit.start() - 2), hit.start());
    return before.endsWith("<")
        || before.equals("</")
        || text.startsWith("</", hit.end())
        || (hit.what().equals("password") && text.startsWith("_", hit.end()))
        || isAttribute(text, hit);
  }

  private static boolean isAttribute(String text, CueWords.Hit hit) {
    int start = hit.start();
    while (start > 0 && hit.start() - start < LONGEST && isPart(text.charAt(start - 1))) {
      start--;
    }
    int end = hit.end();
    while (end < text.length() && end - hit.end() < LONGEST && isPart(text.charAt(end))) {
      end++;
    }
    return start > 1
        && text.charAt(start - 2) == '='
        && "\"'".indexOf(text.charAt(start - 1)) >= 0
        && text.startsWith(text.substring(start - 1, start), end);
  }

  private static boolean isPart(char one) {
    return TextWords.isPart(one) || "_.-".indexOf(one) >= 0;
  }

  /** {@code password: String = "…"}: whether what ends here says what the value is. */
  static boolean isType(String text, int end) {
    return TYPED.matcher(text.substring(end, Math.min(text.length(), end + LONGEST))).find();
  }
}
