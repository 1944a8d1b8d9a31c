package larksong.editor;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import larksong.model.Appointment;
import larksong.model.Edition;
import larksong.model.Fact;
import larksong.model.Item;
import larksong.model.Span;
import larksong.spoken.Spoken;
import org.jspecify.annotations.Nullable;

/**
 * Facts for someone who travels: every time is the place's own, and a change of zone is said.
 *
 * <p>{@code day}: the date, on the first step of each day. {@code at}, {@code until}, {@code
 * lasts}. {@code zone}: the place's time, when it differs from the last one told; {@code
 * zoneAfter}: likewise at the end. {@code shift}: what the change does to a watch. {@code between}:
 * the time since the step before it ended.
 */
final class JourneyFacts implements Facts {

  private final Spoken spoken;
  private @Nullable LocalDate day;
  private @Nullable ZonedDateTime lastEnd;
  private String last = "";
  private ZoneId zone;

  JourneyFacts(Spoken spoken, Edition edition) {
    this.spoken = spoken;
    this.zone = edition.zone();
  }

  @Override
  public List<Fact> of(Item item) {
    List<Fact> facts = new ArrayList<>();
    if (item instanceof Appointment appointment) {
      if (appointment.when() instanceof Span.Timed timed) {
        timed(timed, facts);
        last = item.id();
      } else {
        days((Span.Days) appointment.when(), facts);
      }
    }
    return facts;
  }

  private void days(Span.Days days, List<Fact> facts) {
    newDay(days.first(), facts);
    long length = ChronoUnit.DAYS.between(days.first(), days.last()) + 1;
    facts.add(new Fact("lasts", spoken.duration(Duration.ofDays(length))));
  }

  private void timed(Span.Timed timed, List<Fact> facts) {
    newDay(timed.start().toLocalDate(), facts);
    if (lastEnd != null && sameDay(lastEnd, timed.start()) && timed.start().isAfter(lastEnd)) {
      facts.add(
          new Fact(
              "between", spoken.duration(Duration.between(lastEnd, timed.start())), List.of(last)));
    }
    facts.add(new Fact("at", spoken.at(timed.start().toLocalTime())));
    if (differs(timed.start())) {
      facts.add(new Fact("zone", spoken.zone(timed.start().getZone())));
      zone = timed.start().getZone();
    }
    if (timed.end().isAfter(timed.start())) {
      facts.add(new Fact("lasts", spoken.duration(Duration.between(timed.start(), timed.end()))));
      facts.add(new Fact("until", until(timed)));
      facts.add(new Fact("untilTime", spoken.time(timed.end().toLocalTime())));
    }
    if (differs(timed.end())) {
      facts.add(new Fact("zoneAfter", spoken.zone(timed.end().getZone())));
      facts.add(new Fact("shift", shift(timed.end())));
      zone = timed.end().getZone();
    }
    lastEnd = timed.end();
  }

  private void newDay(LocalDate date, List<Fact> facts) {
    if (!date.equals(day)) {
      day = date;
      facts.add(new Fact("day", spoken.date(date)));
    }
  }

  private String until(Span.Timed timed) {
    LocalDate last = timed.end().toLocalDate();
    LocalDate first = timed.start().toLocalDate();
    LocalTime time = timed.end().toLocalTime();
    if (last.equals(first)) {
      return spoken.at(time);
    }
    return last.equals(first.plusDays(1)) ? spoken.nextDay(time) : spoken.later(time, last);
  }

  /** Two zones with the same offset at that moment are one to a traveller's watch. */
  private boolean differs(ZonedDateTime at) {
    return offset(at, zone) != offset(at, at.getZone());
  }

  private String shift(ZonedDateTime at) {
    int seconds = offset(at, at.getZone()) - offset(at, zone);
    return spoken.shift(Duration.ofSeconds(Math.abs(seconds)), seconds > 0);
  }

  private static int offset(ZonedDateTime at, ZoneId zone) {
    return zone.getRules().getOffset(at.toInstant()).getTotalSeconds();
  }

  private static boolean sameDay(ZonedDateTime before, ZonedDateTime after) {
    return before.toLocalDate().equals(after.toLocalDate());
  }
}
