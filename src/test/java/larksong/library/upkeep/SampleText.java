package larksong.library.upkeep;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** A PostgreSQL database as SQL, from its own catalogue: tables, rows, keys, indexes. */
final class SampleText {

  private static final String TABLES =
      "select c.oid, c.relname from pg_class c where c.relkind = 'r'"
          + " and c.relnamespace = 'public'::regnamespace order by c.relname";

  private SampleText() {}

  /** Its tables, keys and indexes. */
  static List<String> schema(Connection connection) throws SQLException {
    List<String> schema = new ArrayList<>(tables(connection));
    schema.addAll(keys(connection));
    return schema;
  }

  /** All of it, in an order in which it can be run. */
  static List<String> all(Connection connection) throws SQLException {
    List<String> all = new ArrayList<>(tables(connection));
    for (String table : names(connection)) {
      all.addAll(rows(connection, table));
    }
    all.addAll(keys(connection));
    return all;
  }

  static void run(Connection connection, String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    return texts(
        connection,
        "select 'create table ' || t.relname || ' (' || string_agg(quote_ident(a.attname) || ' '"
            + " || format_type(a.atttypid, a.atttypmod)"
            + " || case when a.attnotnull then ' not null' else '' end"
            + " || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''),"
            + " ', ' order by a.attnum) || ');'"
            + " from ("
            + TABLES
            + ") t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped"
            + " left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum"
            + " group by t.relname order by t.relname");
  }

  private static List<String> keys(Connection connection) throws SQLException {
    List<String> keys =
        texts(
            connection,
            "select 'alter table ' || t.relname || ' add constraint ' || k.conname || ' '"
                + " || pg_get_constraintdef(k.oid) || ';' from ("
                + TABLES
                + ") t join pg_constraint k on k.conrelid = t.oid and k.contype in ('p', 'u', 'f', 'c')"
                + " order by case k.contype when 'f' then 1 else 0 end, t.relname, k.conname");
    keys.addAll(
        texts(
            connection,
            "select pg_get_indexdef(i.indexrelid) || ';' from ("
                + TABLES
                + ") t join pg_index i on i.indrelid = t.oid where not exists (select 1 from"
                + " pg_constraint k where k.conindid = i.indexrelid) order by 1"));
    return keys;
  }

  private static List<String> names(Connection connection) throws SQLException {
    return texts(connection, "select relname from (" + TABLES + ") t");
  }

  private static List<String> rows(Connection connection, String table) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("select * from " + table)) {
      ResultSetMetaData columns = found.getMetaData();
      while (found.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          values.add(literal(columns.getColumnTypeName(i), found, i));
        }
        rows.add("insert into " + table + " values (" + String.join(", ", values) + ");");
      }
    }
    rows.sort(null);
    return rows;
  }

  private static String literal(String type, ResultSet row, int column) throws SQLException {
    if (type.equals("bytea")) {
      byte[] bytes = row.getBytes(column);
      return bytes == null ? "null" : "'\\x" + HexFormat.of().formatHex(bytes) + "'";
    }
    String text = row.getString(column);
    if (text == null) {
      return "null";
    }
    return type.toLowerCase(Locale.ROOT).matches("int.*|float.*|numeric")
        ? text
        : "'" + text.replace("'", "''") + "'";
  }

  private static List<String> texts(Connection connection, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(query);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
