package larksong.library;

import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;

/** The way to the tables; a failure there is a {@link LibraryException} that quotes nothing. */
final class Database {

  private final Jdbi jdbi;

  Database(DataSource source) {
    this.jdbi = Jdbi.create(source);
    this.jdbi.getConfig(SqlStatements.class).setSqlParser(new PlainSql());
  }

  <T> T withHandle(HandleCallback<T, RuntimeException> work) {
    try {
      return jdbi.withHandle(work);
    } catch (JdbiException e) {
      throw unusable(e);
    }
  }

  <T> T inTransaction(HandleCallback<T, RuntimeException> work) {
    try {
      return jdbi.inTransaction(work);
    } catch (JdbiException e) {
      throw unusable(e);
    }
  }

  private static LibraryException unusable(JdbiException cause) {
    return new LibraryException(
        "The library could not be used. Check the home folder and its disk.", cause);
  }
}
