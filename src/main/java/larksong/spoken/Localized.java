package larksong.spoken;

import com.ibm.icu.text.ListFormatter;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.RuleBasedNumberFormat;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A language whose way of speaking is told by its file. */
final class Localized implements Spoken {

  private final Locale language;
  private final Vocabulary words;
  private final RuleBasedNumberFormat speller;

  Localized(Locale language, Vocabulary words) {
    this.language = language;
    this.words = words;
    this.speller = new RuleBasedNumberFormat(language, RuleBasedNumberFormat.SPELLOUT);
  }

  private String say(String key, Map<String, Object> arguments) {
    return new MessageFormat(words.get(key), language).format(arguments).replace("\u00ad", "");
  }

  private String say(String key, String name, Object value) {
    return say(key, Map.of(name, value));
  }

  @Override
  public synchronized String number(long number) {
    return speller.format(number).replace("\u00ad", "");
  }

  @Override
  public synchronized String number(BigDecimal number) {
    return speller.format(number).replace("\u00ad", "");
  }

  @Override
  public synchronized String ordinal(long number) {
    return speller.format(number, words.get("say.ordinal")).replace("\u00ad", "");
  }

  @Override
  public synchronized String year(int year) {
    return speller.format(year, "%spellout-numbering-year").replace("\u00ad", "");
  }

  @Override
  public String time(LocalTime time) {
    return say("say.time", clock(time));
  }

  @Override
  public String at(LocalTime time) {
    Map<String, Object> arguments = clock(time);
    arguments.put("time", time(time));
    return say("say.at", arguments);
  }

  /** The hour of the day, the hour and the next one on a clock's face, and the minute. */
  private static Map<String, Object> clock(LocalTime time) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("h", time.getHour());
    arguments.put("h12", (time.getHour() + 11) % 12 + 1);
    arguments.put("next12", time.getHour() % 12 + 1);
    arguments.put("m", time.getMinute());
    return arguments;
  }

  @Override
  public String date(LocalDate date) {
    return date("say.date", date);
  }

  @Override
  public String on(LocalDate date) {
    return date("say.on", date);
  }

  private String date(String key, LocalDate date) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("weekday", weekday(date));
    arguments.put("day", date.getDayOfMonth());
    arguments.put("month", date.getMonth().getDisplayName(TextStyle.FULL, language));
    return say(key, arguments);
  }

  private String weekday(LocalDate date) {
    DayOfWeek day = date.getDayOfWeek();
    return day.getDisplayName(TextStyle.FULL, language);
  }

  @Override
  public String day(LocalDate date, LocalDate today) {
    long days = ChronoUnit.DAYS.between(today, date);
    if (Math.abs(days) <= 1) {
      return words.get(days == 0 ? "say.today" : days > 0 ? "say.tomorrow" : "say.yesterday");
    }
    if (Math.abs(days) < 7) {
      return say(days > 0 ? "say.weekday" : "say.last-weekday", "weekday", weekday(date));
    }
    return Math.abs(days) > 300 ? on(date) + " " + year(date.getYear()) : on(date);
  }

  @Override
  public String nextDay(LocalTime time) {
    return say("say.next-day", "at", at(time));
  }

  @Override
  public String later(LocalTime time, LocalDate date) {
    return say("say.later", Map.of("at", at(time), "on", on(date)));
  }

  @Override
  public String duration(Duration duration) {
    long minutes = Math.round(duration.toSeconds() / 60.0);
    if (duration.toSeconds() < 90) {
      return say("say.seconds", "n", duration.toSeconds());
    }
    if (minutes == 15 || minutes == 30 || minutes == 90) {
      return words.get(
          minutes == 15
              ? "say.quarter-hour"
              : minutes == 30 ? "say.half-hour" : "say.hour-and-half");
    }
    List<String> parts = new ArrayList<>();
    part(parts, "say.days", minutes / (24 * 60));
    part(parts, "say.hours", minutes / 60 % 24);
    part(parts, "say.minutes", minutes % 60);
    return list(parts);
  }

  private void part(List<String> parts, String key, long number) {
    if (number > 0) {
      parts.add(say(key, "n", number));
    }
  }

  @Override
  public String shift(Duration duration, boolean ahead) {
    return say(ahead ? "say.ahead" : "say.back", "duration", duration(duration));
  }

  @Override
  public String count(long number, String noun) {
    return say("count." + noun, "n", number);
  }

  @Override
  public String list(List<String> parts) {
    return ListFormatter.getInstance(language).format(parts);
  }

  @Override
  public String zone(ZoneId zone) {
    if (zone instanceof ZoneOffset || !zone.getId().contains("/")) {
      return say("say.zone-plain", "name", zone.getDisplayName(TextStyle.FULL, language));
    }
    String id = zone.getId();
    return say("say.zone", "city", id.substring(id.lastIndexOf('/') + 1).replace('_', ' '));
  }
}
