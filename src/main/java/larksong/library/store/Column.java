package larksong.library.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import larksong.model.EditionId;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link Session} wrote into the columns of a row. */
public final class Column {

  private Column() {}

  /** The only column. */
  public static String text(ResultSet row) throws SQLException {
    return row.getString(1);
  }

  /** The only column, where there may be nothing in it. */
  public static Optional<String> optional(ResultSet row) throws SQLException {
    @Nullable String value = row.getString(1);
    return Optional.ofNullable(value);
  }

  public static Instant instant(ResultSet row, String name) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(name));
  }

  public static Optional<Instant> optionalInstant(ResultSet row, String name) throws SQLException {
    long millis = row.getLong(name);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  public static UUID uuid(ResultSet row, String name) throws SQLException {
    return UUID.fromString(row.getString(name));
  }

  public static LocalDate day(ResultSet row, String name) throws SQLException {
    return LocalDate.parse(row.getString(name));
  }

  /** That of the columns show, edition and listener. */
  public static EditionId edition(ResultSet row) throws SQLException {
    EditionId everyones = EditionId.of(row.getString("show"), row.getString("edition"));
    return new EditionId(everyones.show(), everyones.nominal(), row.getString("listener"));
  }
}
