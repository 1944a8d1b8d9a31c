package larksong.library.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The way to the tables; a failure there is a {@link LibraryException} that quotes nothing. */
public final class Database {

  /** Some statements that belong together. */
  @FunctionalInterface
  public interface Work<T> {
    T in(Session session) throws SQLException;
  }

  private final DataSource reading;
  private final DataSource writing;
  private final Dialect dialect;
  private final Patience patience;

  /** A second transaction of a thread would wait for the first, where there is one connection. */
  private final ThreadLocal<Boolean> writes = ThreadLocal.withInitial(() -> false);

  /**
   * A database with two ways to it.
   *
   * @param reading gives connections that see what is committed and change nothing
   * @param writing gives those for transactions
   */
  public Database(DataSource reading, DataSource writing, Dialect dialect) {
    this.reading = reading;
    this.writing = writing;
    this.dialect = dialect;
    this.patience = new Patience(dialect);
  }

  /** All of it or nothing; the work begins anew where a database went away before its end. */
  public <T> T write(Work<T> work) {
    if (writes.get()) {
      throw new IllegalStateException("Expected one transaction at a time in a thread");
    }
    writes.set(true);
    try {
      return patience.with(() -> transaction(work));
    } catch (SQLException e) {
      throw unusable(e);
    } finally {
      writes.remove();
    }
  }

  private <T> T transaction(Work<T> work) throws SQLException {
    // Closing it rolls back what was not committed.
    try (Connection connection = writing.getConnection()) {
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

  /** Each statement sees what is committed when it begins; the work may be done twice. */
  public <T> T read(Work<T> work) {
    try {
      return patience.with(
          () -> {
            try (Connection connection = reading.getConnection()) {
              return work.in(new Session(connection, dialect));
            }
          });
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  /** All statements see what is committed at one moment; the work is not done twice. */
  public <T> T readAtOnce(Work<T> work) {
    return readAtOnce(reading, "", work);
  }

  /** The same, and nobody writes of shows, episodes and uploads before its end. */
  public <T> T readAlone(Work<T> work) {
    return readAtOnce(writing, dialect.alone(), work);
  }

  private <T> T readAtOnce(DataSource source, String first, Work<T> work) {
    try (Connection connection = source.getConnection()) {
      connection.setTransactionIsolation(dialect.oneMoment());
      connection.setAutoCommit(false);
      try {
        Session session = new Session(connection, dialect);
        if (!first.isEmpty()) {
          session.update(first);
        }
        return work.in(session);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  /** Takes what was deleted out of the database's files; false if that is to be tried later. */
  public boolean scrub() {
    try (Connection connection = writing.getConnection()) {
      return patience.with(() -> dialect.scrub(connection)); // another may be scrubbing
    } catch (SQLException e) {
      return false; // another process is at work for long, or the disk is full
    }
  }

  /** For those who have statements and transactions of their own. */
  public Connection connection() throws SQLException {
    return patience.with(writing::getConnection);
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
