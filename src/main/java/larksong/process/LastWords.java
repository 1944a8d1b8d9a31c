package larksong.process;

import java.io.File;
import java.util.List;
import java.util.regex.Pattern;

/** What a program said last, fit to be shown: files that it was given are not named. */
record LastWords(List<String> command) {

  /** Folders before a name, as far as a path without blanks goes. */
  private static final Pattern FOLDERS = Pattern.compile("(?<![\\w/.:])/(?:[^\\s/:'\"]+/)+");

  String of(String line) {
    String words = line;
    for (String argument : command) {
      // Looked for whole, since nobody can tell where a path with blanks in it ends.
      if (argument.contains(File.separator) && argument.length() > 1) {
        words = words.replaceAll(given(argument), "");
      }
    }
    return FOLDERS.matcher(words).replaceAll("").strip();
  }

  /** A path, the marks around it, and the colon behind it. */
  private static String given(String path) {
    return "(?:file:)?['\"]?" + Pattern.quote(path) + "['\"]?:?\\s*";
  }
}
