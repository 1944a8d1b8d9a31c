package larksong.model;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import larksong.model.Appointment.Standing;
import larksong.model.Story.Weight;

/** A show, its day and its items, for tests. */
public final class Fixtures {

  public static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
  public static final LocalDate DAY = LocalDate.of(2026, 11, 21);
  public static final Edition EDITION = new Edition("morning", DAY.atStartOfDay(), STOCKHOLM);

  private Fixtures() {}

  public static Show aShow(String kind, Duration length) {
    return new Show(
        "morning",
        "Morning briefing",
        "A day",
        kind,
        Locale.UK,
        STOCKHOLM,
        length,
        Optional.of("Ada"),
        Map.of("host", Voice.of("freetts:kevin16")));
  }

  public static Show aShow(String kind) {
    return aShow(kind, Duration.ofMinutes(5));
  }

  public static Appointment anAppointment(String id, String title, String start, String end) {
    return new Appointment(
        id,
        "calendar",
        title,
        new Span.Timed(ZonedDateTime.parse(start), ZonedDateTime.parse(end)),
        Optional.empty(),
        Optional.empty(),
        "",
        Standing.CONFIRMED);
  }

  public static Appointment dentist() {
    return anAppointment(
        "a1",
        "Dentist",
        "2026-11-21T14:15+01:00[Europe/Stockholm]",
        "2026-11-21T15:00+01:00[Europe/Stockholm]");
  }

  public static Task rent() {
    return new Task("t1", "notes", "Pay the rent", Optional.of(DAY));
  }

  public static Article bridge() {
    return new Article(
        "n1",
        "news",
        "The bridge stays open",
        "The harbour authority has dropped its plan. Walkers save twenty minutes.",
        "The Gazette",
        Optional.of(URI.create("https://example.com/bridge")),
        Optional.of(Instant.parse("2026-11-20T12:00:00Z")));
  }

  public static Card card(String id, String question, String answer) {
    return new Card(id, "cards", "Rivers", question, answer);
  }

  public static Rundown aRundown(List<Story> stories, List<Gap> gaps) {
    return new Rundown(EDITION, stories, gaps, 0, List.of());
  }

  public static Story must(Item item, Fact... facts) {
    return new Story(item, Weight.NOTABLE, true, List.of(facts));
  }

  public static Story may(Item item, Fact... facts) {
    return new Story(item, Weight.NOTABLE, false, List.of(facts));
  }
}
