package larksong.library;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import larksong.library.store.Dialect;
import larksong.library.store.Migrations;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteDataSource;

/** A library's file as an earlier program left it: in an earlier form, with rows. */
public final class EarlierForm {

  /** Kept, since a logger that nobody has forgets its level. */
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  private EarlierForm() {}

  /** Writes the rows of a library into a new file of that form, as far as it has their columns. */
  public static void write(Path library, Path file, int form) throws SQLException {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + file);
    FLYWAY.setLevel(Level.WARNING);
    Flyway.configure()
        .dataSource(source)
        .locations(
            "classpath:larksong/library/" + Dialect.SQLITE.migrations(),
            "classpath:larksong/library/" + Migrations.BOTH)
        .placeholders(Dialect.SQLITE.words())
        .table("flyway_schema_history")
        .target(String.valueOf(form))
        .load()
        .migrate();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("attach database '" + library + "' as later");
      for (String table :
          texts(statement, "select name from main.sqlite_schema where type = 'table'")) {
        String columns =
            String.join(
                ", ",
                texts(
                    statement,
                    "select name from pragma_table_info('%1$s', 'main') intersect select name from"
                            .formatted(table)
                        + " pragma_table_info('%1$s', 'later')".formatted(table)));
        if (!table.startsWith("flyway") && !columns.isEmpty()) {
          statement.executeUpdate(
              "insert into main.%1$s (%2$s) select %2$s from later.%1$s".formatted(table, columns));
        }
      }
    }
  }

  private static List<String> texts(Statement statement, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
