package larksong.editor;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import larksong.model.Appointment;
import larksong.model.Appointment.Standing;
import larksong.model.Edition;
import larksong.model.Item;
import larksong.model.ItemType;
import larksong.model.Note;
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
      item.day(edition.zone()).ifPresent(day -> sizes.merge(day, size(item), Integer::sum));
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
    told.removeIf(item -> item.day(edition.zone()).filter(chosen::contains).isEmpty());
    told.sort(Comparator.comparing(item -> item.day(edition.zone()).orElseThrow()));
    return told;
  }

  /** What stands in the calendar on several days under one name is no news of any of them. */
  private static boolean isRoutine(Item item, List<Item> items) {
    return item.type() == ItemType.APPOINTMENT
        && items.stream()
                .filter(other -> other.type() == ItemType.APPOINTMENT)
                .filter(other -> other.title().equals(item.title()))
                .count()
            >= ROUTINE;
  }

  private static int size(Item item) {
    boolean more =
        switch (item.type()) {
          case NOTE -> ((Note) item).text().length() > LONG_NOTE;
          case APPOINTMENT -> isRemarkable((Appointment) item);
          case TASK, READING, CARD, ARTICLE -> false;
        };
    return more ? 2 : 1;
  }

  private static boolean isRemarkable(Appointment appointment) {
    return appointment.standing() == Standing.CANCELLED
        || appointment.movedFrom().isPresent()
        || appointment.when() instanceof Span.Days;
  }
}
