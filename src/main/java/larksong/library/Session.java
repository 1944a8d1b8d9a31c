package larksong.library;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.dbutils.QueryRunner;
import org.jspecify.annotations.Nullable;

/** Statements on one connection; values go in the order of their question marks. */
record Session(Connection connection, Dialect dialect) {

  private static final QueryRunner RUNNER = new QueryRunner();

  /** Makes a value of the row that a result set stands on. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  <T> List<T> list(Row<T> reader, String sql, Object... values) throws SQLException {
    return RUNNER.query(
        connection,
        sql,
        rows -> {
          List<T> all = new ArrayList<>();
          while (rows.next()) {
            all.add(reader.read(rows));
          }
          return all;
        },
        values);
  }

  <T> Optional<T> first(Row<T> reader, String sql, Object... values) throws SQLException {
    return list(reader, sql, values).stream().findFirst();
  }

  /** Inserts a row, or replaces the one with these keys. */
  int put(String table, String keys, String columns, @Nullable Object... values)
      throws SQLException {
    return update(dialect.put(table, keys, columns), values);
  }

  /** Inserts a row, unless there is one with these keys. */
  int putFirst(String table, String keys, String columns, @Nullable Object... values)
      throws SQLException {
    return update(dialect.putFirst(table, keys, columns), values);
  }

  /** How many rows it changed. */
  int update(String sql, @Nullable Object... values) throws SQLException {
    return RUNNER.update(connection, sql, values);
  }
}
