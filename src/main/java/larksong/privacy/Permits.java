package larksong.privacy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import larksong.config.Section;
import larksong.model.Appointment;
import larksong.model.Item;
import larksong.model.Rundown;
import larksong.model.Story;

/** What of which source may be sent to a model elsewhere, as a whole and field by field. */
public final class Permits {

  /** What a source may say of its fields apart from all. */
  private static final List<String> FIELDS =
      List.of("title", "location", "details", "people", "text");

  private static final String ALL = "all";

  private final Map<String, Map<String, Level>> bySource = new HashMap<>();

  /**
   * Reads a source's key {@code privacy}: a level for everything, or {@code all} and a level for
   * each field that differs.
   */
  public void read(String source, Section section, boolean publicByNature) {
    Level usual = publicByNature ? Level.FREE : Level.LOCAL;
    Map<String, Level> levels = new TreeMap<>();
    if (section.isMapping("privacy")) {
      Section fields = section.section("privacy");
      levels.put(ALL, level(fields, ALL, usual));
      for (String field : FIELDS) {
        if (fields.keys().contains(field)) {
          levels.put(field, level(fields, field, usual));
        }
      }
      fields.finish();
    } else {
      levels.put(ALL, level(section, "privacy", usual));
    }
    bySource.merge(source, levels, Permits::moreCautious);
  }

  private static Level level(Section section, String key, Level usual) {
    return Level.of(section.choice(key, usual.name().toLowerCase(Locale.ROOT), Level.WORDS));
  }

  private static Map<String, Level> moreCautious(Map<String, Level> one, Map<String, Level> other) {
    Map<String, Level> both = new TreeMap<>(one);
    other.forEach((field, level) -> both.merge(field, level, (a, b) -> a.compareTo(b) < 0 ? a : b));
    return both;
  }

  @Override
  public String toString() {
    return new TreeMap<>(bySource).toString();
  }

  /** Whether an item may leave; one of an unknown source may not. */
  public boolean mayLeave(Item item) {
    return of(item, ALL) != Level.LOCAL;
  }

  /** Whether all of an item may leave: what is told of it holds nothing that stays here. */
  public boolean mayLeaveWhole(Item item) {
    return FIELDS.stream().noneMatch(field -> of(item, field) == Level.LOCAL);
  }

  /** What may become of a field; no field may leave whose item may not. */
  public Level of(Item item, String field) {
    Map<String, Level> levels = bySource.getOrDefault(item.source(), Map.of());
    Level all = levels.getOrDefault(ALL, Level.LOCAL);
    return all == Level.LOCAL ? Level.LOCAL : levels.getOrDefault(field, all);
  }

  /** Whose names a model elsewhere must not see: those who are with the owner in a calendar. */
  public List<String> people(Rundown rundown) {
    List<String> people = new ArrayList<>();
    for (Story story : rundown.stories()) {
      if (story.item() instanceof Appointment appointment
          && of(appointment, "people") != Level.FREE) {
        people.addAll(appointment.people());
      }
    }
    return people;
  }
}
