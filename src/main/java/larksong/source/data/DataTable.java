package larksong.source.data;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import larksong.config.Location;
import larksong.config.Section;
import larksong.files.Fingerprint;
import larksong.model.Edition;
import larksong.model.Gathered;
import larksong.model.Item;
import larksong.model.Reading;
import larksong.model.Reading.Figure;
import larksong.source.Cuts;
import larksong.source.Documents;
import larksong.source.Ids;
import larksong.source.Received;
import larksong.source.Since;
import larksong.source.Source;
import larksong.source.SourceException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table on the latest day that it has, each beside what it was on the day before
 * that; a table without days is as it is.
 */
public final class DataTable implements Source {

  private static final int LONGEST_TITLE = 200;

  /** Digits, before or behind the point. */
  private static final int LONGEST_NUMBER = 40;

  /** Columns that name the day of a row. */
  private static final List<String> DAY = List.of("date", "day", "datum", "fecha", "data");

  private final String name;
  private final Location location;
  private final Optional<String> label;
  private final Optional<String> rankedBy;
  private final boolean rising;
  private final Since since;
  private final int top;
  private final Documents documents;

  private DataTable(
      String name,
      Location location,
      Optional<String> label,
      Optional<String> rankedBy,
      boolean rising,
      Since since,
      int top,
      Documents documents) {
    this.name = name;
    this.location = location;
    this.label = label;
    this.rankedBy = rankedBy;
    this.rising = rising;
    this.since = since;
    this.top = top;
    this.documents = documents;
  }

  /**
   * Reads its settings: {@code data}, {@code name}, {@code label} (the column that names a row),
   * {@code ranked-by} (the column that orders them), {@code order}, {@code since}, {@code top}.
   */
  public static DataTable of(Section section, Documents documents) {
    return new DataTable(
        section.text("name").orElse("data"),
        section.location("data", "https://example.com/table.csv"),
        section.text("label"),
        section.text("ranked-by"),
        section.choice("order", "falling", List.of("falling", "rising")).equals("rising"),
        Since.of(section, "8d"),
        section.integer("top", 10, 1, 100),
        documents);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String fingerprint() {
    return Fingerprint.of(
        name,
        label + " " + rankedBy + " " + rising + " " + since + " " + top,
        Documents.fingerprint(location));
  }

  @Override
  public Gathered gather(Edition edition) throws SourceException {
    String shown = "Could not read '" + name + "' (" + location.shown() + "): ";
    List<Map<String, String>> rows = new Rows(shown).read(documents.read(name, location));
    Columns columns = columns(shown, rows);
    Map<Optional<LocalDate>, List<Map<String, String>>> days = new HashMap<>();
    for (Map<String, String> row : rows) {
      Optional<LocalDate> day = columns.day().flatMap(column -> day(row.get(column)));
      if (day.isEmpty() == columns.day().isEmpty()
          && day.map(date -> !date.isAfter(edition.date())).orElse(true)) {
        days.computeIfAbsent(day, date -> new ArrayList<>()).add(row);
      }
    }
    TreeSet<LocalDate> dated = new TreeSet<>();
    days.keySet().forEach(day -> day.ifPresent(dated::add));
    Optional<LocalDate> latest = Optional.ofNullable(dated.pollLast());
    boolean old =
        latest
            .filter(date -> !since.holds(date.atStartOfDay(edition.zone()).toInstant(), edition))
            .isPresent();
    if (old) {
      return new Gathered(List.of(), List.of());
    }
    Map<String, Map<String, String>> before = new HashMap<>();
    if (!dated.isEmpty()) {
      days.getOrDefault(Optional.of(dated.last()), List.of())
          .forEach(row -> before.put(row.getOrDefault(columns.label(), ""), row));
    }
    Cuts cuts = new Cuts();
    List<Item> readings =
        readings(days.getOrDefault(latest, List.of()), before, latest, columns, cuts);
    return cuts.gathered(name, readings, List.of());
  }

  /** Which column is what; the numbers begin with the one that ranks. */
  private record Columns(String label, Optional<String> day, List<String> numbers) {}

  private Columns columns(String shown, List<Map<String, String>> rows) throws SourceException {
    List<String> names = new ArrayList<>(rows.get(0).keySet());
    Optional<String> day =
        names.stream().filter(column -> DAY.contains(column.toLowerCase(Locale.ROOT))).findFirst();
    List<String> numbers =
        new ArrayList<>(
            names.stream()
                .filter(column -> !column.equals(day.orElse("")))
                .filter(
                    column -> rows.stream().allMatch(row -> number(row.get(column)).isPresent()))
                .toList());
    String labelled =
        label.orElseGet(
            () ->
                names.stream()
                    .filter(column -> !numbers.contains(column) && !column.equals(day.orElse("")))
                    .findFirst()
                    .orElse(""));
    numbers.remove(labelled);
    for (Optional<String> asked : List.of(label, rankedBy)) {
      if (asked.isPresent() && !names.contains(asked.get())) {
        throw new SourceException(
            shown + "no column '" + asked.get() + "'. Columns: " + String.join(", ", names) + ".");
      }
    }
    rankedBy.ifPresent(numbers::remove);
    rankedBy.ifPresent(column -> numbers.add(0, column));
    if (labelled.isEmpty() || numbers.isEmpty()) {
      throw new SourceException(
          shown
              + "expected a column of names and one of numbers but had "
              + String.join(", ", names)
              + ". Set label and ranked-by.");
    }
    return new Columns(labelled, day, numbers);
  }

  private List<Item> readings(
      List<Map<String, String>> rows,
      Map<String, Map<String, String>> before,
      Optional<LocalDate> day,
      Columns columns,
      Cuts cuts) {
    Map<String, Reading> readings = new LinkedHashMap<>();
    for (Map<String, String> row : rows) {
      Received texts = new Received();
      String title = texts.line(row.getOrDefault(columns.label(), ""), LONGEST_TITLE);
      if (title.isEmpty()) {
        cuts.lose(texts, Optional.empty());
      } else {
        Map<String, String> then = before.getOrDefault(row.get(columns.label()), Map.of());
        List<Figure> figures = new ArrayList<>();
        for (String column : columns.numbers()) {
          number(row.get(column))
              .ifPresent(value -> figures.add(new Figure(column, value, number(then.get(column)))));
        }
        if (!figures.isEmpty()) {
          String id = Ids.of(name, title, day + "");
          cuts.note(id, texts);
          readings.putIfAbsent(title, new Reading(id, name, title, figures, day));
        }
      }
    }
    Comparator<Reading> byRank =
        Comparator.comparing((Function<Reading, BigDecimal>) reading -> reading.first().value());
    return readings.values().stream()
        .sorted(rising ? byRank : byRank.reversed())
        .limit(top)
        .map(Item.class::cast)
        .toList();
  }

  private static Optional<LocalDate> day(@Nullable String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(LocalDate.parse(text.strip()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** One that can be said; a few characters can stand for a billion digits. */
  private static Optional<BigDecimal> number(@Nullable String text) {
    if (text == null || text.length() > LONGEST_NUMBER) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text.strip()))
          .filter(number -> Math.abs((long) number.scale()) <= LONGEST_NUMBER);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
