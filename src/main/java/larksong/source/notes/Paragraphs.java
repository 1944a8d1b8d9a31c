package larksong.source.notes;

/**
 * Ends paragraphs that are longer than any that is written to be read: to find the marks in one
 * takes the square of its length.
 */
final class Paragraphs {

  private static final int LONG = 5_000;

  private Paragraphs() {}

  /** The text, with an empty line about each five thousand characters that have none. */
  static String ended(String text) {
    StringBuilder ended = new StringBuilder(text.length());
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char now = text.charAt(i);
      ended.append(now);
      length = now == '\n' && text.startsWith("\n", i + 1) ? 0 : length + 1;
      if (mayEnd(length, now)) {
        ended.append("\n\n");
        length = 0;
      }
    }
    return ended.toString();
  }

  /** At the end of a line, or else between words, or else anywhere. */
  private static boolean mayEnd(int length, char last) {
    return length > LONG
        && (last == '\n'
            || (last == ' ' && length > LONG + 1_000)
            || (length > LONG + 2_000 && !Character.isHighSurrogate(last)));
  }
}
