package larksong.library.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import larksong.bucket.Bucket;
import larksong.egress.NotOut;
import larksong.files.WholeFile;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a library is kept: a database, migrated, and files.
 *
 * @param reading gives connections that change nothing
 * @param writing gives those for transactions
 * @param bucket for the files, where several nodes share them
 * @param end ends the connections
 */
@NotOut("whoever shares a library asks before it is opened")
public record Store(
    Path home,
    DataSource reading,
    DataSource writing,
    Dialect dialect,
    Optional<Bucket> bucket,
    Clock clock,
    Runnable end)
    implements AutoCloseable {

  /** The account of whoever's home it is. */
  public static final String OWNER = "owner";

  /**
   * Servers that several nodes share.
   *
   * @param url a PostgreSQL database's, such as {@code jdbc:postgresql://host/name}
   * @param bucket for sound and pictures
   */
  public record Shared(String url, String user, String password, Bucket bucket) {}

  private static final Logger LOG = LoggerFactory.getLogger(Store.class);

  /** To a shared database, from each node. */
  private static final int CONNECTIONS = 20;

  /** After that the owner is told what it is that is waited for. */
  private static final Duration SILENCE = Duration.ofSeconds(2);

  /** For a shared database that is away for a moment. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** For an answer of a shared database that was reached; a migration is the longest there is. */
  private static final Duration SILENT = Duration.ofMinutes(10);

  /** In files of a home folder, which several processes may use. */
  public static Store in(Path home, Clock clock) throws IOException {
    WholeFile.privateFolder(home);
    SqliteFile file = new SqliteFile(home);
    try {
      return new Patience(Dialect.SQLITE).with(() -> file.opened(clock));
    } catch (SQLException | FlywayException e) {
      throw new LibraryException(SqliteFile.why(home, e), e);
    }
  }

  /** On servers that several nodes share. */
  public static Store of(Path home, Shared shared, Clock clock) throws IOException {
    WholeFile.privateFolder(home);
    HikariConfig settings = new HikariConfig();
    settings.setJdbcUrl(shared.url());
    settings.setUsername(shared.user());
    settings.setPassword(shared.password());
    settings.setMaximumPoolSize(CONNECTIONS);
    settings.setInitializationFailTimeout(-1);
    settings.setConnectionTimeout(PATIENCE.toMillis());
    settings.addDataSourceProperty("tcpKeepAlive", "true");
    settings.addDataSourceProperty("socketTimeout", String.valueOf(SILENT.toSeconds()));
    HikariDataSource pool = new HikariDataSource(settings);
    CompletableFuture<Void> waiting =
        CompletableFuture.runAsync(
            Store::tellOfWaiting,
            CompletableFuture.delayedExecutor(SILENCE.toMillis(), TimeUnit.MILLISECONDS));
    try {
      new Patience(Dialect.POSTGRESQL).with(() -> migrated(pool));
      return new Store(
          home, pool, pool, Dialect.POSTGRESQL, Optional.of(shared.bucket()), clock, pool::close);
    } catch (SQLException | FlywayException e) {
      pool.close();
      throw new LibraryException(
          "The shared library could not be opened. Check cluster.database and its server; one on"
              + " another machine is expected to speak TLS with a certificate for its name, unless"
              + " the address says otherwise, such as ?sslmode=disable in a network of your own.",
          e);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    } finally {
      waiting.cancel(false);
    }
  }

  /** Flyway lets one node at a time migrate this database. */
  private static boolean migrated(DataSource pool) throws SQLException {
    boolean current = Migrations.isCurrent(pool);
    if (!current) {
      Migrations.apply(pool, Dialect.POSTGRESQL);
    }
    return current;
  }

  private static void tellOfWaiting() {
    LOG.warn("The database of the shared library does not answer yet; it is waited for");
  }

  /** Whether other nodes may share it. */
  public boolean isShared() {
    return dialect == Dialect.POSTGRESQL;
  }

  /** A folder of this node that all nodes share. */
  public SharedFolder files(Path folder, String name) {
    return new SharedFolder(folder, bucket, name);
  }

  public Database database() {
    return new Database(reading, writing, dialect);
  }

  @Override
  public void close() {
    end.run();
  }
}
