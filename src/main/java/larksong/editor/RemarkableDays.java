package larksong.editor;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import larksong.model.Appointment;
import larksong.model.Appointment.Standing;
import larksong.model.Article;
import larksong.model.Edition;
import larksong.model.Item;
import larksong.model.Note;
import larksong.model.Reading;
import larksong.model.Span;

/**
 * Finds the days of a week that had more in them than the others.
 *
 * <p>Each item counts one; so does that something was called off, moved, took the whole day, or
 * made the owner write more than a few lines; what repeats on three days counts nothing. A day
 * above the week's mean is remarkable, at most three are; where all days are alike, the latest is.
 */
final class RemarkableDays {

  private static final int MOST = 3;
  private static final int WEEK = 7;
  private static final int ROUTINE = 3;

  /** Characters; a note that is longer was worth writing. */
  private static final int LONG_NOTE = 280;

  private final Edition edition;

  RemarkableDays(Edition edition) {
    this.edition = edition;
  }

  /** The items of these days, day by day, else in the order they came in. */
  List<Item> of(List<Item> gathered) {
    List<Item> items = gathered.stream().filter(item -> !isRoutine(item, gathered)).toList();
    Map<LocalDate, Integer> sizes = new TreeMap<>(Comparator.reverseOrder());
    for (Item item : items) {
      day(item, edition).ifPresent(day -> sizes.merge(day, size(item), Integer::sum));
    }
    double mean = sizes.values().stream().mapToInt(size -> size).sum() / (double) WEEK;
    Set<LocalDate> chosen =
        sizes.entrySet().stream()
            .filter(day -> day.getValue() > mean)
            .sorted(Map.Entry.<LocalDate, Integer>comparingByValue().reversed())
            .limit(MOST)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    if (chosen.isEmpty()) {
      sizes.keySet().stream().findFirst().ifPresent(chosen::add);
    }
    List<Item> told = new ArrayList<>(items);
    told.removeIf(item -> day(item, edition).filter(chosen::contains).isEmpty());
    told.sort(Comparator.comparing(item -> day(item, edition).orElseThrow()));
    return told;
  }

  /** What stands in the calendar on several days under one name is no news of any of them. */
  private static boolean isRoutine(Item item, List<Item> items) {
    return item instanceof Appointment
        && items.stream()
                .filter(other -> other instanceof Appointment)
                .filter(other -> other.title().equals(item.title()))
                .count()
            >= ROUTINE;
  }

  private static int size(Item item) {
    boolean more =
        item instanceof Note note
            ? note.text().length() > LONG_NOTE
            : item instanceof Appointment appointment
                && (appointment.standing() == Standing.CANCELLED
                    || appointment.movedFrom().isPresent()
                    || appointment.when() instanceof Span.Days);
    return more ? 2 : 1;
  }

  /** The day that an item is of, in the edition's zone, if it has one. */
  static Optional<LocalDate> day(Item item, Edition edition) {
    if (item instanceof Appointment appointment) {
      return Optional.of(
          appointment.when() instanceof Span.Timed timed
              ? timed.start().withZoneSameInstant(edition.zone()).toLocalDate()
              : ((Span.Days) appointment.when()).first());
    }
    if (item instanceof Article article) {
      return article.published().map(at -> at.atZone(edition.zone()).toLocalDate());
    }
    if (item instanceof Note note) {
      return note.date();
    }
    return item instanceof Reading reading ? reading.date() : Optional.empty();
  }
}
