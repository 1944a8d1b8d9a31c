package larksong.spoken;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Splits text into sentences; the JDK's rules, mended where they stop at an abbreviation. */
public final class Sentences {

  private static final Pattern ABBREVIATION =
      Pattern.compile(
          ".*(?:\\b(?:Dr|Mr|Mrs|Ms|Prof|St|Rev|Jr|Sr|vs|etc|approx|No|Fig|Inc|Ltd|Co)|\\b[A-Za-z]\\.[A-Za-z]|\\b[A-Z])\\.$",
          Pattern.DOTALL);

  private Sentences() {}

  public static List<String> of(String text, Locale language) {
    BreakIterator breaks = BreakIterator.getSentenceInstance(language);
    breaks.setText(text);
    List<String> sentences = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
      open.append(text, start, end);
      String sentence = open.toString().strip();
      if (!sentence.isEmpty() && !ABBREVIATION.matcher(sentence).matches()) {
        sentences.add(sentence);
        open.setLength(0);
      }
    }
    if (!open.toString().isBlank()) {
      sentences.add(open.toString().strip());
    }
    return sentences;
  }
}
