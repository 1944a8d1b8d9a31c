package larksong.library.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings a database to the form that this program knows; each step is there whole or not at all.
 */
public final class Migrations {

  /** The newest file in the folders of migrations; a test holds them together. */
  public static final int NEWEST = 2;

  public static final String BOTH = "both";

  private static final String HISTORY = "flyway_schema_history";

  private static final String FOLDER = "classpath:larksong/library/";

  private Migrations() {}

  /**
   * Whether nothing is to be done.
   *
   * @throws LibraryException if a newer program made it
   */
  static boolean isCurrent(DataSource source) throws SQLException {
    int version = version(source).orElse(0);
    if (version > NEWEST) {
      throw new LibraryException(
          "The library was opened by a newer Larksong (its form is "
              + version
              + ", this program knows "
              + NEWEST
              + "). Start that version, or restore a backup that this one made.");
    }
    return version == NEWEST;
  }

  /** Flyway costs a third of a second even when nothing is to do: {@link #isCurrent} first. */
  static void apply(DataSource source, Dialect dialect) {
    apply(source, dialect, NEWEST);
  }

  /** The same, to a form that may be an earlier one. */
  static void apply(DataSource source, Dialect dialect, int form) {
    apply(source, dialect, form, Migrations.class.getClassLoader());
  }

  /** The same, with the migrations that this loader has; none is passed over in silence. */
  static void apply(DataSource source, Dialect dialect, int form, ClassLoader loader) {
    Flyway.configure(loader)
        .dataSource(source)
        .locations(FOLDER + dialect.migrations(), FOLDER + BOTH)
        .failOnMissingLocations(true)
        .placeholders(dialect.words())
        .table(HISTORY)
        .target(String.valueOf(form))
        .group(true)
        .load()
        .migrate();
  }

  private static OptionalInt version(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      try (ResultSet tables =
          connection.getMetaData().getTables(null, connection.getSchema(), HISTORY, null)) {
        if (!tables.next()) {
          return OptionalInt.empty();
        }
      }
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "select max(cast(version as integer)) from "
                      + HISTORY
                      + " where success and version is not null")) {
        return rows.next() ? OptionalInt.of(rows.getInt(1)) : OptionalInt.empty();
      }
    }
  }
}
