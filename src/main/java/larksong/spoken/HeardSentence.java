package larksong.spoken;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.spoken.Mention.Kind;
import org.jspecify.annotations.Nullable;

/** One sentence; what is understood is blanked out, so that nothing is understood twice. */
final class HeardSentence {

  /** Seconds of each unit of time. */
  static final Map<String, Integer> UNITS = units();

  /** Characters before a mention that may qualify it. */
  private static final int NEAR = 32;

  private static final Pattern LAST_WORDS = Pattern.compile("(?:\\p{L}+ )?\\p{L}+ $");

  private static final Pattern ENDING = Pattern.compile("(?:st|nd|rd|th|e|er|ème)$");

  private static final Pattern PRICE = Pattern.compile("([€$£])\\s?(\\d+(?:\\.\\d+)?)");

  private static final Pattern NEXT_WORD = Pattern.compile("[ -](\\p{L}{3,})");

  private static final int DAY_MINUTES = 24 * 60;

  private final Ear ear;
  private final List<Mention> mentions = new ArrayList<>();
  private String text;

  HeardSentence(Ear ear, String text) {
    this.ear = ear;
    this.text = text;
  }

  /** All that is understood, in no order. */
  List<Mention> mentions() {
    times();
    dates();
    durations();
    fractions();
    amounts();
    days();
    numbers();
    return mentions;
  }

  private void each(Pattern pattern, Function<Matcher, Optional<Mention>> reader) {
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
    return ear.approximateAfter.matcher(text).region(match.end(), text.length()).lookingAt();
  }

  private Optional<Mention> mention(Kind kind, double value, String unit, MatchResult match) {
    String left = text.substring(Math.max(0, match.start() - NEAR), match.start());
    Matcher words = LAST_WORDS.matcher(left);
    return Optional.of(
        new Mention(
            kind,
            value,
            unit,
            ear.approximate.matcher(left).find() || isApproximateAfter(match),
            words.find() ? words.group().strip() : "",
            match.group().strip()));
  }

  private void times() {
    ear.times.forEach((pattern, rule) -> each(pattern, match -> time(rule, match)));
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
    for (Map.Entry<String, Pattern> half : ear.halves.entrySet()) {
      if (half.getValue().matcher(rest).lookingAt()
          || named.group().endsWith(half.getKey())
          || named.group().endsWith(half.getKey().charAt(0) + ".m")) {
        return half.getKey();
      }
    }
    return "";
  }

  private void dates() {
    each(
        ear.date,
        match -> {
          boolean dayFirst = match.group(1) != null;
          int day = Integer.parseInt(dayFirst ? match.group(1) : match.group(4));
          Integer of = ear.months.get(dayFirst ? match.group(2) : match.group(3));
          return of == null || day > 31
              ? Optional.empty()
              : mention(Kind.DATE, of * 100 + day, "", match);
        });
    each(
        ear.weekday,
        match -> mention(Kind.WEEKDAY, ear.weekdays.getOrDefault(match.group(1), 0), "", match));
  }

  private void durations() {
    ear.durations.forEach(
        (pattern, seconds) -> each(pattern, match -> mention(Kind.DURATION, seconds, "", match)));
    each(
        ear.duration,
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
    return ear.units.entrySet().stream()
        .filter(unit -> unit.getKey().matcher(said).matches())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  private double size(String unit) {
    return UNITS.getOrDefault(unit, 60);
  }

  private void fractions() {
    ear.fractions.forEach(
        (pattern, value) ->
            each(pattern, match -> mention(Kind.AMOUNT, value * 100, "percent", match)));
  }

  private void amounts() {
    each(
        ear.amount,
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
    for (Map.Entry<String, Pattern> unit : ear.amounts.entrySet()) {
      if (unit.getValue().matcher(said).matches()) {
        return unit.getKey();
      }
    }
    return said;
  }

  private void days() {
    ear.days.forEach((pattern, away) -> each(pattern, match -> mention(Kind.DAY, away, "", match)));
    each(
        ear.month,
        match ->
            ear.notMonth.matcher(match.group()).matches()
                ? Optional.empty()
                : mention(
                    Kind.DATE, ear.months.getOrDefault(match.group(1), 0) * 100, "month", match));
  }

  private void numbers() {
    each(
        ear.number,
        match -> {
          boolean ordinal =
              ear.numbered.matcher(text.substring(0, match.start())).find()
                  || !match.group(1).isEmpty()
                  || ENDING.matcher(match.group()).find();
          String after = text.substring(match.end());
          Matcher next = NEXT_WORD.matcher(after);
          String unit =
              next.lookingAt() && !ear.stopWords.contains(next.group(1)) ? next.group(1) : "";
          return mention(
              ordinal ? Kind.ORDINAL : Kind.NUMBER,
              Double.parseDouble(match.group(2)),
              unit,
              match);
        });
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
}
