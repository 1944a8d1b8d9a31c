package larksong.source.calendar;

import biweekly.component.VEvent;
import biweekly.property.Attendee;
import biweekly.property.DateStart;
import biweekly.property.ExceptionDates;
import biweekly.property.Organizer;
import biweekly.property.RecurrenceDates;
import biweekly.property.Status;
import biweekly.property.TextProperty;
import biweekly.util.ICalDate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import larksong.model.Appointment;
import larksong.model.Edition;
import larksong.model.Span;
import larksong.source.Cuts;
import larksong.source.Ids;
import larksong.source.Plain;
import larksong.source.Received;
import larksong.source.Window;
import org.dmfs.rfc5545.DateTime;
import org.jspecify.annotations.Nullable;

/** All events of one UID: the series and the occurrences that differ from it. */
final class Series {

  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_DETAILS = 2000;
  private static final int MOST_PEOPLE = 50;

  /** https://developers.google.com/workspace/calendar/api/concepts/events-calendars. */
  private static final String SHARED_CALENDAR = "@group.calendar.google.com";

  private final String source;
  private final Times times;
  private final Organisers organisers;
  private final Cuts cuts;
  private final Occurrences occurrences;
  private final List<VEvent> masters = new ArrayList<>();
  private final Map<Long, VEvent> exceptions = new HashMap<>();

  Series(
      String source,
      List<VEvent> events,
      Times times,
      Organisers organisers,
      Occurrences occurrences,
      Cuts cuts) {
    this.source = source;
    this.cuts = cuts;
    this.organisers = organisers;
    this.times = times;
    this.occurrences = occurrences;
    for (VEvent event : events) {
      if (event.getDateStart() == null || event.getDateStart().getValue() == null) {
        continue;
      }
      if (event.getRecurrenceId() == null || event.getRecurrenceId().getValue() == null) {
        masters.add(event);
      } else {
        exceptions.merge(
            times
                .recurring(event.getRecurrenceId(), event.getRecurrenceId().getValue())
                .getTimestamp(),
            event,
            Series::later);
      }
    }
  }

  /** The occurrences that fall into the window. */
  List<Appointment> within(Window window, Edition edition) {
    List<Appointment> found = new ArrayList<>();
    Set<Long> taken = new HashSet<>(exceptions.keySet());
    for (VEvent master : masters) {
      for (DateTime start : starts(master, window, edition)) {
        if (!taken.add(start.getTimestamp())) {
          continue;
        }
        Span span = span(master, start);
        if (window.holds(span, edition)) {
          found.add(appointment(master, span, Optional.empty(), start.toString()));
        }
      }
    }
    for (VEvent exception : exceptions.values()) {
      Span span = span(exception, times.recurring(start(exception), start(exception).getValue()));
      if (window.holds(span, edition)) {
        found.add(appointment(exception, span, movedFrom(exception, span), originally(exception)));
      }
    }
    return found;
  }

  /** The starts of an event's occurrences that may reach into the window. */
  private List<DateTime> starts(VEvent master, Window window, Edition edition) {
    DateTime first = times.recurring(start(master), start(master).getValue());
    TreeSet<Long> seen = new TreeSet<>();
    List<DateTime> starts = new ArrayList<>();
    if (master.getRecurrenceRule() == null && master.getRecurrenceDates().isEmpty()) {
      starts.add(first);
      return starts;
    }
    Set<Long> excluded = excluded(master);
    Duration length = lengthOf(span(master, first));
    long from = window.from(edition).minus(length).minusDays(2).toInstant().toEpochMilli();
    long to = window.to(edition).plusDays(1).toInstant().toEpochMilli();
    List<DateTime> candidates = new ArrayList<>(List.of(first));
    candidates.addAll(added(master));
    if (master.getRecurrenceRule() != null) {
      candidates.addAll(occurrences.of(master.getRecurrenceRule(), first, from, to));
    }
    for (DateTime candidate : candidates) {
      if (!excluded.contains(candidate.getTimestamp()) && seen.add(candidate.getTimestamp())) {
        starts.add(candidate);
      }
    }
    return starts;
  }

  private Set<Long> excluded(VEvent master) {
    Set<Long> excluded = new HashSet<>();
    for (ExceptionDates dates : master.getExceptionDates()) {
      for (ICalDate date : dates.getValues()) {
        excluded.add(times.recurring(dates, date).getTimestamp());
      }
    }
    return excluded;
  }

  private List<DateTime> added(VEvent master) {
    List<DateTime> added = new ArrayList<>();
    for (RecurrenceDates dates : master.getRecurrenceDates()) {
      dates.getDates().forEach(date -> added.add(times.recurring(dates, date)));
      dates
          .getPeriods()
          .forEach(period -> added.add(times.recurring(dates, period.getStartDate())));
    }
    return added;
  }

  /** The span of the occurrence that starts there, as long as the event itself. */
  private Span span(VEvent event, DateTime occurrence) {
    LocalDate day =
        LocalDate.of(occurrence.getYear(), occurrence.getMonth() + 1, occurrence.getDayOfMonth());
    if (occurrence.isAllDay()) {
      return new Span.Days(day, day.plusDays(Math.max(0, days(event) - 1)));
    }
    ZonedDateTime ownStart = times.timed(start(event), start(event).getValue());
    ZonedDateTime start =
        Instant.ofEpochMilli(occurrence.getTimestamp()).atZone(ownStart.getZone());
    ZonedDateTime ownEnd = end(event, ownStart);
    Duration length = Duration.between(ownStart, ownEnd);
    return new Span.Timed(
        start,
        start
            .plus(length.isNegative() ? Duration.ZERO : length)
            .withZoneSameInstant(ownEnd.getZone()));
  }

  private ZonedDateTime end(VEvent event, ZonedDateTime start) {
    if (event.getDateEnd() != null && event.getDateEnd().getValue() != null) {
      return times.timed(event.getDateEnd(), event.getDateEnd().getValue());
    }
    return event.getDuration() != null && event.getDuration().getValue() != null
        ? start.plus(Duration.ofMillis(event.getDuration().getValue().toMillis()))
        : start;
  }

  /** RFC 5545 §3.6.1: DTEND of whole days is the day after the last; without one it is one day. */
  private long days(VEvent event) {
    if (event.getDateEnd() != null && event.getDateEnd().getValue() != null) {
      return ChronoUnit.DAYS.between(
          times.day(start(event).getValue()), times.day(event.getDateEnd().getValue()));
    }
    return event.getDuration() != null && event.getDuration().getValue() != null
        ? Duration.ofMillis(event.getDuration().getValue().toMillis()).toDays()
        : 1;
  }

  private static Duration lengthOf(Span span) {
    if (span instanceof Span.Timed timed) {
      return Duration.between(timed.start(), timed.end());
    }
    Span.Days days = (Span.Days) span;
    return Duration.ofDays(ChronoUnit.DAYS.between(days.first(), days.last()) + 1);
  }

  private Optional<Span> movedFrom(VEvent exception, Span now) {
    DateTime original =
        times.recurring(exception.getRecurrenceId(), exception.getRecurrenceId().getValue());
    Span before = masters.isEmpty() ? span(exception, original) : span(masters.get(0), original);
    return startOf(before).equals(startOf(now)) ? Optional.empty() : Optional.of(before);
  }

  private static Object startOf(Span span) {
    return span instanceof Span.Timed timed
        ? timed.start().toInstant()
        : ((Span.Days) span).first();
  }

  private String originally(VEvent exception) {
    return times
        .recurring(exception.getRecurrenceId(), exception.getRecurrenceId().getValue())
        .toString();
  }

  private Appointment appointment(
      VEvent event, Span span, Optional<Span> movedFrom, String occurrence) {
    Optional<String> author = organisers.author(event, source);
    boolean isOwn = author.isEmpty();
    String summary = text(event.getSummary());
    String place = text(event.getLocation());
    String details = text(event.getDescription());
    Received texts = new Received();
    String title = isOwn ? Plain.line(summary, LONGEST_TITLE) : texts.line(summary, LONGEST_TITLE);
    String location = isOwn ? Plain.line(place, LONGEST_TITLE) : texts.line(place, LONGEST_TITLE);
    String told =
        isOwn ? Plain.html(details, LONGEST_DETAILS) : texts.html(details, LONGEST_DETAILS);
    String id = Ids.of(source, text(event.getUid()), occurrence);
    cuts.note(id, texts);
    return new Appointment(
        id,
        source,
        title.isEmpty() ? "An appointment without a title" : title,
        span,
        movedFrom,
        Optional.of(location).filter(words -> !words.isEmpty()),
        told,
        people(event),
        standing(event.getStatus()),
        author);
  }

  private static Appointment.Standing standing(@Nullable Status status) {
    if (status != null && status.isCancelled()) {
      return Appointment.Standing.CANCELLED;
    }
    return status != null && status.isTentative()
        ? Appointment.Standing.TENTATIVE
        : Appointment.Standing.CONFIRMED;
  }

  private static String text(@Nullable TextProperty property) {
    return property == null || property.getValue() == null ? "" : property.getValue();
  }

  private static DateStart start(VEvent event) {
    return java.util.Objects.requireNonNull(event.getDateStart());
  }

  /** Of two versions of one exception the later SEQUENCE counts. */
  private static VEvent later(VEvent a, VEvent b) {
    return sequence(b) >= sequence(a) ? b : a;
  }

  private static int sequence(VEvent event) {
    return event.getSequence() == null || event.getSequence().getValue() == null
        ? 0
        : event.getSequence().getValue();
  }

  /** Who invites, and who is invited. */
  private static List<String> people(VEvent event) {
    return Stream.concat(
            Stream.ofNullable(event.getOrganizer())
                .filter(Series::isPerson)
                .map(Organizer::getCommonName),
            event.getAttendees().stream().map(Attendee::getCommonName))
        .filter(Objects::nonNull)
        .map(Received::name)
        .filter(name -> !name.isEmpty())
        .distinct()
        .limit(MOST_PEOPLE)
        .toList();
  }

  /** A calendar that several share invites under a name of its own, which is nobody's. */
  private static boolean isPerson(Organizer organizer) {
    return organizer.getEmail() == null || !organizer.getEmail().contains(SHARED_CALENDAR);
  }
}
