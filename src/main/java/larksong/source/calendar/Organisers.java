package larksong.source.calendar;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Method;
import biweekly.property.Organizer;
import biweekly.property.RawProperty;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import larksong.source.Received;
import org.jspecify.annotations.Nullable;

/**
 * Who put an event into a calendar. One with people in it was sent by its organiser (RFC 5545
 * §3.8.4.3), as every event of a request (RFC 5546 §3.2.2) was; one without people is its owner's
 * own, and so is one whose organiser has an address of the owner's: one that is configured, or that
 * the calendar is named after.
 */
final class Organisers {

  private final boolean isRequest;
  private final Set<String> own;

  private Organisers(boolean isRequest, Set<String> own) {
    this.isRequest = isRequest;
    this.own = own;
  }

  /** Those of a calendar of somebody who has these mail addresses. */
  static Organisers of(ICalendar calendar, List<String> mine) {
    Method method = calendar.getMethod();
    Set<String> own =
        mine.stream().map(Organisers::address).collect(Collectors.toCollection(HashSet::new));
    RawProperty name = calendar.getExperimentalProperty("X-WR-CALNAME");
    if (name != null) {
      own.add(address(name.getValue()));
    }
    own.remove("");
    return new Organisers(method != null && method.isRequest(), own);
  }

  /** Who else wrote the event, by name, else by the calendar's. */
  Optional<String> author(VEvent event, String calendar) {
    Organizer organizer = event.getOrganizer();
    boolean isOwn =
        (!isRequest && event.getAttendees().isEmpty())
            || (organizer != null && own.contains(address(organizer.getEmail())));
    if (isOwn) {
      return Optional.empty();
    }
    String name =
        organizer == null || organizer.getCommonName() == null
            ? ""
            : Received.name(organizer.getCommonName());
    return Optional.of(name.isEmpty() ? calendar : name);
  }

  private static String address(@Nullable String written) {
    return written != null && written.indexOf('@') > 0
        ? written.strip().toLowerCase(Locale.ROOT)
        : "";
  }
}
