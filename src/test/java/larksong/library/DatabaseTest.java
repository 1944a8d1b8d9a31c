package larksong.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class DatabaseTest {

  private final JdbcDataSource tables = new JdbcDataSource();
  private final AtomicInteger works = new AtomicInteger();

  @Test
  void beginsAWorkAnewIfTheDatabaseWentAwayBeforeItsEnd() {
    int result =
        database("none")
            .inTransaction(
                session -> {
                  if (works.incrementAndGet() < 3) {
                    throw new SQLException("planted", "90067", ErrorCode.CONNECTION_BROKEN_1);
                  }
                  return 7;
                });

    assertThat(result).isEqualTo(7);
  }

  @Test
  void doesNotRepeatAWorkOfWhichNobodyKnowsWhetherItWasCommitted() {
    assertThatThrownBy(() -> database("commit").inTransaction(session -> works.incrementAndGet()))
        .isInstanceOf(LibraryException.class);

    assertThat(works).hasValue(1);
  }

  @Test
  void doesNotRepeatWhatIsWrongEachTime() {
    assertThatThrownBy(
            () ->
                database("none")
                    .inTransaction(
                        session -> {
                          works.incrementAndGet();
                          return session.update("no statement");
                        }))
        .isInstanceOf(LibraryException.class);

    assertThat(works).hasValue(1);
  }

  /** A database whose connections break at one of their methods. */
  private Database database(String broken) {
    tables.setURL("jdbc:h2:mem:");
    DataSource breaking =
        (DataSource)
            Proxy.newProxyInstance(
                DatabaseTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> breaking(tables.getConnection(), broken));
    return new Database(breaking, Dialect.H2);
  }

  private static Connection breaking(Connection connection, String broken) {
    return (Connection)
        Proxy.newProxyInstance(
            DatabaseTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals(broken)) {
                throw new SQLException("planted", "90067", ErrorCode.CONNECTION_BROKEN_1);
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
