package larksong.library.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import larksong.model.EditionId;
import org.apache.commons.dbutils.QueryRunner;
import org.jspecify.annotations.Nullable;

/**
 * Statements on one connection; values go in the order of their question marks, of which an edition
 * has three (show, edition, listener), and {@link Column} reads them back.
 */
public record Session(Connection connection, Dialect dialect, QueryRunner runner) {

  /** Names one edition, with one value for three marks. */
  public static final String EDITION = "show = ? and edition = ? and listener = ?";

  private static final QueryRunner RUNNER = new QueryRunner();

  public Session(Connection connection, Dialect dialect) {
    this(connection, dialect, RUNNER);
  }

  /** The same, whose statements are ended when each has taken so long. */
  public Session endedAfter(Duration longest) {
    return new Session(connection, dialect, new EndedRunner(longest));
  }

  /** Makes a value of the row that a result set stands on. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  public <T> List<T> list(Row<T> reader, String sql, Object... values) throws SQLException {
    return runner.query(
        connection,
        sql,
        rows -> {
          List<T> all = new ArrayList<>();
          while (rows.next()) {
            all.add(reader.read(rows));
          }
          return all;
        },
        kept(values));
  }

  public <T> Optional<T> first(Row<T> reader, String sql, Object... values) throws SQLException {
    return list(reader, sql, values).stream().findFirst();
  }

  /** Inserts a row, or replaces the one with these keys. */
  public int put(String table, String keys, String columns, @Nullable Object... values)
      throws SQLException {
    List<String> keyed = names(keys);
    String others =
        names(columns).stream()
            .filter(column -> !keyed.contains(column))
            .map(column -> column + " = excluded." + column)
            .collect(Collectors.joining(", "));
    String end = others.isEmpty() ? "nothing" : "update set " + others;
    return update(inserted(table, keys, columns) + end, values);
  }

  /** Inserts a row, unless there is one with these keys. */
  public int putFirst(String table, String keys, String columns, @Nullable Object... values)
      throws SQLException {
    return update(inserted(table, keys, columns) + "nothing", values);
  }

  private static String inserted(String table, String keys, String columns) {
    String marks = names(columns).stream().map(name -> "?").collect(Collectors.joining(", "));
    return "insert into "
        + table
        + " ("
        + columns
        + ") values ("
        + marks
        + ") on conflict ("
        + keys
        + ") do ";
  }

  private static List<String> names(String columns) {
    return Arrays.stream(columns.split(",", -1)).map(String::trim).toList();
  }

  /** How many rows it changed. */
  public int update(String sql, @Nullable Object... values) throws SQLException {
    return runner.update(connection, sql, kept(values));
  }

  private static @Nullable Object[] kept(@Nullable Object[] values) {
    return Arrays.stream(values)
        .flatMap(
            value ->
                value instanceof EditionId id
                    ? Stream.of(id.show(), id.label(), id.listener())
                    : Stream.<@Nullable Object>of(kept(value)))
        .toArray();
  }

  /** Both databases know these alike: an instant is cut to its millisecond, never rounded up. */
  private static @Nullable Object kept(@Nullable Object value) {
    if (value instanceof Instant instant) {
      return instant.toEpochMilli();
    }
    if (value instanceof UUID || value instanceof LocalDate) {
      return value.toString();
    }
    return value instanceof Enum<?> one ? one.name() : value;
  }
}
