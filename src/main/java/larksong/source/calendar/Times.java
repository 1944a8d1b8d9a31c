package larksong.source.calendar;

import biweekly.component.VTimezone;
import biweekly.io.TimezoneAssignment;
import biweekly.io.TimezoneInfo;
import biweekly.property.ICalProperty;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import com.ibm.icu.util.TimeZone;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import larksong.model.Edition;
import larksong.model.Span;
import org.dmfs.rfc5545.DateTime;
import org.jspecify.annotations.Nullable;

/**
 * Understands the times of one calendar: RFC 5545 §3.3.5, and what calendar programs write instead.
 */
final class Times {

  private final TimezoneInfo zones;
  private final ZoneId home;

  /** Floating times are taken to be in the listener's zone. */
  Times(TimezoneInfo zones, ZoneId home) {
    this.zones = zones;
    this.home = home;
  }

  /** A property's date as the recurrence library wants it. */
  DateTime recurring(ICalProperty property, ICalDate date) {
    DateTimeComponents raw = components(date);
    if (!date.hasTime()) {
      return new DateTime(raw.getYear(), raw.getMonth() - 1, raw.getDate());
    }
    return new DateTime(
        java.util.TimeZone.getTimeZone(zone(property, date)),
        raw.getYear(),
        raw.getMonth() - 1,
        raw.getDate(),
        raw.getHour(),
        raw.getMinute(),
        raw.getSecond());
  }

  /** A property's date with its time and zone. */
  ZonedDateTime timed(ICalProperty property, ICalDate date) {
    DateTimeComponents raw = components(date);
    return LocalDateTime.of(
            raw.getYear(),
            raw.getMonth(),
            raw.getDate(),
            raw.getHour(),
            raw.getMinute(),
            Math.min(raw.getSecond(), 59))
        .atZone(zone(property, date));
  }

  /** A property's date without its time. */
  LocalDate day(ICalDate date) {
    DateTimeComponents raw = components(date);
    return LocalDate.of(raw.getYear(), raw.getMonth(), raw.getDate());
  }

  private ZoneId zone(ICalProperty property, ICalDate date) {
    if (components(date).isUtc()) {
      return ZoneOffset.UTC;
    }
    // The parser takes a zone that it knows out of the parameters and keeps it here.
    TimezoneAssignment known = zones.getTimezone(property);
    String named = known == null ? property.getParameters().getTimezoneId() : name(known);
    return named == null ? home : byName(named, date.toInstant(), known);
  }

  private static String name(TimezoneAssignment zone) {
    if (zone.getGlobalId() != null) {
      return zone.getGlobalId();
    }
    VTimezone component = zone.getComponent();
    return component == null || component.getTimezoneId() == null
        ? zone.getTimeZone().getID()
        : component.getTimezoneId().getValue();
  }

  /** By its own name, by the name at the end of a path, by its Windows name, or by its rules. */
  private ZoneId byName(String name, Instant instant, @Nullable TimezoneAssignment defined) {
    String tail = name.replaceFirst(".*/([^/]+/[^/]+)$", "$1");
    for (String candidate : new String[] {name, tail, TimeZone.getIDForWindowsID(name, "001")}) {
      Optional<ZoneId> zone = zone(candidate);
      if (zone.isPresent()) {
        return zone.orElseThrow();
      }
    }
    if (defined == null) {
      return home;
    }
    int offset = defined.getTimeZone().getOffset(instant.toEpochMilli());
    return ZoneOffset.ofTotalSeconds(offset / 1000);
  }

  private static Optional<ZoneId> zone(@Nullable String name) {
    try {
      return name == null ? Optional.empty() : Optional.of(ZoneId.of(name));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static DateTimeComponents components(ICalDate date) {
    DateTimeComponents raw = date.getRawComponents();
    return raw != null ? raw : new DateTimeComponents(date);
  }

  /** The moment at which a span begins for someone who lives in the edition's zone. */
  static Instant sortKey(Span span, Edition edition) {
    return span instanceof Span.Timed timed
        ? timed.start().toInstant()
        : ((Span.Days) span).first().atStartOfDay(edition.zone()).toInstant();
  }
}
