package larksong.library;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import larksong.bucket.Bucket;
import larksong.files.WholeFile;

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
    HomeFiles files = new HomeFiles(home);
    return new Store(files.pool(), Dialect.H2, media(home, Optional.empty()), files::close)
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
