package larksong.library;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.h2.api.ErrorCode;

/** What two databases write differently. */
enum Dialect {
  /** Embedded, in a file of one home. */
  H2("migrations", "binary large object", "character large object") {
    @Override
    String put(String table, String keys, String columns) {
      return "merge into " + table + " (" + columns + ") key (" + keys + ") " + marks(columns);
    }

    /** Within one process; whoever shares the file looks first. */
    @Override
    String putFirst(String table, String keys, String columns) {
      return put(table, keys, columns);
    }

    /** Another process opens or closes the file, or did so in the middle of a statement. */
    @Override
    boolean passes(SQLException failure) {
      return OPENING_OR_CLOSING.contains(failure.getErrorCode());
    }

    @Override
    String found() {
      return "select cast(keys[1] as uuid) from ft_search_data(?, 0, 0) where \"TABLE\" = 'EPISODE'";
    }
  },

  /** A server that several nodes share. */
  POSTGRESQL("postgresql", "bytea", "text") {
    @Override
    String put(String table, String keys, String columns) {
      List<String> keyed = names(keys);
      String others =
          names(columns).stream()
              .filter(column -> !keyed.contains(column))
              .map(column -> column + " = excluded." + column)
              .collect(Collectors.joining(", "));
      return inserted(table, keys, columns)
          + (others.isEmpty() ? "nothing" : "update set " + others);
    }

    @Override
    String putFirst(String table, String keys, String columns) {
      return inserted(table, keys, columns) + "nothing";
    }

    private String inserted(String table, String keys, String columns) {
      return "insert into "
          + table
          + " ("
          + columns
          + ") "
          + marks(columns)
          + " on conflict ("
          + keys
          + ") do ";
    }

    /** The server cannot be reached, or ends. */
    @Override
    boolean passes(SQLException failure) {
      String state = Objects.requireNonNullElse(failure.getSQLState(), "");
      return state.startsWith("08") || state.startsWith("57P");
    }

    @Override
    String found() {
      return "select guid from episode"
          + " where to_tsvector('simple', words) @@ plainto_tsquery('simple', ?)";
    }
  };

  private static final Set<Integer> OPENING_OR_CLOSING =
      Set.of(
          ErrorCode.ERROR_OPENING_DATABASE_1,
          ErrorCode.DATABASE_ALREADY_OPEN_1,
          ErrorCode.CONNECTION_BROKEN_1,
          ErrorCode.DATABASE_IS_CLOSED,
          ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
          ErrorCode.DATABASE_IS_IN_EXCLUSIVE_MODE);

  private final String migrations;
  private final String bytes;
  private final String text;

  Dialect(String migrations, String bytes, String text) {
    this.migrations = migrations;
    this.bytes = bytes;
    this.text = text;
  }

  /** The folder of its own migrations, beside those of both. */
  String migrations() {
    return migrations;
  }

  /** What the migrations of both leave open, such as {@code ${text}}. */
  Map<String, String> words() {
    return Map.of("bytes", bytes, "text", text);
  }

  /** Inserts a row, or replaces the one with these keys. */
  abstract String put(String table, String keys, String columns);

  /** Inserts a row, unless there is one with these keys. */
  abstract String putFirst(String table, String keys, String columns);

  /** Whether the same may go well a little later. */
  abstract boolean passes(SQLException failure);

  /** The GUIDs of episodes in which all words of a parameter are. */
  abstract String found();

  private static String marks(String columns) {
    return names(columns).stream()
        .map(name -> "?")
        .collect(Collectors.joining(", ", "values (", ")"));
  }

  private static List<String> names(String columns) {
    return Arrays.stream(columns.split(",", -1)).map(String::trim).toList();
  }
}
