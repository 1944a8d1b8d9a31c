package larksong.spoken;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a language's exact sayings look like, as patterns over text with digits for its numbers. */
final class Ear {

  final Vocabulary words;
  final NumberWords numbers;
  final Map<Pattern, String> times = new LinkedHashMap<>();
  final Map<String, Integer> weekdays = new HashMap<>();
  final Map<String, Integer> months = new HashMap<>();
  final Pattern date;
  final Map<Pattern, String> units = new LinkedHashMap<>();
  final Map<String, Pattern> halves = new LinkedHashMap<>();
  final Map<String, Pattern> amounts = new LinkedHashMap<>();
  final Pattern duration;

  final Pattern oneAndHalf;

  /** A sentence without any of it says nothing exact, which is quick to see. */
  final Pattern trigger;

  /** Months that are also other words. */
  final Pattern notMonth;

  /** {@code one and a half million}, {@code anderthalb Millionen}. */
  final Pattern halfScaled;

  /** {@code un pour cent}: its article counts. */
  final Pattern oneAmount;

  /** {@code an hour and twenty minutes}: its first word counts. */
  final Pattern oneUnit;

  final Map<Pattern, Double> durations = new LinkedHashMap<>();
  final Map<Pattern, Double> fractions = new LinkedHashMap<>();

  /** {@code four pounds fifty}. */
  final Pattern price;

  final Map<Pattern, String> rewrites = new LinkedHashMap<>();
  final Pattern amount;
  final Pattern number;
  final Pattern weekday;
  final Pattern month;
  final Map<Pattern, Integer> days = new LinkedHashMap<>();
  final Pattern approximate;
  final Pattern approximateAfter;

  /** {@code 4 700 000 d'euros}. */
  final Pattern numberOf;

  final Pattern decimal;
  final Pattern numbered;
  final Set<String> stopWords;
  final boolean commaIsDecimal;

  Ear(Locale language, Vocabulary words) {
    this.words = words;
    numbers = new NumberWords(language, words);
    for (String half : List.of("am", "pm")) {
      halves.put(half, Pattern.compile(",? ?(?:" + words.get(half) + ")(?!\\p{L})"));
    }
    for (String unit :
        List.of("percent", "euro", "dollar", "pound", "degree", "kilometre", "metre")) {
      amounts.put(unit, Pattern.compile(words.get("amount." + unit)));
    }
    price =
        Pattern.compile(
            "\\b(\\d+) ("
                + words.get("amount.euro")
                + "|"
                + words.get("amount.dollar")
                + "|"
                + words.get("amount.pound")
                + "|"
                + words.get("amount.metre")
                + ")(?: "
                + words.get("price-link", "¤")
                + ")? (\\d\\d)\\b(?![.,]\\d)(?! ?%)(?: (?:"
                + words.get("cents", "¤")
                + ")\\b)?");
    if (!words.get("rewrites", "").isEmpty()) {
      for (String rewrite : words.get("rewrites").split("\\s*;\\s*", -1)) {
        int arrow = rewrite.indexOf(" => ");
        rewrites.put(Pattern.compile(rewrite.substring(0, arrow)), rewrite.substring(arrow + 4));
      }
    }
    notMonth = Pattern.compile(words.get("not-month"));
    oneAndHalf = Pattern.compile("(?<!\\p{L})(?:" + words.get("one-and-half") + ") (?=1000)");
    stopWords = words.set("stop-words");
    commaIsDecimal = words.get("decimal").equals(",");
    for (DayOfWeek day : DayOfWeek.values()) {
      weekdays.put(
          day.getDisplayName(TextStyle.FULL, language).toLowerCase(language), day.getValue());
    }
    for (Month one : Month.values()) {
      months.put(
          one.getDisplayName(TextStyle.FULL, language).toLowerCase(language), one.getValue());
    }
    String anyMonth = String.join("|", months.keySet());
    String dayNumber =
        "(?:" + words.get("date.article", "") + ")?#?(\\d{1,2})(?:\\.|er|st|nd|rd|th|:?e)?";
    String end =
        "(?=\\s*$|(?![.,]\\d)[^\\p{L}\\d\\s]|\\s+(?:"
            + String.join("|", stopWords)
            + ")(?!\\p{L}))";
    date =
        Pattern.compile(
            "\\b?(?<![\\d#])"
                + dayNumber
                + "(?: "
                + words.get("date.of", "of")
                + ")? ("
                + anyMonth
                + ")\\b|\\b("
                + anyMonth
                + ")(?: the(?= #?\\d{1,2}(?:st|nd|rd|th)?"
                + end
                + "))? #?(\\d{1,2})(?:st|nd|rd|th)?\\b(?![:.]\\d)");
    for (int i = 1; words.get("time." + i, "").length() > 0; i++) {
      String rule = words.get("time." + i);
      int arrow = rule.indexOf(" => ");
      times.put(
          Pattern.compile(rule.substring(0, arrow).replace("{end}", end)),
          rule.substring(arrow + 4));
    }
    StringBuilder anyUnit = new StringBuilder();
    for (String unit : HeardSentence.UNITS.keySet()) {
      for (String form : words.set("unit." + unit)) {
        units.put(Pattern.compile(form), unit);
        anyUnit.append(anyUnit.isEmpty() ? "" : "|").append(form);
      }
    }
    String span =
        "(?<!#)\\b(\\d+(?:[.,]\\d+)?)( "
            + words.get("half.after", "and a half")
            + ")?[ -]?("
            + anyUnit
            + ")\\b";
    duration =
        Pattern.compile(
            span
                + "(?:(?:,| "
                + words.get("and.pattern", "and")
                + ")? (\\d+) ("
                + anyUnit
                + ")\\b)?( "
                + words.get("half.last", "and a half")
                + ")?");
    halfScaled =
        Pattern.compile("(?<![\\p{L}.,])(\\d+) (?:" + words.get("half.after") + ")(?!\\p{L})");
    oneAmount =
        Pattern.compile(
            "(?<!\\p{L})(?:" + words.get("one") + ") (" + words.get("amounts") + ")\\b");
    oneUnit =
        Pattern.compile(
            "(?<!\\p{L})(?:"
                + words.get("one")
                + ")(?: |(?<='))("
                + anyUnit
                + ")(?= "
                + words.get("and.pattern")
                + " \\d)");
    words
        .pairs("fractions")
        .forEach((said, value) -> fractions.put(whole(said), Double.valueOf(value)));
    words
        .pairs("durations")
        .forEach((said, value) -> durations.put(whole(said), Double.parseDouble(value) * 60));
    amount =
        Pattern.compile(
            "(?:([€$£])\\s?)?(?<![\\d#.,])(-?\\d+(?:\\.\\d+)?)(?:\\s?(%|€|\\$|£|(?:"
                + words.get("amounts")
                + ")\\b))");
    number =
        Pattern.compile(
            "(?<![\\p{L}\\d#])(#?)(-?\\d+(?:\\.\\d+)?)(?:st|nd|rd|th|e|er|ème)?(?![\\p{L}\\d])");
    weekday =
        Pattern.compile(
            "(?<!\\p{L})("
                + String.join("|", weekdays.keySet())
                + ")(?:"
                + words.get("weekday.ending", "s")
                + ")?(?!\\p{L})");
    month = Pattern.compile("(?<!\\p{L})(" + anyMonth + ")(?!\\p{L})");
    for (int i = -2; i <= 2; i++) {
      String said = words.get("day." + i, "");
      if (!said.isEmpty()) {
        days.put(whole(said), i);
      }
    }
    approximate = Pattern.compile("(?<!\\p{L})(?:" + words.get("about") + ")(?: |(?<='))$");
    approximateAfter = Pattern.compile(" (?:" + words.get("about-after", "¤") + ")(?!\\p{L})");
    numberOf = Pattern.compile("(?<=\\d{4}) (?:" + words.get("number-of", "¤") + ")");
    numbered = Pattern.compile("(?<!\\p{L})(?:" + words.get("numbered") + ") $");
    decimal = Pattern.compile("(\\d+) (?:" + words.get("point") + ") (\\d+(?: \\d)*)\\b");
    List<String> triggers = new ArrayList<>(List.of("\\d", "\\p{Sc}"));
    triggers.addAll(weekdays.keySet());
    triggers.addAll(months.keySet());
    days.keySet().forEach(pattern -> triggers.add(pattern.pattern()));
    fractions.keySet().forEach(pattern -> triggers.add(pattern.pattern()));
    durations.keySet().forEach(pattern -> triggers.add(pattern.pattern()));
    times.keySet().stream()
        .map(Pattern::pattern)
        .filter(pattern -> !pattern.contains("<h>"))
        .map(pattern -> pattern.replace("?<m>", "?:"))
        .forEach(triggers::add);
    trigger = Pattern.compile(String.join("|", triggers));
  }

  private static Pattern whole(String said) {
    return Pattern.compile("(?<!\\p{L})(?:" + said + ")(?!\\p{L})");
  }
}
