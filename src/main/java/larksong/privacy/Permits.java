package larksong.privacy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import larksong.config.Section;
import larksong.egress.Recipient;
import larksong.egress.Share;
import larksong.model.Appointment;
import larksong.model.Item;
import larksong.model.ItemType;
import larksong.model.Level;

/** What of which source may be sent to a model elsewhere, as a whole and field by field. */
public final class Permits {

  /** What a source may say of its fields apart from all. */
  private static final List<String> FIELDS =
      List.of("title", "location", "details", "people", "text");

  private static final String ALL = "all";

  private static final List<String> WORDS =
      Arrays.stream(Level.values()).map(level -> level.name().toLowerCase(Locale.ROOT)).toList();

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
      if (levels.get("title") == Level.LOCAL && levels.get(ALL) != Level.LOCAL) {
        fields.problem(
            "title", "expected redacted or free where 'all' is, since nothing leaves without it");
      }
      fields.finish();
    } else {
      levels.put(ALL, level(section, "privacy", usual));
    }
    bySource.merge(source, levels, Permits::moreCautious);
  }

  private static Level level(Section section, String key, Level usual) {
    String word = section.choice(key, usual.name().toLowerCase(Locale.ROOT), WORDS);
    return Level.valueOf(word.toUpperCase(Locale.ROOT));
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

  /** Whether nothing needs a stand-in, whoever is asked. */
  public boolean isAllFree() {
    return bySource.values().stream()
        .flatMap(levels -> levels.values().stream())
        .allMatch(Level.FREE::equals);
  }

  /** Whether everyone may know of a source. */
  public boolean isFree(String source) {
    return of(source, ALL) == Level.FREE;
  }

  /** Whether an item may leave; one of an unknown source may not. */
  public boolean mayLeave(Item item) {
    return needs(item).allMatch(field -> Recipient.MODEL.mayHave(of(item, field)) != Share.NOTHING);
  }

  /** The fields without which an item says nothing. */
  private static Stream<String> needs(Item item) {
    return switch (item.type()) {
      case CARD, READING -> Stream.of("title", "text");
      case APPOINTMENT, TASK, NOTE, ARTICLE -> Stream.of("title");
    };
  }

  /** Whether all of an item may leave: what is told of it holds nothing that stays here. */
  public boolean mayLeaveWhole(Item item) {
    return Recipient.MODEL.mayHave(level(item)) != Share.NOTHING;
  }

  /** The most cautious of the levels of an item's fields. */
  public Level level(Item item) {
    return Level.ofAll(FIELDS.stream().map(field -> of(item, field)));
  }

  /** What may become of a field; no field may leave whose item may not. */
  public Level of(Item item, String field) {
    return of(item.source(), field);
  }

  private Level of(String source, String field) {
    Map<String, Level> levels = bySource.getOrDefault(source, Map.of());
    Level all = levels.getOrDefault(ALL, Level.LOCAL);
    return all == Level.LOCAL ? Level.LOCAL : levels.getOrDefault(field, all);
  }

  /** Who is with the owner in a calendar, sent it, or is quoted in a note, and is not free. */
  List<String> present(List<Item> items) {
    return items.stream()
        .filter(item -> of(item, item.type() == ItemType.NOTE ? "text" : "people") != Level.FREE)
        .flatMap(Permits::people)
        .toList();
  }

  private static Stream<String> people(Item item) {
    return switch (item.type()) {
      case APPOINTMENT ->
          Stream.concat(((Appointment) item).people().stream(), item.author().stream());
      case NOTE -> item.author().stream();
      case TASK, READING, CARD, ARTICLE -> Stream.of();
    };
  }

  /** The titles that may name someone, and are not free. */
  List<String> titles(List<Item> items) {
    return items.stream().filter(item -> of(item, "title") != Level.FREE).map(Item::title).toList();
  }
}
