package larksong.library;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import larksong.bucket.Bucket;
import larksong.files.WholeFile;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * Where a library is kept: a database, migrated, and media.
 *
 * @param end ends the connections
 */
record Store(DataSource tables, Dialect dialect, MediaStore media, Runnable end)
    implements AutoCloseable {

  /** To a shared database, from each node. */
  private static final int CONNECTIONS = 20;

  /** For a shared database that is away for a moment. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** In files of a home folder, which several processes may use. */
  static Store in(Path home) throws IOException {
    WholeFile.privateFolder(home);
    // Another process on this home shares the database over this address, never over the network.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    // Compacting at each close costs a command a tenth of a second; free space is used again
    // anyway. Not 0: then closing a file that another process left without closing it (a kill, a
    // copy in use) brings back an earlier state of it, seen with H2 2.5.252.
    // Asynchronous files, as an interrupt of a thread that reads or writes closes any other kind,
    // and with it the database for all.
    String url =
        "jdbc:h2:async:"
            + home.toAbsolutePath().resolve("library")
            + ";AUTO_SERVER=TRUE;AUTO_RECONNECT=TRUE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0;MAX_COMPACT_TIME=1;NON_KEYWORDS=SHOW";
    JdbcConnectionPool pool = JdbcConnectionPool.create(url, "larksong", "");
    return new Store(pool, Dialect.H2, media(home, Optional.empty()), pool::dispose)
        .migrated(
            "The library in '" + home + "' could not be opened. Check the folder and its disk.");
  }

  /** On servers that several nodes share. */
  static Store of(Path home, Library.Shared shared) throws IOException {
    WholeFile.privateFolder(home);
    HikariConfig settings = new HikariConfig();
    settings.setJdbcUrl(shared.url());
    settings.setUsername(shared.user());
    settings.setPassword(shared.password());
    settings.setMaximumPoolSize(CONNECTIONS);
    settings.setInitializationFailTimeout(-1);
    settings.setConnectionTimeout(PATIENCE.toMillis());
    HikariDataSource pool = new HikariDataSource(settings);
    MediaStore media = media(home, Optional.of(shared.bucket()));
    return new Store(pool, Dialect.POSTGRESQL, media, pool::close)
        .migrated("The shared library could not be opened. Check cluster.database and its server.");
  }

  private static MediaStore media(Path home, Optional<Bucket> bucket) {
    return new MediaStore(home.resolve("media"), bucket);
  }

  private Store migrated(String failure) {
    try {
      Migrations.apply(tables, dialect);
      return this;
    } catch (RuntimeException e) {
      close();
      throw new LibraryException(failure, e);
    }
  }

  Database database() {
    return new Database(tables, dialect);
  }

  @Override
  public void close() {
    end.run();
  }
}
