package larksong.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Markdown text with the settings that stand before it between two lines of three dashes.
 *
 * @param settings the front matter; empty if there is none
 * @param body what follows it
 */
public record Markdown(Section settings, String body) {

  private static final Pattern FRONT_MATTER =
      Pattern.compile("\\A\\uFEFF?---[ \\t]*\\R(.*?\\R)?---[ \\t]*(?:\\R|\\z)", Pattern.DOTALL);

  /** Splits the text; problems of its front matter are added to the list. */
  public static Markdown of(
      Path file, String text, Map<String, String> environment, List<Problem> problems) {
    ReadFile read = new ReadFile(file, environment, problems);
    Matcher matcher = FRONT_MATTER.matcher(text);
    if (!matcher.find()) {
      return new Markdown(Section.empty(read), text);
    }
    String yaml = matcher.group(1) == null ? "" : matcher.group(1);
    // One line of padding, so that lines count from the top of the file.
    return new Markdown(YamlFile.parse("\n" + yaml, read), text.substring(matcher.end()));
  }
}
