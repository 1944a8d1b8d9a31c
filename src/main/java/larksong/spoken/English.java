package larksong.spoken;

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
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** English as spoken, with the American order of day and month for en-US. */
final class English implements Spoken {

  private static final Map<Integer, String> MINUTES_PAST =
      Map.of(5, "five", 10, "ten", 15, "a quarter", 20, "twenty", 25, "twenty-five", 30, "half");

  private final boolean american;

  English(Locale language) {
    this.american = language.getCountry().equals("US");
  }

  /** Loaded when the first number is spelled out: reading its rules costs a tenth of a second. */
  private static final class Speller {
    private static final RuleBasedNumberFormat FORMAT =
        new RuleBasedNumberFormat(Locale.UK, RuleBasedNumberFormat.SPELLOUT);

    /** The format keeps state, so one caller at a time. */
    static String spell(long number, String rules) {
      synchronized (FORMAT) {
        return FORMAT.format(number, rules);
      }
    }

    static String spell(BigDecimal number) {
      synchronized (FORMAT) {
        FORMAT.setDefaultRuleSet("%spellout-cardinal");
        return FORMAT.format(number);
      }
    }
  }

  @Override
  public String number(long number) {
    return Speller.spell(number, "%spellout-cardinal");
  }

  @Override
  public String number(BigDecimal number) {
    return Speller.spell(number);
  }

  @Override
  public String ordinal(long number) {
    return Speller.spell(number, "%spellout-ordinal");
  }

  @Override
  public String year(int year) {
    return Speller.spell(year, "%spellout-numbering-year").replace(" oh-", " oh ");
  }

  @Override
  public String time(LocalTime time) {
    if (time.getMinute() == 0 && time.getHour() % 12 == 0) {
      return time.getHour() == 0 ? "midnight" : "noon";
    }
    return clock(time) + dayPart(time);
  }

  private String clock(LocalTime time) {
    int minute = time.getMinute();
    String thisHour = hour(time.getHour());
    if (minute == 0) {
      return thisHour;
    }
    String past = MINUTES_PAST.get(minute);
    if (past != null) {
      return past + " past " + thisHour;
    }
    String to = MINUTES_PAST.get(60 - minute);
    if (to != null) {
      return to + " to " + hour(time.getHour() + 1);
    }
    return thisHour + (minute < 10 ? " oh " : " ") + number(minute);
  }

  private String hour(int hour) {
    return number(hour % 12 == 0 ? 12 : hour % 12);
  }

  /** Eight to six o'clock is the day; other hours could be either half of it. */
  private static String dayPart(LocalTime time) {
    int hour = time.getHour();
    if (hour >= 8 && hour < 18) {
      return "";
    }
    return hour < 4 || hour >= 22 ? " at night" : hour < 8 ? " in the morning" : " in the evening";
  }

  @Override
  public String date(LocalDate date) {
    String weekday = date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.UK);
    return american
        ? weekday + ", " + month(date) + " " + ordinal(date.getDayOfMonth())
        : weekday + " the " + ordinal(date.getDayOfMonth()) + " of " + month(date);
  }

  private static String month(LocalDate date) {
    return date.getMonth().getDisplayName(TextStyle.FULL, Locale.UK);
  }

  @Override
  public String day(LocalDate date, LocalDate today) {
    long days = ChronoUnit.DAYS.between(today, date);
    if (days == 0) {
      return "today";
    }
    if (Math.abs(days) == 1) {
      return days > 0 ? "tomorrow" : "yesterday";
    }
    DayOfWeek weekday = date.getDayOfWeek();
    String name = weekday.getDisplayName(TextStyle.FULL, Locale.UK);
    if (days > 1 && days < 7) {
      return "on " + name;
    }
    if (days < -1 && days > -7) {
      return "last " + name;
    }
    return "on "
        + date(date)
        + (Math.abs(days) > 300 ? (american ? ", " : " ") + year(date.getYear()) : "");
  }

  @Override
  public String duration(Duration duration) {
    long minutes = Math.round(duration.toSeconds() / 60.0);
    if (duration.toSeconds() < 90) {
      return count(duration.toSeconds(), "second");
    }
    if (minutes == 15) {
      return "a quarter of an hour";
    }
    if (minutes == 30) {
      return "half an hour";
    }
    List<String> parts = new ArrayList<>();
    long days = minutes / (24 * 60);
    long hours = minutes / 60 % 24;
    long rest = minutes % 60;
    if (days > 0) {
      parts.add(days == 1 ? "a day" : number(days) + " days");
    }
    if (rest == 30 && hours > 0) {
      parts.add(hours == 1 ? "an hour and a half" : number(hours) + " and a half hours");
      return list(parts);
    }
    if (hours > 0) {
      parts.add(hours == 1 ? "an hour" : number(hours) + " hours");
    }
    if (rest > 0) {
      parts.add(count(rest, "minute"));
    }
    return list(parts);
  }

  @Override
  public String at(LocalTime time) {
    return "at " + time(time);
  }

  @Override
  public String nextDay(LocalTime time) {
    return at(time) + " the next day";
  }

  @Override
  public String later(LocalTime time, LocalDate date) {
    return at(time) + " " + on(date);
  }

  @Override
  public String on(LocalDate date) {
    return "on " + date(date);
  }

  @Override
  public String shift(Duration duration, boolean ahead) {
    return duration(duration) + (ahead ? " ahead" : " back");
  }

  @Override
  public String count(long number, String noun) {
    String several =
        noun.endsWith("y") && !noun.equals("day") ? noun.replaceAll("y$", "ies") : noun + "s";
    return (number == 0 ? "no" : number(number)) + " " + (number == 1 ? noun : several);
  }

  @Override
  public String list(List<String> parts) {
    if (parts.size() < 2) {
      return String.join("", parts);
    }
    int last = parts.size() - 1;
    return String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }

  @Override
  public String zone(ZoneId zone) {
    if (zone instanceof ZoneOffset || !zone.getId().contains("/")) {
      return "the time of " + zone.getDisplayName(TextStyle.FULL, Locale.UK);
    }
    String id = zone.getId();
    return id.substring(id.lastIndexOf('/') + 1).replace('_', ' ') + " time";
  }
}
