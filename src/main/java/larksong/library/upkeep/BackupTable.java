package larksong.library.upkeep;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import larksong.json.Json;
import larksong.library.store.Session;
import org.jspecify.annotations.Nullable;

/**
 * A table of the library as any of its databases has it: known by the database's own description,
 * so that a later table or column needs no line here.
 *
 * @param columns their kinds by name
 */
record BackupTable(String name, Map<String, Kind> columns) {

  /** What lasts no longer than the processes that use it or than a home's files. */
  private static final Set<String> LEFT_OUT =
      Set.of("lease", "session", "deletion", "flyway_schema_history");

  private static final String SCHEDULE = "qrtz_";

  /** What is searched: one database describes it as tables of its own making. */
  private static final String SPOKEN = "spoken";

  private static final int AT_ONCE = 500;

  /** What a column holds, however its database calls it. */
  enum Kind {
    TRUTH,
    NUMBER,
    FRACTION,
    BYTES,
    TEXT;

    static Kind of(String type) {
      String name = type.toLowerCase(Locale.ROOT);
      if (name.startsWith("bool")) {
        return TRUTH;
      }
      if (name.contains("int") || name.contains("serial")) {
        return NUMBER;
      }
      if (name.contains("double") || name.contains("float") || name.contains("real")) {
        return FRACTION;
      }
      return name.contains("blob") || name.contains("bytea") ? BYTES : TEXT;
    }
  }

  /** All that belong into a backup; each comes after those that it refers to. */
  static List<BackupTable> all(Session session) throws SQLException {
    DatabaseMetaData facts = session.connection().getMetaData();
    String schema = session.connection().getSchema();
    Set<String> names = new TreeSet<>();
    try (ResultSet rows = facts.getTables(null, schema, "%", null)) {
      while (rows.next()) {
        String type = String.valueOf(rows.getString("TABLE_TYPE"));
        if (type.endsWith("TABLE") && !type.startsWith("SYSTEM")) {
          names.add(rows.getString("TABLE_NAME"));
        }
      }
    }
    names.removeIf(BackupTable::isLeftOut);
    Map<String, BackupTable> tables = new TreeMap<>();
    Map<String, Set<String>> parents = new TreeMap<>();
    for (String name : names) {
      tables.put(name, new BackupTable(name, columns(facts, schema, name)));
      parents.put(name, parents(facts, schema, name));
    }
    return inOrder(tables, parents);
  }

  private static boolean isLeftOut(String name) {
    return LEFT_OUT.contains(name)
        || name.startsWith(SCHEDULE)
        || name.startsWith("sqlite_")
        || name.startsWith(SPOKEN + "_");
  }

  private static Map<String, Kind> columns(DatabaseMetaData facts, String schema, String table)
      throws SQLException {
    if (table.equals(SPOKEN)) {
      Map<String, Kind> columns = new LinkedHashMap<>();
      columns.put("rowid", Kind.NUMBER);
      columns.put("stems", Kind.TEXT);
      return columns;
    }
    Map<String, Kind> columns = new LinkedHashMap<>();
    try (ResultSet rows = facts.getColumns(null, schema, table.replace("_", "\\_"), "%")) {
      while (rows.next()) {
        if (table.equals(rows.getString("TABLE_NAME"))) {
          columns.put(rows.getString("COLUMN_NAME"), Kind.of(rows.getString("TYPE_NAME")));
        }
      }
    }
    return columns;
  }

  private static Set<String> parents(DatabaseMetaData facts, String schema, String table)
      throws SQLException {
    Set<String> parents = new TreeSet<>();
    try (ResultSet rows = facts.getImportedKeys(null, schema, table)) {
      while (rows.next()) {
        parents.add(rows.getString("PKTABLE_NAME"));
      }
    }
    parents.remove(table);
    return parents;
  }

  private static List<BackupTable> inOrder(
      Map<String, BackupTable> tables, Map<String, Set<String>> parents) {
    Set<String> placed = new LinkedHashSet<>();
    while (placed.size() < tables.size()) {
      int before = placed.size();
      for (String name : tables.keySet()) {
        if (placed.containsAll(parents.getOrDefault(name, Set.of()))) {
          placed.add(name);
        }
      }
      if (placed.size() == before) {
        throw new IllegalStateException(
            "Expected tables that do not refer to each other in a ring");
      }
    }
    return placed.stream().map(name -> Objects.requireNonNull(tables.get(name))).toList();
  }

  private String names() {
    return String.join(", ", columns.keySet());
  }

  /** Does something with each row. */
  interface Taker {
    void take(Map<String, Object> row) throws SQLException;
  }

  /** Reads the rows one after another, however many there are. */
  long read(Session session, Taker taker) throws SQLException {
    long count = 0;
    try (PreparedStatement query =
        session.connection().prepareStatement("select " + names() + " from " + name)) {
      query.setFetchSize(AT_ONCE);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          taker.take(row(rows));
          count++;
        }
      }
    }
    return count;
  }

  /** A column that is empty is not among them. */
  private Map<String, Object> row(ResultSet rows) throws SQLException {
    Map<String, Object> row = new LinkedHashMap<>();
    for (Map.Entry<String, Kind> column : columns.entrySet()) {
      String at = column.getKey();
      Object value =
          switch (column.getValue()) {
            case TRUTH -> rows.getBoolean(at);
            case NUMBER -> rows.getLong(at);
            case FRACTION -> rows.getDouble(at);
            case BYTES -> encoded(rows.getBytes(at));
            case TEXT -> String.valueOf(rows.getString(at));
          };
      if (!rows.wasNull()) {
        row.put(at, value);
      }
    }
    return row;
  }

  private static String encoded(byte @Nullable [] bytes) {
    return bytes == null ? "" : Base64.getEncoder().encodeToString(bytes);
  }

  /** Writes the rows, a line of JSON each; how many there were. */
  long write(Session session, Path file) throws SQLException {
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      return read(session, row -> writeLine(lines, Json.write(row)));
    } catch (IOException e) {
      throw new UncheckedIOException("The rows could not be written. Check the home's disk.", e);
    }
  }

  private static void writeLine(BufferedWriter lines, String line) {
    try {
      lines.write(line);
      lines.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("The rows could not be written. Check the home's disk.", e);
    }
  }

  /** Inserts what {@link #write} wrote; how many rows there were. */
  long insert(Session session, BufferedReader lines) throws SQLException, IOException {
    long count = 0;
    try (Inserts inserts = new Inserts(session, this)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        inserts.take(values(Json.tree(line)));
        count++;
      }
      inserts.finish();
    }
    return count;
  }

  private Map<String, Object> values(JsonNode line) throws SQLException {
    Map<String, Object> row = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : line.properties()) {
      Kind kind = columns.get(field.getKey());
      if (kind == null) {
        throw new SQLException("The table '" + name + "' has no column '" + field.getKey() + "'");
      }
      JsonNode value = field.getValue();
      row.put(
          field.getKey(),
          switch (kind) {
            case TRUTH -> value.asBoolean();
            case NUMBER -> value.asLong();
            case FRACTION -> value.asDouble();
            case BYTES, TEXT -> value.asText();
          });
    }
    return row;
  }

  /** Inserts the rows of another database's table of this name. */
  long copy(Session from, Session to) throws SQLException {
    try (Inserts inserts = new Inserts(to, this)) {
      long count = read(from, inserts);
      inserts.finish();
      return count;
    }
  }

  /** Rows on their way into a table, some at a time. */
  private static final class Inserts implements Taker, AutoCloseable {

    private final List<Map.Entry<String, Kind>> columns;
    private final PreparedStatement insert;
    private int waiting;

    Inserts(Session session, BackupTable table) throws SQLException {
      this.columns = new ArrayList<>(table.columns().entrySet());
      String marks = "?, ".repeat(columns.size() - 1) + "?";
      this.insert =
          session
              .connection()
              .prepareStatement(
                  "insert into "
                      + table.name()
                      + " ("
                      + table.names()
                      + ") values ("
                      + marks
                      + ")");
    }

    @Override
    public void take(Map<String, Object> row) throws SQLException {
      int mark = 1;
      for (Map.Entry<String, Kind> column : columns) {
        Object value = row.get(column.getKey());
        insert.setObject(
            mark++,
            column.getValue() == Kind.BYTES && value instanceof String text
                ? Base64.getDecoder().decode(text)
                : value);
      }
      insert.addBatch();
      if (++waiting == AT_ONCE) {
        finish();
      }
    }

    void finish() throws SQLException {
      if (waiting > 0) {
        insert.executeBatch();
        waiting = 0;
      }
    }

    @Override
    public void close() throws SQLException {
      insert.close();
    }
  }
}
