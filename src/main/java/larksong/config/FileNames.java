package larksong.config;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.stream.Stream;

/**
 * Knows whether this process can name files with any letters: under some locales none but ASCII.
 */
public final class FileNames {

  private static final String OF_ANY_LANGUAGE = "ö語🎧";

  /** What stands for a letter that could not be read. */
  private static final String LOST = "\uFFFD";

  private FileNames() {}

  /** Whether the locale knows all letters. */
  public static boolean knowAllLetters() {
    try {
      return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"))
          .newEncoder()
          .canEncode(OF_ANY_LANGUAGE);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return true; // nothing is known against it
    }
  }

  /** Whether the locale took letters from one of these texts. */
  public static boolean lost(Stream<String> texts) {
    return !knowAllLetters() && texts.anyMatch(text -> text.contains(LOST));
  }

  /** What is wrong and what to do. */
  public static String remedy() {
    return "This session's locale (LC_ALL, LC_CTYPE or LANG) knows no letters but ASCII, so that"
        + " names and words with others, such as 'ö', cannot be read. Set LC_ALL=C.UTF-8 and run it"
        + " again.";
  }
}
