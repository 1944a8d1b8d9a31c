package larksong.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** What may stand between a word for a secret and the secret: blanks, signs, brackets, lines. */
final class Spacing {

  /** What begins the line of a list. */
  private static final Pattern ITEM = Pattern.compile("^[ \\t]*(?:[-*•]|\\d{1,2}[.)])[ \\t]+");

  private static final Pattern ALONE =
      Pattern.compile(
          "^(?:\\S*[^\\s:?]|[A-Za-z]*\\d[A-Za-z\\d-]*(?: [A-Za-z]*\\d[A-Za-z\\d-]*){1,9})[ \\t]*"
              + "(?:\\r?\\n|$)");

  private static final int LONGEST = 120;

  private Spacing() {}

  /** Behind a closing quote or bracket, and behind words in brackets. */
  static int closed(String text, int place) {
    int at = place;
    while (at < text.length() && at < place + 2 && "\"'”»)]".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    int open = spaces(text, at);
    if (open < text.length() && "([".indexOf(text.charAt(open)) >= 0) {
      for (int i = open; i < text.length() && i < open + 40 && text.charAt(i) != '\n'; i++) {
        if (")]".indexOf(text.charAt(i)) >= 0) {
          return i + 1;
        }
      }
    }
    return at;
  }

  static int separated(String text, int place) {
    int at = place;
    while (at < text.length() && at < place + 3 && ":=：→⇒".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at > place && text.startsWith(">", at) ? at + 1 : at;
  }

  static int colon(String text, int place) {
    int at = spaces(text, place);
    return text.startsWith(":", at) ? spaces(text, at + 1) : at;
  }

  static int spaces(String text, int place) {
    int at = place;
    while (at < text.length() && " \t\u00a0\u202f".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  /** The value may stand in the next line, the first of a list perhaps. */
  static int line(String text, int place) {
    int at = spaces(text, place);
    if (at >= text.length() || "\r\n".indexOf(text.charAt(at)) < 0) {
      return at;
    }
    at = spaces(text, at + (text.startsWith("\r\n", at) ? 2 : 1));
    at += text.startsWith("\n", at) ? 1 : 0;
    Matcher item = ITEM.matcher(text.substring(at, Math.min(text.length(), at + 8)));
    return item.find() ? at + item.end() : spaces(text, at);
  }

  /** Whether the sentence goes on from one word to the next. */
  static boolean goesOn(String text, int from, int to) {
    return to - from <= 3
        && text.substring(Math.min(from, to), to)
            .chars()
            .noneMatch(one -> ".;!?\n:=".indexOf(one) >= 0);
  }

  /** Whether one value has its line for itself, and is no other word of a form. */
  static boolean isAlone(String text, int place) {
    return ALONE.matcher(text.substring(place, Math.min(text.length(), place + LONGEST))).find();
  }
}
