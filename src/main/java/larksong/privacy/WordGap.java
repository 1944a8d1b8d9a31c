package larksong.privacy;

/** What stands between two words of a text, and whether a name goes on across it. */
enum WordGap {
  /** Nothing: {@code PriyaRaman}. */
  NONE,
  BLANK,
  HYPHEN,
  APOSTROPHE,
  /** A point without a blank: {@code priya.raman}. */
  POINT,
  /** A point and a blank, as after an initial. */
  POINT_AND_BLANK,
  /** What joins words in an address or a file's name. */
  LINK,
  COMMA,
  /** Anything else: no name goes on across it. */
  OTHER;

  private static final int LONGEST = 12;
  private static final String HYPHENS = "-‐‑";
  private static final String APOSTROPHES = "'’‘ʼʻ`´";
  private static final String ENCODED_BLANK = "%20";

  /** What stands between a word and the next one. */
  static WordGap between(String text, NameToken word, NameToken next) {
    int start = word.end();
    int end = next.start();
    if (end - start > LONGEST) {
      return OTHER;
    }
    if (text.startsWith(ENCODED_BLANK, start) && end == start + ENCODED_BLANK.length()) {
      return LINK;
    }
    WordGap gap = NONE;
    boolean blank = false;
    int lines = 0;
    for (int at = start; at < end; at++) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        blank = true;
        lines += c == '\n' || (c == '\r' && (at + 1 == end || text.charAt(at + 1) != '\n')) ? 1 : 0;
      } else if (!Fold.isInvisible(c)) {
        WordGap mark = of(c);
        if (mark == OTHER || (gap != NONE && !(gap == POINT && mark == HYPHEN))) {
          return OTHER;
        }
        if (blank && mark != COMMA) {
          return OTHER;
        }
        gap = mark;
      }
    }
    if (lines > 1) {
      return OTHER;
    }
    return blank ? gap.andBlank() : gap;
  }

  private static WordGap of(char c) {
    if (HYPHENS.indexOf(c) >= 0) {
      return HYPHEN;
    }
    if (APOSTROPHES.indexOf(c) >= 0) {
      return APOSTROPHE;
    }
    return switch (c) {
      case '.' -> POINT;
      case '_', '+', '・', '·' -> LINK;
      case ',', '、' -> COMMA;
      default -> OTHER;
    };
  }

  private WordGap andBlank() {
    return switch (this) {
      case NONE, BLANK -> BLANK;
      case POINT, POINT_AND_BLANK -> POINT_AND_BLANK;
      case COMMA -> COMMA;
      default -> OTHER;
    };
  }

  static boolean isApostrophe(char c) {
    return APOSTROPHES.indexOf(c) >= 0;
  }
}
