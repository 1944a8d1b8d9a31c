package larksong.editor;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import larksong.model.Appointment;
import larksong.model.Item;

/**
 * Leaves out what is reported twice: an item under the same id, a task in the same words, an
 * appointment that stands in two calendars.
 */
final class Doubles {

  private Doubles() {}

  /** The first of each, in their order. */
  static List<Item> without(List<Item> items) {
    Set<Object> seen = new HashSet<>();
    return items.stream().filter(item -> seen.add(item.id()) && seen.add(content(item))).toList();
  }

  private static Object content(Item item) {
    return switch (item.type()) {
      case TASK -> List.of(item.type(), words(item.title()), item.due());
      case APPOINTMENT -> content((Appointment) item);
      case NOTE, READING, CARD, ARTICLE -> item;
    };
  }

  private static List<Object> content(Appointment appointment) {
    return List.of(
        appointment.type(),
        words(appointment.title()),
        appointment.when(),
        appointment.movedFrom(),
        appointment.standing());
  }

  private static String words(String title) {
    return title.strip().toLowerCase(Locale.ROOT);
  }
}
