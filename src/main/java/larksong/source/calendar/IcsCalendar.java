package larksong.source.calendar;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import larksong.config.Location;
import larksong.config.Section;
import larksong.files.Fingerprint;
import larksong.model.Appointment;
import larksong.model.Edition;
import larksong.model.Gap;
import larksong.model.Gathered;
import larksong.model.Item;
import larksong.source.Cuts;
import larksong.source.Documents;
import larksong.source.Source;
import larksong.source.SourceException;
import larksong.source.Window;

/** A calendar in an iCalendar file or at an address. */
public final class IcsCalendar implements Source {

  /** Appointments of one window; nobody has as many. */
  private static final int MOST = 1_000;

  private final String name;
  private final Location location;
  private final Window window;
  private final List<String> mine;
  private final Documents documents;

  private IcsCalendar(
      String name, Location location, Window window, List<String> mine, Documents documents) {
    this.name = name;
    this.location = location;
    this.window = window;
    this.mine = List.copyOf(mine);
    this.documents = documents;
  }

  /**
   * Reads its settings: {@code calendar}, {@code name}, {@code window}, and {@code mine}, the mail
   * addresses of its owner.
   */
  public static IcsCalendar of(Section section, Documents documents) {
    return new IcsCalendar(
        section.text("name").orElse("calendar"),
        section.location("calendar", "https://example.com/calendar.ics"),
        Window.of(section, "window", "today"),
        section.texts("mine", List.of()),
        documents);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String fingerprint() {
    return Fingerprint.of(
        name, window.toString(), String.join(" ", mine), Documents.fingerprint(location));
  }

  @Override
  public Gathered gather(Edition edition) throws SourceException {
    List<Item> appointments = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    Cuts cuts = new Cuts();
    for (ICalendar calendar : parse(documents.read(name, location))) {
      Times times = new Times(calendar.getTimezoneInfo(), edition.zone());
      Organisers organisers = Organisers.of(calendar, mine);
      Occurrences occurrences = new Occurrences();
      for (List<VEvent> series : byUid(calendar.getEvents()).values()) {
        if (Thread.currentThread().isInterrupted()) {
          throw new SourceException(
              "Could not read '" + name + "': it took too long. Look there yourself.");
        }
        int room = MOST - appointments.size();
        try {
          List<Appointment> found =
              new Series(name, series, times, organisers, occurrences, cuts)
                  .within(window, edition);
          appointments.addAll(found.subList(0, Math.min(room, found.size())));
          if (found.size() > room) {
            gaps.add(new Gap(name, "It has more than can be read. Look there yourself."));
            break;
          }
        } catch (RuntimeException e) {
          // The libraries answer impossible rules and dates with unchecked exceptions of many
          // kinds.
          gaps.add(
              new Gap(name, "An event could not be read and is left out. Look there yourself."));
        }
      }
    }
    appointments.sort(
        Comparator.comparing((Item item) -> Times.sortKey(((Appointment) item).when(), edition))
            .thenComparing(Item::title));
    return cuts.gathered(name, appointments, gaps.stream().distinct().toList());
  }

  private List<ICalendar> parse(byte[] bytes) throws SourceException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    String shown = "Could not read '" + name + "' (" + location.shown() + "): ";
    String head = text.substring(0, Math.min(text.length(), 4096)).toUpperCase(Locale.ROOT);
    if (!head.contains("BEGIN:VCALENDAR")) {
      throw new SourceException(
          shown
              + (head.contains("<HTML") || head.contains("<!DOCTYPE")
                  ? "expected a calendar but was a web page. Use the calendar's own iCal address."
                  : "expected a calendar that begins with BEGIN:VCALENDAR. Export it again."));
    }
    if (!text.toUpperCase(Locale.ROOT).contains("END:VCALENDAR")) {
      throw new SourceException(shown + "it ends in the middle. Export or download it again.");
    }
    try (CalendarReader reader = new CalendarReader(text)) {
      return reader.readAll();
    } catch (IOException | RuntimeException e) {
      throw new SourceException(shown + "it is not valid iCalendar. Export it again.", e);
    }
  }

  private static Map<String, List<VEvent>> byUid(List<VEvent> events) {
    Map<String, List<VEvent>> series = new LinkedHashMap<>();
    int unnamed = 0;
    for (VEvent event : events) {
      String uid = event.getUid() == null ? "unnamed-" + unnamed++ : event.getUid().getValue();
      series.computeIfAbsent(String.valueOf(uid), key -> new ArrayList<>()).add(event);
    }
    return series;
  }
}
