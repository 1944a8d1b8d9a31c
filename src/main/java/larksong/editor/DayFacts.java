package larksong.editor;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import larksong.model.Appointment;
import larksong.model.Edition;
import larksong.model.Fact;
import larksong.model.Item;
import larksong.model.Reading;
import larksong.model.Span;
import larksong.spoken.Spoken;

/**
 * Facts for someone who hears them at home on the edition's day.
 *
 * <p>Appointments: {@code at} (or {@code day} for whole days), {@code lasts}, {@code until}, {@code
 * was} when it was moved, those of {@link DayPlan}. Tasks: {@code due}, {@code overdue}. Articles:
 * {@code published}. Readings: those of {@link TableFacts}.
 */
final class DayFacts implements Facts {

  private final Spoken spoken;
  private final Edition edition;
  private final TableFacts tables;
  private final DayPlan plan;

  DayFacts(Spoken spoken, Edition edition, TableFacts tables, DayPlan plan) {
    this.spoken = spoken;
    this.edition = edition;
    this.tables = tables;
    this.plan = plan;
  }

  @Override
  public List<Fact> of(Item item) {
    List<Fact> facts = new ArrayList<>();
    switch (item.type()) {
      case APPOINTMENT -> appointment((Appointment) item, facts);
      case TASK -> item.due().ifPresent(due -> facts.add(due(due)));
      case ARTICLE ->
          item.day(edition.zone())
              .map(date -> spoken.day(date, edition.date()))
              .ifPresent(day -> facts.add(new Fact("published", day)));
      case READING -> facts.addAll(tables.of((Reading) item));
      case NOTE, CARD -> {}
    }
    return facts;
  }

  private Fact due(LocalDate due) {
    boolean late = due.isBefore(edition.date());
    return new Fact(late ? "overdue" : "due", spoken.day(due, edition.date()));
  }

  private void appointment(Appointment appointment, List<Fact> facts) {
    if (appointment.when() instanceof Span.Days days) {
      days(days, facts);
    } else {
      timed((Span.Timed) appointment.when(), facts);
    }
    appointment.movedFrom().ifPresent(before -> facts.add(new Fact("was", start(before))));
    facts.addAll(plan.of(appointment));
  }

  private void days(Span.Days days, List<Fact> facts) {
    if (days.first().isAfter(edition.date())) {
      facts.add(new Fact("day", spoken.day(days.first(), edition.date())));
    }
    if (days.last().isAfter(days.first())) {
      facts.add(new Fact("until", spoken.day(days.last(), edition.date())));
    }
    facts.add(
        new Fact(
            "lasts",
            spoken.duration(
                Duration.ofDays(ChronoUnit.DAYS.between(days.first(), days.last()) + 1))));
  }

  private void timed(Span.Timed timed, List<Fact> facts) {
    ZonedDateTime start = timed.start().withZoneSameInstant(edition.zone());
    ZonedDateTime end = timed.end().withZoneSameInstant(edition.zone());
    if (start.toLocalDate().isBefore(edition.date())) {
      facts.add(new Fact("since", spoken.day(start.toLocalDate(), edition.date())));
    } else {
      facts.add(new Fact("at", start(timed)));
    }
    if (end.isAfter(start)) {
      facts.add(new Fact("lasts", spoken.duration(Duration.between(start, end))));
      facts.add(new Fact("until", spoken.time(end.toLocalTime())));
    }
  }

  /** {@code at nine}, with the day if it is not the edition's. */
  private String start(Span span) {
    if (span instanceof Span.Days days) {
      return spoken.day(days.first(), edition.date());
    }
    ZonedDateTime start = ((Span.Timed) span).start().withZoneSameInstant(edition.zone());
    String time = spoken.at(start.toLocalTime());
    return start.toLocalDate().equals(edition.date())
        ? time
        : spoken.day(start.toLocalDate(), edition.date()) + " " + time;
  }
}
