package larksong.editor;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import larksong.model.Fact;
import larksong.model.Item;
import larksong.model.Reading;
import larksong.model.Reading.Figure;
import larksong.spoken.Spoken;

/**
 * Where a row stands in its table, and what changed since the day before.
 *
 * <p>{@code value} with the figure's name, {@code rank}, {@code more} or {@code less} than before;
 * {@code lead} of the first row before the second; {@code climbed} or {@code fell} for the one row
 * that went the most places, which is the table's surprise.
 */
final class TableFacts {

  private static final int FIRST = 3;

  private final Spoken spoken;
  private final Map<String, List<Reading>> tables = new HashMap<>();

  /** The items in speaking order: a table's rows come by their rank. */
  TableFacts(Spoken spoken, List<Item> items) {
    this.spoken = spoken;
    for (Item item : items) {
      if (item instanceof Reading reading) {
        tables.computeIfAbsent(reading.source(), source -> new ArrayList<>()).add(reading);
      }
    }
  }

  /** The first rows and the surprise; all of a table would be a list read out. */
  boolean isTold(Reading reading) {
    List<Reading> table = tables.getOrDefault(reading.source(), List.of());
    return table.indexOf(reading) < FIRST
        || (places(table, reading) != 0 && reading.equals(surprise(table)));
  }

  List<Fact> of(Reading reading) {
    List<Reading> table = tables.getOrDefault(reading.source(), List.of(reading));
    Figure figure = reading.first();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("value", spoken.number(figure.value()) + " " + figure.name()));
    facts.add(new Fact("rank", spoken.ordinal(table.indexOf(reading) + 1L)));
    if (reading.equals(table.get(0)) && table.size() > 1) {
      BigDecimal lead = figure.value().subtract(table.get(1).first().value()).abs();
      if (lead.signum() > 0) {
        facts.add(new Fact("lead", spoken.number(lead)));
      }
    }
    figure.before().ifPresent(before -> change(figure.value().subtract(before), facts));
    int places = places(table, reading);
    if (places != 0 && reading.equals(surprise(table))) {
      facts.add(new Fact(places > 0 ? "climbed" : "fell", spoken.count(Math.abs(places), "place")));
    }
    return facts;
  }

  /** The row that went the most places; of several, the one that stands highest. */
  private static Reading surprise(List<Reading> table) {
    return table.stream()
        .max(Comparator.comparingInt(row -> Math.abs(places(table, row))))
        .orElseThrow();
  }

  private void change(BigDecimal change, List<Fact> facts) {
    if (change.signum() != 0) {
      facts.add(new Fact(change.signum() > 0 ? "more" : "less", spoken.number(change.abs())));
    }
  }

  /** How many places a row went up; below zero, down; none if it was not there before. */
  private static int places(List<Reading> table, Reading reading) {
    boolean rising =
        table.get(0).first().value().compareTo(table.get(table.size() - 1).first().value()) < 0;
    Comparator<Reading> byValue = Comparator.comparing(row -> row.first().before().orElseThrow());
    List<Reading> before =
        table.stream()
            .filter(row -> row.first().before().isPresent())
            .sorted(rising ? byValue : byValue.reversed())
            .toList();
    List<Reading> now = table.stream().filter(before::contains).toList();
    int was = before.indexOf(reading);
    return was < 0 ? 0 : was - now.indexOf(reading);
  }
}
