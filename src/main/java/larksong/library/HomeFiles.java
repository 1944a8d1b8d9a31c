package larksong.library;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import larksong.files.FolderLock;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database files of a home. The first process that opens them owns them and serves them to the
 * others; when it ends, another owns them. Who owns them is decided by a lock of the system, which
 * ends with its process; H2's own lock file goes by the clock, and had two owners on a busy
 * machine.
 */
final class HomeFiles {

  private static final Logger LOG = LoggerFactory.getLogger(HomeFiles.class);

  private final Path home;
  private final JdbcConnectionPool pool;
  private final Ownership ownership;

  /** Whoever still asks then, such as a job that was interrupted, does not open them again. */
  private volatile boolean closed;

  HomeFiles(Path home) {
    this.home = home;
    this.ownership = new Ownership(home.resolve("library.owner"));
    // Other processes on this home share the database over this address, never over the network.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    // A connection does not open the files again by itself when their owner ends.
    System.setProperty("h2.maxReconnect", "0");
    JdbcDataSource settings = new JdbcDataSource();
    pool =
        JdbcConnectionPool.create(
            (ConnectionPoolDataSource)
                Proxy.newProxyInstance(
                    HomeFiles.class.getClassLoader(),
                    new Class<?>[] {ConnectionPoolDataSource.class},
                    (proxy, method, arguments) ->
                        method.getName().equals("getPooledConnection")
                            ? connection()
                            : method.invoke(settings, arguments)));
  }

  JdbcConnectionPool pool() {
    return pool;
  }

  /** One process opens or closes them at a time. */
  private PooledConnection connection() throws SQLException {
    try {
      checkOpen();
      FolderLock turn = FolderLock.take(home, () -> {});
      try {
        checkOpen(); // it may have been closed while this waited
        if (ownership.take()) {
          Files.deleteIfExists(lockFile()); // of an owner that was killed
        }
        return (ownership.isOurs() ? opened() : served()).getPooledConnection();
      } finally {
        turn.close();
      }
    } catch (IOException e) {
      throw new SQLException("the home folder cannot be used", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("stopped while another process opened the library", e);
    }
  }

  private void checkOpen() throws SQLException {
    if (closed) {
      throw new SQLException("the library is closed");
    }
  }

  private Path lockFile() {
    return home.resolve("library.lock.db");
  }

  private JdbcDataSource opened() {
    // Compacting at each close costs a command a tenth of a second; free space is used again
    // anyway. Not 0: then closing a file that another process left without closing it (a kill, a
    // copy in use) brings back an earlier state of it, seen with H2 2.5.252.
    // Asynchronous files, as an interrupt of a thread that reads or writes closes any other kind,
    // and with it the database for all.
    return at(
        "async:"
            + home.toAbsolutePath().resolve("library")
            + ";AUTO_SERVER=TRUE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0;MAX_COMPACT_TIME=1");
  }

  /** From the owner, which wrote down where. */
  private JdbcDataSource served() throws SQLException {
    Properties owner = new Properties();
    try (InputStream in = Files.newInputStream(lockFile())) {
      owner.load(in);
    } catch (IOException e) {
      throw new SQLException("its owner serves nothing", "90067", ErrorCode.CONNECTION_BROKEN_1);
    }
    return at("tcp://" + owner.getProperty("server") + "/" + owner.getProperty("id"));
  }

  private static JdbcDataSource at(String place) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:" + place + ";NON_KEYWORDS=SHOW");
    source.setUser("larksong");
    return source;
  }

  void close() {
    closed = true;
    try {
      FolderLock turn = FolderLock.take(home, () -> {});
      try {
        end();
      } finally {
        turn.close();
      }
    } catch (IOException | SQLException e) {
      LOG.warn("The library was not closed in order: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      pool.dispose();
    }
  }

  private void end() throws IOException, SQLException {
    try {
      if (ownership.isOursAlone()) {
        shutDown();
      }
      pool.dispose();
    } finally {
      ownership.end();
    }
  }

  /** Else it would be open for the others until this process ends, past all turns. */
  private void shutDown() throws SQLException {
    try (Connection connection = opened().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("shutdown");
    } catch (SQLException e) {
      if (e.getErrorCode() != ErrorCode.DATABASE_CALLED_AT_SHUTDOWN
          && e.getErrorCode() != ErrorCode.DATABASE_IS_CLOSED) {
        throw e;
      }
    }
  }
}
