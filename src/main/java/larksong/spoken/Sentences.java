package larksong.spoken;

import java.text.BreakIterator;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Splits text into sentences; the JDK's rules, mended where they stop at an abbreviation. */
public final class Sentences {

  private static final Pattern ABBREVIATION =
      Pattern.compile(
          ".*(?:\\b(?:Dr|Mr|Mrs|Ms|Prof|St|Rev|Jr|Sr|vs|etc|approx|No|Fig|Inc|Ltd|Co)|\\b[A-Za-z]\\.[A-Za-z]|\\b[A-Z])\\.$",
          Pattern.DOTALL);

  /** {@code 12.}: where days are written so, a month may follow. */
  private static final Pattern DAY = Pattern.compile("(?<!\\d)\\d{1,2}\\.$");

  private static final Map<Locale, List<String>> MONTHS = new ConcurrentHashMap<>();

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
      boolean goesOn =
          ABBREVIATION.matcher(sentence).matches()
              || (DAY.matcher(sentence).find() && isMonth(text.substring(end), language));
      if (!sentence.isEmpty() && !goesOn) {
        sentences.add(sentence);
        open.setLength(0);
      }
    }
    if (!open.toString().isBlank()) {
      sentences.add(open.toString().strip());
    }
    return sentences;
  }

  private static boolean isMonth(String rest, Locale language) {
    String next = rest.strip();
    return MONTHS
        .computeIfAbsent(
            language,
            tongue ->
                Arrays.stream(Month.values())
                    .map(month -> month.getDisplayName(TextStyle.FULL, tongue))
                    .toList())
        .stream()
        .anyMatch(next::startsWith);
  }
}
