package larksong.library;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.ConnectionPoolDataSource;
import larksong.files.FolderLock;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database files of a home. The first process that opens them serves them to the others; when
 * it ends, another takes over. They are opened and closed by one process at a time: several that
 * try at once hold each other up for half a minute.
 */
final class HomeFiles {

  private static final Logger LOG = LoggerFactory.getLogger(HomeFiles.class);

  private final Path home;
  private final JdbcConnectionPool pool;

  HomeFiles(Path home) {
    this.home = home;
    // Another process on this home shares the database over this address, never over the network.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    // A connection does not open them again by itself when that process ends, past all turns.
    System.setProperty("h2.maxReconnect", "0");
    JdbcDataSource files = new JdbcDataSource();
    // Compacting at each close costs a command a tenth of a second; free space is used again
    // anyway. Not 0: then closing a file that another process left without closing it (a kill, a
    // copy in use) brings back an earlier state of it, seen with H2 2.5.252.
    // Asynchronous files, as an interrupt of a thread that reads or writes closes any other kind,
    // and with it the database for all.
    files.setURL(
        "jdbc:h2:async:"
            + home.toAbsolutePath().resolve("library")
            + ";AUTO_SERVER=TRUE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0;MAX_COMPACT_TIME=1;NON_KEYWORDS=SHOW");
    files.setUser("larksong");
    pool = JdbcConnectionPool.create(oneAtATime(files));
  }

  JdbcConnectionPool pool() {
    return pool;
  }

  void close() {
    try {
      FolderLock turn = FolderLock.take(home, () -> {});
      try {
        pool.dispose();
      } finally {
        turn.close();
      }
    } catch (IOException e) {
      pool.dispose();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      pool.dispose();
    }
  }

  private ConnectionPoolDataSource oneAtATime(ConnectionPoolDataSource files) {
    return (ConnectionPoolDataSource)
        Proxy.newProxyInstance(
            HomeFiles.class.getClassLoader(),
            new Class<?>[] {ConnectionPoolDataSource.class},
            (proxy, method, arguments) -> {
              FolderLock turn = turn();
              try {
                return method.invoke(files, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                end(turn);
              }
            });
  }

  /** The system gives it back at the latest when this process ends. */
  private static void end(FolderLock turn) {
    try {
      turn.close();
    } catch (IOException e) {
      LOG.warn("The turn at the library could not be given back: {}", e.getMessage());
    }
  }

  private FolderLock turn() throws SQLException {
    try {
      return FolderLock.take(home, () -> {});
    } catch (IOException e) {
      throw new SQLException("the home folder cannot be locked", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("stopped while another process opened the library", e);
    }
  }
}
