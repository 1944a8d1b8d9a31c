package larksong.editor;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import larksong.model.Appointment;
import larksong.model.Edition;
import larksong.model.Fact;
import larksong.model.Item;
import larksong.model.Reading;
import larksong.model.Span;
import larksong.spoken.Spoken;
import org.jspecify.annotations.Nullable;

/**
 * Facts for someone who looks back on days that are over.
 *
 * <p>The first item of a day: {@code day}, and {@code count} of what the day had. Appointments:
 * {@code at}, {@code lasts}, and {@code was} when it was moved. Readings: those of {@link
 * TableFacts}.
 */
final class WeekFacts implements Facts {

  private final Spoken spoken;
  private final Edition edition;
  private final List<Item> items;
  private final TableFacts tables;
  private @Nullable LocalDate day;

  /** The items in speaking order, day by day. */
  WeekFacts(Spoken spoken, Edition edition, List<Item> items, TableFacts tables) {
    this.spoken = spoken;
    this.edition = edition;
    this.items = List.copyOf(items);
    this.tables = tables;
  }

  @Override
  public List<Fact> of(Item item) {
    List<Fact> facts = new ArrayList<>();
    LocalDate date = item.day(edition.zone()).orElseThrow();
    if (!date.equals(day)) {
      day = date;
      facts.add(new Fact("day", spoken.date(date)));
      List<Item> that = items.stream().filter(other -> isOn(date, other)).toList();
      facts.add(new Fact("count", count(that), that.stream().map(Item::id).toList()));
    }
    switch (item.type()) {
      case APPOINTMENT -> appointment((Appointment) item, facts);
      case READING -> facts.addAll(tables.of((Reading) item));
      case TASK, NOTE, CARD, ARTICLE -> {}
    }
    return facts;
  }

  private void appointment(Appointment appointment, List<Fact> facts) {
    if (appointment.when() instanceof Span.Timed timed) {
      facts.add(new Fact("at", at(timed.start())));
      if (timed.end().isAfter(timed.start())) {
        facts.add(new Fact("lasts", spoken.duration(Duration.between(timed.start(), timed.end()))));
      }
      appointment.movedFrom().ifPresent(before -> facts.add(new Fact("was", was(before))));
    }
  }

  private String at(ZonedDateTime start) {
    return spoken.at(start.withZoneSameInstant(edition.zone()).toLocalTime());
  }

  private String was(Span before) {
    return before instanceof Span.Timed timed
        ? spoken.on(timed.start().withZoneSameInstant(edition.zone()).toLocalDate())
            + " "
            + at(timed.start())
        : spoken.on(((Span.Days) before).first());
  }

  private boolean isOn(LocalDate date, Item item) {
    return item.day(edition.zone()).filter(date::equals).isPresent();
  }

  /** {@code three appointments and one note}. */
  private String count(List<Item> day) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Item item : day) {
      counts.merge(item.type().noun(), 1L, Long::sum);
    }
    return spoken.list(
        counts.entrySet().stream()
            .map(noun -> spoken.count(noun.getValue(), noun.getKey()))
            .toList());
  }
}
