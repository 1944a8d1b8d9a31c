package larksong.library.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sqlite.SQLiteErrorCode;

/** All that two databases write differently. */
public enum Dialect {
  /** In a file of one home, which its processes share. */
  SQLITE("sqlite", "blob", Connection.TRANSACTION_SERIALIZABLE) {
    /** A transaction that writes has the whole file for itself from its beginning. */
    @Override
    public String locking() {
      return "";
    }

    /** Its beginning is enough. */
    @Override
    public String alone() {
      return "";
    }

    /** Another process writes, or opens or closes the file. */
    @Override
    public boolean passes(SQLException failure) {
      int primary = failure.getErrorCode() & 0xff;
      return primary == SQLiteErrorCode.SQLITE_BUSY.code
          || primary == SQLiteErrorCode.SQLITE_LOCKED.code;
    }

    @Override
    public boolean scrub(Connection connection) throws SQLException {
      return SqliteFile.scrub(connection);
    }

    @Override
    public String now() {
      return "cast(unixepoch('subsec') * 1000 as integer)";
    }

    @Override
    public String found() {
      return "select rowid from spoken where spoken match ?";
    }

    /** As FTS5 reads it (https://sqlite.org/fts5.html#full_text_query_syntax). */
    @Override
    public String query(Sought sought) {
      return "{stems} : "
          + combined(
              sought, " OR ", " AND ", term -> "\"" + term.text() + (term.begins() ? "\"*" : "\""));
    }
  },

  /** A server that several nodes share. */
  POSTGRESQL("postgresql", "bytea", Connection.TRANSACTION_REPEATABLE_READ) {
    @Override
    public String locking() {
      return " for update";
    }

    @Override
    public String alone() {
      return "lock table show, episode, timeline, upload in share mode";
    }

    /** The server cannot be reached, or ends. */
    @Override
    public boolean passes(SQLException failure) {
      String state = Objects.requireNonNullElse(failure.getSQLState(), "");
      return state.startsWith("08") || state.startsWith("57P");
    }

    /** Its server takes deleted rows out of its files itself, by autovacuum. */
    @Override
    public boolean scrub(Connection connection) {
      return true;
    }

    @Override
    public String now() {
      return "cast(floor(extract(epoch from clock_timestamp()) * 1000) as bigint)";
    }

    @Override
    public String found() {
      return "select rowid from spoken where array_to_tsvector(string_to_array(stems, ' '))"
          + " @@ cast(? as tsquery)";
    }

    /**
     * As its text search reads it
     * (https://www.postgresql.org/docs/current/datatype-textsearch.html).
     */
    @Override
    public String query(Sought sought) {
      return combined(
          sought, " | ", " & ", term -> "'" + term.text() + (term.begins() ? "':*" : "'"));
    }
  };

  private final String folder;
  private final String bytes;
  private final int oneMoment;

  Dialect(String folder, String bytes, int oneMoment) {
    this.folder = folder;
    this.bytes = bytes;
    this.oneMoment = oneMoment;
  }

  /** The folder of its own migrations, beside those of both. */
  public String migrations() {
    return folder;
  }

  /** What the migrations of both leave open, such as {@code ${bytes}}. */
  public Map<String, String> words() {
    return Map.of("bytes", bytes);
  }

  /** The isolation in which all statements of a transaction see one moment. */
  public int oneMoment() {
    return oneMoment;
  }

  /** Ends a selection whose rows nobody else may change before the transaction ends. */
  public abstract String locking();

  /**
   * Begins a transaction in which nobody else changes the shelf; empty if nothing is to be said.
   */
  public abstract String alone();

  /** Whether the same may go well a little later. */
  public abstract boolean passes(SQLException failure);

  /**
   * Takes what was deleted out of the database's files, as far as that is ours to do; false if
   * somebody else is in the way now.
   */
  public abstract boolean scrub(Connection connection) throws SQLException;

  /** The database's own clock, in milliseconds since 1970. */
  public abstract String now();

  /** The numbers of episodes in which all is that a parameter, a {@link #query}, seeks. */
  public abstract String found();

  /** What is sought, in the database's own language. */
  public abstract String query(Sought sought);

  private static String combined(
      Sought sought, String or, String and, Function<Sought.Term, String> written) {
    Function<List<Sought.Term>, String> word =
        terms -> terms.stream().map(written).collect(Collectors.joining(or, "(", ")"));
    return sought.languages().stream()
        .map(words -> words.stream().map(word).collect(Collectors.joining(and, "(", ")")))
        .collect(Collectors.joining(or, "(", ")"));
  }
}
