package larksong.library;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The way to the tables; a failure there is a {@link LibraryException} that quotes nothing. */
final class Database {

  /** Some statements that belong together. */
  @FunctionalInterface
  interface Work<T> {
    T in(Session session) throws SQLException;
  }

  private final DataSource source;
  private final Dialect dialect;
  private final Patience patience;

  Database(DataSource source, Dialect dialect) {
    this.source = source;
    this.dialect = dialect;
    this.patience = new Patience(dialect);
  }

  /** All of it or nothing; the work begins anew where a database went away before its end. */
  <T> T inTransaction(Work<T> work) {
    try {
      return patience.with(() -> transaction(work));
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  private <T> T transaction(Work<T> work) throws SQLException {
    // Closing it rolls back what was not committed.
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      T result = work.in(new Session(connection, dialect));
      commit(connection);
      return result;
    }
  }

  /** A commit without an answer may have been one: it is not for trying again. */
  private static void commit(Connection connection) {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  /** Each statement for itself, and perhaps twice: for reading, and what twice is as once. */
  <T> T inSession(Work<T> work) {
    try {
      return patience.with(
          () -> {
            try (Connection connection = source.getConnection()) {
              return work.in(new Session(connection, dialect));
            }
          });
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  /** For those who have statements of their own. */
  Connection connection() throws SQLException {
    return patience.with(source::getConnection);
  }

  /** The driver's own message may quote a row; its state and code say enough. */
  private static LibraryException unusable(SQLException cause) {
    return new LibraryException(
        "The library could not be used. Check its database, the home folder and its disk. (SQL state "
            + cause.getSQLState()
            + ", code "
            + cause.getErrorCode()
            + ")");
  }
}
