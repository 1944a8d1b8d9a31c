package larksong.editor;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import larksong.model.Appointment;
import larksong.model.Appointment.Standing;
import larksong.model.Edition;
import larksong.model.Fact;
import larksong.model.Item;
import larksong.model.Span;
import larksong.spoken.Spoken;

/**
 * How the edition day's appointments lie to each other: {@code free-before} (since the one before),
 * and at the first of several that do not overlap {@code all-last} (their sum).
 *
 * <p>Never how far off something is now: nobody knows when an episode is heard.
 */
final class DayPlan {

  /** A longer time between two says nothing. */
  private static final Duration LONGEST_GAP = Duration.ofHours(1);

  private final Spoken spoken;
  private final List<Place> places;

  /** An appointment with its time in the edition's zone. */
  private record Place(String id, ZonedDateTime start, ZonedDateTime end) {}

  DayPlan(Spoken spoken, Edition edition, List<Item> items) {
    this.spoken = spoken;
    this.places =
        items.stream()
            .filter(
                item ->
                    item instanceof Appointment appointment
                        && appointment.standing() != Standing.CANCELLED
                        && appointment.when() instanceof Span.Timed)
            .map(item -> place((Appointment) item, edition))
            .filter(place -> place.start().toLocalDate().equals(edition.date()))
            .sorted(Comparator.comparing(Place::start))
            .toList();
  }

  private static Place place(Appointment appointment, Edition edition) {
    Span.Timed timed = (Span.Timed) appointment.when();
    return new Place(
        appointment.id(),
        timed.start().withZoneSameInstant(edition.zone()),
        timed.end().withZoneSameInstant(edition.zone()));
  }

  List<Fact> of(Appointment appointment) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).id().equals(appointment.id())) {
        if (i == 0) {
          together(facts);
        } else {
          free(places.get(i - 1), places.get(i), facts);
        }
      }
    }
    return facts;
  }

  private void free(Place before, Place after, List<Fact> facts) {
    Duration gap = Duration.between(before.end(), after.start());
    if (gap.toMinutes() > 0 && gap.compareTo(LONGEST_GAP) <= 0) {
      facts.add(new Fact("free-before", spoken.duration(gap), List.of(before.id())));
    }
  }

  private void together(List<Fact> facts) {
    Duration sum = Duration.ZERO;
    for (int i = 0; i < places.size(); i++) {
      if (i > 0 && places.get(i).start().isBefore(places.get(i - 1).end())) {
        return;
      }
      sum = sum.plus(Duration.between(places.get(i).start(), places.get(i).end()));
    }
    if (places.size() > 1 && sum.toMinutes() > 0) {
      List<String> others = places.stream().skip(1).map(Place::id).toList();
      facts.add(new Fact("all-last", spoken.duration(sum), others));
    }
  }
}
