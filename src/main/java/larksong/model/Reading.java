package larksong.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A row of data: a team in a table, a day's steps, a product's sales.
 *
 * @param title what the row is about
 * @param figures its numbers, the one that it is ranked by first
 * @param date the day that it is of, if it says so
 */
public record Reading(
    String id, String source, String title, List<Figure> figures, Optional<LocalDate> date)
    implements Item {

  /**
   * A number with its name.
   *
   * @param before what it was on the day before that the data has
   */
  public record Figure(String name, BigDecimal value, Optional<BigDecimal> before) {

    public Figure {
      Check.filled("name", name);
    }

    private Stream<String> texts() {
      return Stream.concat(Stream.of(value), before.stream())
          .map(number -> number.toPlainString() + " " + name);
    }
  }

  public Reading {
    Check.filled("id", id);
    Check.filled("source", source);
    Check.filled("title", title);
    figures = List.copyOf(figures);
    Check.that(!figures.isEmpty(), "Expected at least one figure in '" + title + "'");
  }

  @Override
  public ItemType type() {
    return ItemType.READING;
  }

  @Override
  public List<String> texts() {
    return Stream.concat(Stream.of(title), figures.stream().flatMap(Figure::texts)).toList();
  }

  @Override
  public Optional<LocalDate> day(ZoneId zone) {
    return date;
  }

  /** A table's words are taken for somebody else's: few people write one by hand. */
  @Override
  public Optional<String> author() {
    return Optional.of(source);
  }

  @Override
  public List<String> authored() {
    return Stream.concat(Stream.of(title), figures.stream().map(Figure::name)).toList();
  }

  /** The figure that it is ranked by. */
  public Figure first() {
    return figures.get(0);
  }
}
