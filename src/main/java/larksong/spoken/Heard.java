package larksong.spoken;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.spoken.Mention.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Understands what people say exactly: numbers, amounts, times, dates and durations, as words or
 * digits; the counterpart of {@link Spoken}.
 */
public final class Heard {

  private static final Map<String, Optional<Heard>> LANGUAGES = new ConcurrentHashMap<>();

  private static final Map<String, Set<String>> STOP_WORDS = new ConcurrentHashMap<>();
  private static final Map<String, Integer> UNITS = units();

  /** Characters before a mention that may qualify it. */
  private static final int NEAR = 32;

  private static final Pattern LAST_WORDS = Pattern.compile("(?:\\p{L}+ )?\\p{L}+ $");
  private static final Pattern ENDING = Pattern.compile("(?:st|nd|rd|th|e|er|ème)$");
  private static final Pattern PRICE = Pattern.compile("([€$£])\\s?(\\d+(?:\\.\\d+)?)");
  private static final Pattern NEXT_WORD = Pattern.compile("[ -](\\p{L}{3,})");

  /** {@code the 1950s}. */
  private static final Pattern DECADE = Pattern.compile("(?<=\\b\\d{2,3}0)s\\b");

  private static final Pattern SCALE = Pattern.compile("(\\d{1,2}?)((?:000){1,3})");

  private static final Pattern SCALED =
      Pattern.compile("(\\d+(?:\\.\\d+)?) (1000|1000000|1000000000)\\b");
  private static final int DAY_MINUTES = 24 * 60;

  private final Vocabulary words;
  private final NumberWords numbers;
  private final Map<Pattern, String> times = new LinkedHashMap<>();
  private final Map<String, Integer> weekdays = new HashMap<>();
  private final Map<String, Integer> months = new HashMap<>();
  private final Pattern date;
  private final Map<Pattern, String> units = new LinkedHashMap<>();
  private final Map<String, Pattern> halves = new LinkedHashMap<>();
  private final Map<String, Pattern> amounts = new LinkedHashMap<>();
  private final Pattern duration;

  private final Pattern oneAndHalf;

  /** A sentence without any of it says nothing exact, which is quick to see. */
  private final Pattern trigger;

  /** Months that are also other words. */
  private final Pattern notMonth;

  /** {@code one and a half million}, {@code anderthalb Millionen}. */
  private final Pattern halfScaled;

  /** {@code un pour cent}: its article counts. */
  private final Pattern oneAmount;

  /** {@code an hour and twenty minutes}: its first word counts. */
  private final Pattern oneUnit;

  private final Map<Pattern, Double> durations = new LinkedHashMap<>();
  private final Map<Pattern, Double> fractions = new LinkedHashMap<>();

  /** {@code four pounds fifty}. */
  private final Pattern price;

  private final Map<Pattern, String> rewrites = new LinkedHashMap<>();
  private final Pattern amount;
  private final Pattern number;
  private final Pattern weekday;
  private final Pattern month;
  private final Map<Pattern, Integer> days = new LinkedHashMap<>();
  private final Pattern approximate;
  private final Pattern approximateAfter;

  /** {@code 4 700 000 d'euros}. */
  private final Pattern numberOf;

  private final Pattern decimal;
  private final Pattern numbered;
  private final Set<String> stopWords;
  private final boolean commaIsDecimal;

  private Heard(Locale language, Vocabulary words) {
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
    for (String unit : UNITS.keySet()) {
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

  private static Map<String, Integer> units() {
    Map<String, Integer> units = new LinkedHashMap<>();
    units.put("second", 1);
    units.put("minute", 60);
    units.put("hour", 3600);
    units.put("day", 86_400);
    units.put("week", 7 * 86_400);
    units.put("month", 30 * 86_400);
    units.put("year", 365 * 86_400);
    return units;
  }

  /** The ear for a language, if there is one. */
  public static Optional<Heard> of(Locale language) {
    return LANGUAGES.computeIfAbsent(
        language.getLanguage(),
        tag ->
            Vocabulary.of(Locale.forLanguageTag(tag))
                .map(words -> new Heard(Locale.forLanguageTag(tag), words)));
  }

  /** The commonest words of a language; empty where it is not known. */
  public static Set<String> stopWords(String language) {
    return STOP_WORDS.computeIfAbsent(
        language,
        tag ->
            Vocabulary.of(Locale.forLanguageTag(tag))
                .map(words -> words.set("stop-words"))
                .orElse(Set.of()));
  }

  /** Words that carry no content of their own. */
  public Set<String> stopWords() {
    return stopWords;
  }

  /** What the language's file says under this key: a pattern for what is not a number. */
  public String pattern(String key) {
    return words.get(key);
  }

  /** The same of a key that a language need not have. */
  public String pattern(String key, String otherwise) {
    return words.get(key, otherwise);
  }

  /** Whether a word is a number, a month or a day of the week by itself. */
  public boolean isExact(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return weekday.matcher(lower).lookingAt()
        || months.containsKey(lower)
        || !numbers.digits(rewritten(lower)).equals(lower);
  }

  /** Everything exact that a sentence says, in no order. */
  public List<Mention> mentions(String sentence) {
    String plain = plain(sentence);
    if (!trigger.matcher(plain).find()) {
      return List.of();
    }
    Reading reading = new Reading(plain);
    reading.times();
    reading.dates();
    reading.durations();
    reading.fractions();
    reading.amounts();
    reading.days();
    reading.numbers();
    return reading.mentions;
  }

  /** Digits for number words, one decimal point, no thousands separators. */
  private String plain(String sentence) {
    String said = sentence.replace('\u2019', '\'').replace('\u00a0', ' ').replace('\u202f', ' ');
    String text = numbers.digits(rewritten(said));
    text =
        commaIsDecimal
            ? text.replaceAll("(?<=\\d)[. ](?=\\d{3}(?!\\d))", "")
                .replaceAll("(?<=\\d),(?=\\d)", ".")
            : text.replaceAll("(?<=\\d),(?=\\d{3}(?!\\d))", "");
    text =
        decimal
            .matcher(text)
            .replaceAll(match -> decimal(match.group(1), match.group(2).replace(" ", "")));
    text = oneAmount.matcher(text).replaceAll("1 $1");
    text = price.matcher(text).replaceAll("$1.$3 $2");
    text = DECADE.matcher(text).replaceAll("");
    text = oneAndHalf.matcher(text).replaceAll("1.5 ");
    text = halfScaled.matcher(text).replaceAll("$1.5");
    text = SCALED.matcher(text).replaceAll(Heard::scaled);
    text = numberOf.matcher(text).replaceAll(" ");
    text = oneUnit.matcher(text).replaceAll("1 $1");
    return text.replaceAll("(?<![\\d:#.])(19|20)-([2-9]0)(?![\\d:])", "$1$2")
        .replaceAll("(?<![\\d:#.])(19|20) (\\d\\d)(?![\\d:])", "$1$2");
  }

  /** Words of a language that are numbers in another form. */
  private String rewritten(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (Map.Entry<Pattern, String> rewrite : rewrites.entrySet()) {
      lower = rewrite.getKey().matcher(lower).replaceAll(rewrite.getValue());
    }
    return lower;
  }

  /** {@code seven point eight million} has its million behind the eight. */
  private static String decimal(String whole, String part) {
    Matcher scale = SCALE.matcher(part);
    return scale.matches()
        ? new BigDecimal(whole + "." + scale.group(1))
            .multiply(new BigDecimal("1" + scale.group(2)))
            .toBigInteger()
            .toString()
        : whole + "." + part;
  }

  /** {@code 1.5 million}. */
  private static String scaled(MatchResult match) {
    return new BigDecimal(match.group(1))
        .multiply(new BigDecimal(match.group(2)))
        .stripTrailingZeros()
        .toPlainString();
  }

  /** One sentence; what is understood is blanked out, so that nothing is understood twice. */
  private final class Reading {

    private final List<Mention> mentions = new ArrayList<>();
    private String text;

    Reading(String text) {
      this.text = text;
    }

    private void each(
        Pattern pattern, java.util.function.Function<Matcher, Optional<Mention>> reader) {
      Matcher matcher = pattern.matcher(text);
      if (!matcher.find()) {
        return;
      }
      StringBuilder rest = new StringBuilder();
      int copied = 0;
      do {
        Optional<Mention> mention = reader.apply(matcher);
        if (mention.isPresent()) {
          mentions.add(mention.get());
          rest.append(text, copied, matcher.start())
              .append("¤".repeat(matcher.end() - matcher.start()));
          copied = matcher.end();
        }
      } while (matcher.find());
      text = rest.append(text, copied, text.length()).toString();
    }

    private boolean isApproximateAfter(MatchResult match) {
      return approximateAfter.matcher(text).region(match.end(), text.length()).lookingAt();
    }

    private Optional<Mention> mention(Kind kind, double value, String unit, MatchResult match) {
      String left = text.substring(Math.max(0, match.start() - NEAR), match.start());
      Matcher words = LAST_WORDS.matcher(left);
      return Optional.of(
          new Mention(
              kind,
              value,
              unit,
              approximate.matcher(left).find() || isApproximateAfter(match),
              words.find() ? words.group().strip() : "",
              match.group().strip()));
    }

    void times() {
      times.forEach((pattern, rule) -> each(pattern, match -> time(rule, match)));
    }

    private Optional<Mention> time(String rule, Matcher named) {
      String[] parts = rule.split(" ", -1);
      int hour =
          parts[0].equals("h") ? Integer.parseInt(named.group("h")) : Integer.parseInt(parts[0]);
      int minutes = 0;
      for (int i = 1; i < parts.length; i++) {
        String term = parts[i];
        boolean minus = term.startsWith("-");
        String amountSaid = term.substring(1);
        int value = amountSaid.equals("m") ? minute(named) : Integer.parseInt(amountSaid);
        minutes += minus ? -value : value;
      }
      if (hour > 24 || Math.abs(minutes) > 59) {
        return Optional.empty();
      }
      int at = hour * 60 + minutes;
      String half = halfOfDay(named, named.end());
      if ((half.equals("pm") && hour < 12) || (half.equals("am") && hour == 12)) {
        at += half.equals("pm") ? 12 * 60 : -12 * 60;
      }
      return mention(
          Kind.TIME,
          Math.floorMod(at, DAY_MINUTES),
          half.isEmpty() && hour <= 12 ? "" : "day",
          named);
    }

    private int minute(Matcher named) {
      String said = named.group("m");
      return said == null ? 0 : Integer.parseInt(said);
    }

    /** {@code pm} for {@code in the evening} and the like, right after the time. */
    private String halfOfDay(Matcher named, int end) {
      String rest = text.substring(end);
      for (Map.Entry<String, Pattern> half : halves.entrySet()) {
        if (half.getValue().matcher(rest).lookingAt()
            || named.group().endsWith(half.getKey())
            || named.group().endsWith(half.getKey().charAt(0) + ".m")) {
          return half.getKey();
        }
      }
      return "";
    }

    void dates() {
      each(
          date,
          match -> {
            boolean dayFirst = match.group(1) != null;
            int day = Integer.parseInt(dayFirst ? match.group(1) : match.group(4));
            Integer of = months.get(dayFirst ? match.group(2) : match.group(3));
            return of == null || day > 31
                ? Optional.empty()
                : mention(Kind.DATE, of * 100 + day, "", match);
          });
      each(
          weekday,
          match -> mention(Kind.WEEKDAY, weekdays.getOrDefault(match.group(1), 0), "", match));
    }

    void durations() {
      durations.forEach(
          (pattern, seconds) -> each(pattern, match -> mention(Kind.DURATION, seconds, "", match)));
      each(
          duration,
          match -> {
            String unit = timeUnit(match.group(3));
            double seconds = Double.parseDouble(match.group(1).replace(',', '.')) * size(unit);
            if (match.group(2) != null || match.group(6) != null) {
              seconds += size(unit) / 2.0;
            }
            if (match.group(4) != null) {
              seconds += Double.parseDouble(match.group(4)) * size(timeUnit(match.group(5)));
            }
            return mention(Kind.DURATION, seconds, "", match);
          });
    }

    private String timeUnit(String said) {
      return units.entrySet().stream()
          .filter(unit -> unit.getKey().matcher(said).matches())
          .map(Map.Entry::getValue)
          .findFirst()
          .orElseThrow();
    }

    private double size(String unit) {
      return UNITS.getOrDefault(unit, 60);
    }

    void fractions() {
      fractions.forEach(
          (pattern, value) ->
              each(pattern, match -> mention(Kind.AMOUNT, value * 100, "percent", match)));
    }

    void amounts() {
      each(
          amount,
          match ->
              mention(
                  Kind.AMOUNT,
                  Double.parseDouble(match.group(2)),
                  unit(match.group(1), match.group(3)),
                  match));
      each(
          PRICE,
          match ->
              mention(
                  Kind.AMOUNT,
                  Double.parseDouble(match.group(2)),
                  unit(match.group(1), null),
                  match));
    }

    private String unit(@Nullable String before, @Nullable String after) {
      String said = before == null ? String.valueOf(after) : before;
      for (Map.Entry<String, Pattern> unit : amounts.entrySet()) {
        if (unit.getValue().matcher(said).matches()) {
          return unit.getKey();
        }
      }
      return said;
    }

    void days() {
      days.forEach((pattern, away) -> each(pattern, match -> mention(Kind.DAY, away, "", match)));
      each(
          month,
          match ->
              notMonth.matcher(match.group()).matches()
                  ? Optional.empty()
                  : mention(
                      Kind.DATE, months.getOrDefault(match.group(1), 0) * 100, "month", match));
    }

    void numbers() {
      each(
          number,
          match -> {
            boolean ordinal =
                numbered.matcher(text.substring(0, match.start())).find()
                    || !match.group(1).isEmpty()
                    || ENDING.matcher(match.group()).find();
            String after = text.substring(match.end());
            Matcher next = NEXT_WORD.matcher(after);
            String unit =
                next.lookingAt() && !stopWords.contains(next.group(1)) ? next.group(1) : "";
            return mention(
                ordinal ? Kind.ORDINAL : Kind.NUMBER,
                Double.parseDouble(match.group(2)),
                unit,
                match);
          });
    }
  }
}
