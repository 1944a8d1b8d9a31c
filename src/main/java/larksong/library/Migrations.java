package larksong.library;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database to the form that this program knows. */
final class Migrations {

  /** The newest file in the folders of migrations; a test holds them together. */
  static final String NEWEST = "7";

  static final String BOTH = "both";

  private static final String HISTORY = "flyway_schema_history";

  private static final String FOLDER = "classpath:larksong/library/";

  private Migrations() {}

  static void apply(DataSource source, Dialect dialect) throws SQLException {
    new Patience(dialect)
        .with(
            () -> {
              bringUp(source, dialect);
              return true;
            });
  }

  /** Asks the history first: Flyway itself costs a third of a second even when nothing is to do. */
  private static void bringUp(DataSource source, Dialect dialect) throws SQLException {
    if (!isCurrent(source)) {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(source)
          .locations(FOLDER + dialect.migrations(), FOLDER + BOTH)
          .placeholders(dialect.words())
          .load()
          .migrate();
    }
  }

  private static boolean isCurrent(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        ResultSet tables =
            connection.getMetaData().getTables(null, connection.getSchema(), HISTORY, null)) {
      if (!tables.next()) {
        return false;
      }
    }
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select count(*) from \""
                    + HISTORY
                    + "\" where \"version\" = '"
                    + NEWEST
                    + "' and \"success\"")) {
      return rows.next() && rows.getInt(1) == 1;
    }
  }
}
