package larksong.library;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import larksong.bucket.Bucket;
import larksong.files.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a library is kept: a database, migrated, and files.
 *
 * @param bucket for the files, where several nodes share them
 * @param end ends the connections
 */
record Store(Path home, DataSource tables, Dialect dialect, Optional<Bucket> bucket, Runnable end)
    implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Store.class);

  /** To a shared database, from each node. */
  private static final int CONNECTIONS = 20;

  /** After that the owner is told what it is that is waited for. */
  private static final Duration SILENCE = Duration.ofSeconds(2);

  /** For a shared database that is away for a moment. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** In files of a home folder, which several processes may use. */
  static Store in(Path home) throws IOException {
    WholeFile.privateFolder(home);
    HomeFiles files = new HomeFiles(home);
    return new Store(home, files.pool(), Dialect.H2, Optional.empty(), files::close)
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
    Store store =
        new Store(home, pool, Dialect.POSTGRESQL, Optional.of(shared.bucket()), pool::close);
    CompletableFuture<Void> waiting =
        CompletableFuture.runAsync(
            Store::tellOfWaiting,
            CompletableFuture.delayedExecutor(SILENCE.toMillis(), TimeUnit.MILLISECONDS));
    try {
      return store.migrated(
          "The shared library could not be opened. Check cluster.database and its server.");
    } finally {
      waiting.cancel(false);
    }
  }

  private static void tellOfWaiting() {
    LOG.warn("The database of the shared library does not answer yet; it is waited for");
  }

  MediaStore media() {
    return new MediaStore(files(home.resolve("media"), "media"));
  }

  /** A folder of this node that all nodes share. */
  SharedFolder files(Path folder, String name) {
    return new SharedFolder(folder, bucket, name);
  }

  private Store migrated(String failure) {
    try {
      Migrations.apply(tables, dialect);
      return this;
    } catch (SQLException | RuntimeException e) {
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
