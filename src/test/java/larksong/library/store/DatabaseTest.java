package larksong.library.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

class DatabaseTest {

  private final SQLiteDataSource tables = new SQLiteDataSource();
  private final AtomicInteger works = new AtomicInteger();

  @Test
  void beginsAWorkAnewIfTheDatabaseWentAwayBeforeItsEnd() {
    int result =
        database("none")
            .write(
                session -> {
                  if (works.incrementAndGet() < 3) {
                    throw new SQLException("planted", "08", SQLiteErrorCode.SQLITE_BUSY.code);
                  }
                  return 7;
                });

    assertThat(result).isEqualTo(7);
  }

  @Test
  void doesNotRepeatAWorkOfWhichNobodyKnowsWhetherItWasCommitted() {
    assertThatThrownBy(() -> database("commit").write(session -> works.incrementAndGet()))
        .isInstanceOf(LibraryException.class);

    assertThat(works).hasValue(1);
  }

  @Test
  void doesNotRepeatWhatIsWrongEachTime() {
    assertThatThrownBy(
            () ->
                database("none")
                    .write(
                        session -> {
                          works.incrementAndGet();
                          return session.update("no statement");
                        }))
        .isInstanceOf(LibraryException.class);

    assertThat(works).hasValue(1);
  }

  @Test
  void refusesATransactionWithinAnother() {
    Database database = database("none");

    assertThatThrownBy(() -> database.write(session -> database.write(inner -> 1)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(database.<Integer>write(session -> 2)).isEqualTo(2);
  }

  /** A database whose connections break at one of their methods. */
  private Database database(String broken) {
    tables.setUrl("jdbc:sqlite::memory:");
    DataSource breaking =
        (DataSource)
            Proxy.newProxyInstance(
                DatabaseTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> breaking(tables.getConnection(), broken));
    return new Database(breaking, breaking, Dialect.SQLITE);
  }

  private static Connection breaking(Connection connection, String broken) {
    return (Connection)
        Proxy.newProxyInstance(
            DatabaseTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals(broken)) {
                throw new SQLException("planted", "08", SQLiteErrorCode.SQLITE_BUSY.code);
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
