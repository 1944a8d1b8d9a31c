package larksong.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import larksong.files.Fingerprint;
import larksong.files.Folders;

/** A home's database as any other program reads it: through the driver, with its rows. */
record LibraryFile(Path home) {

  private static final String NAME = "library.db";

  /** Later than any count and earlier than any time, in milliseconds since 1970. */
  private static final long A_TIME = 1_400_000_000_000L;

  private static final Pattern INSTANT =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z");

  boolean isThere() {
    return Files.exists(home.resolve(NAME));
  }

  /** Reads something of a library. */
  @FunctionalInterface
  interface Reading<T> {
    T of(LibraryFile library) throws SQLException;
  }

  /** Reads the files as they lie there, elsewhere: a look must not mend what a kill left. */
  <T> T copied(Reading<T> reading) throws IOException, SQLException {
    Path other = Files.createTempDirectory("seen-");
    try {
      for (String file : List.of(NAME, NAME + "-wal")) {
        if (Files.exists(home.resolve(file))) {
          Files.copy(home.resolve(file), other.resolve(file));
        }
      }
      return reading.of(new LibraryFile(other));
    } finally {
      Folders.delete(other);
    }
  }

  /** The form that its migrations brought it to; 0 if to none. */
  int form() {
    try {
      return Integer.parseInt(
          texts(
                  "select coalesce(max(cast(version as integer)), 0) from flyway_schema_history"
                      + " where success and version is not null")
              .get(0));
    } catch (SQLException e) {
      return 0;
    }
  }

  int count(String query) throws SQLException {
    return Integer.parseInt(texts(query).get(0));
  }

  List<String> texts(String query) throws SQLException {
    try (Connection connection = connection()) {
      return texts(connection, query);
    }
  }

  private static List<String> texts(Connection connection, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(String.valueOf(rows.getString(1)));
      }
    }
    return texts;
  }

  private Connection connection() throws SQLException {
    Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + home.toAbsolutePath().resolve(NAME));
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma busy_timeout = 20000");
    }
    return connection;
  }

  /** What the database says of its own soundness beside that all is well. */
  List<String> damage() throws SQLException {
    List<String> damage = new ArrayList<>(texts("pragma integrity_check"));
    damage.remove("ok");
    damage.addAll(texts("pragma foreign_key_check"));
    return damage;
  }

  /** The episodes whose sound or cover is not the one that the row names. */
  List<String> withoutTheirFiles() throws SQLException, IOException {
    List<String> missing = new ArrayList<>();
    for (String file :
        texts("select sha256 || '.mp3' from episode union select cover || '.jpg' from episode")) {
      Path media = home.resolve("media").resolve(file.substring(0, 2)).resolve(file);
      if (!Files.exists(media) || !file.startsWith(Fingerprint.of(media))) {
        missing.add(file);
      }
    }
    return missing;
  }

  /** Moves all times that rows know into the past. */
  void age(Duration age) throws SQLException {
    try (Connection connection = connection()) {
      connection.setAutoCommit(false);
      for (String column :
          texts(
              connection,
              "select t.name || '.' || c.name from sqlite_schema t, pragma_table_info(t.name) c"
                  + " where t.type = 'table' and lower(c.type) = 'bigint'")) {
        String[] name = column.split("\\.", -1);
        try (Statement statement = connection.createStatement()) {
          statement.executeUpdate(
              "update %1$s set %2$s = %2$s - %3$d where %2$s > %4$d"
                  .formatted(name[0], name[1], age.toMillis(), A_TIME));
        }
      }
      ageTexts(connection, "delivery", "receipt", age);
      ageTexts(connection, "target", "memory", age);
      connection.commit();
    }
  }

  private static void ageTexts(Connection connection, String table, String column, Duration age)
      throws SQLException {
    for (String text :
        texts(
            connection,
            "select " + column + " from " + table + " where " + column + " like '%Z%'")) {
      String older =
          INSTANT
              .matcher(text)
              .replaceAll(found -> Instant.parse(found.group()).minus(age).toString());
      try (PreparedStatement statement =
          connection.prepareStatement(
              "update %1$s set %2$s = ? where %2$s = ?".formatted(table, column))) {
        statement.setString(1, older);
        statement.setString(2, text);
        statement.executeUpdate();
      }
    }
  }
}
