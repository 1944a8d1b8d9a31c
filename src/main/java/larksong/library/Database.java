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

  Database(DataSource source, Dialect dialect) {
    this.source = source;
    this.dialect = dialect;
  }

  /** All of it or nothing. */
  <T> T inTransaction(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.in(new Session(connection, dialect));
        connection.commit();
        return result;
      } finally {
        connection.rollback(); // what was not committed
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  /** Each statement for itself. */
  <T> T inSession(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      return work.in(new Session(connection, dialect));
    } catch (SQLException e) {
      throw unusable(e);
    }
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
