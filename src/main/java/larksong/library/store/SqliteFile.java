package larksong.library.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import larksong.egress.NotOut;
import larksong.files.FolderLock;
import larksong.files.PrivateFiles;
import larksong.files.WholeFile;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.util.LibraryLoaderUtil;

/** The database file of a home, which any number of processes may use at a time. */
@NotOut("it opens a file of this machine")
public final class SqliteFile {

  public static final String NAME = "library.db";

  /** Of builds that kept the library in another database. */
  public static final String EARLIER = "library.mv.db";

  /** For other processes that write; a backup or a migration is the longest that any has. */
  private static final Duration BUSY = Duration.ofSeconds(20);

  /** Readers never wait for each other; more than the processor has cores bring nothing. */
  private static final int READERS = 8;

  /** For readers that keep the log from being emptied; whoever wants to write waits as long. */
  private static final Duration EMPTIED = Duration.ofSeconds(1);

  /** For others that empty the log, or write the file anew, at the same time. */
  private static final RetryPolicy<Boolean> AGAIN =
      RetryPolicy.<Boolean>builder()
          .handleResult(false)
          .withBackoff(50, 500, ChronoUnit.MILLIS)
          .withJitter(0.5)
          .withMaxAttempts(4)
          .build();

  /** In bytes, of what stays of the log once it was copied into the file. */
  private static final int LARGEST_LOG = 1 << 20;

  private static final String LIBRARY_PATH = "org.sqlite.lib.path";

  private final Path home;
  private final Path file;

  public SqliteFile(Path home) {
    this(home, home.resolve(NAME));
  }

  /** One that is still beside the home's. */
  public SqliteFile(Path home, Path file) {
    this.home = home;
    this.file = file;
  }

  /** A new file with the tables of an earlier form, or of this program's. */
  public DataSource begun(int form) throws IOException {
    useNativeLibrary(home);
    PrivateFiles.make(file); // the database's other files become as private as it is
    DataSource source = source(TransactionMode.IMMEDIATE);
    Migrations.apply(source, Dialect.SQLITE, form);
    return source;
  }

  /** The file, with the tables that this program knows. */
  public Store opened(Clock clock) throws IOException, SQLException {
    if (!Files.exists(file) && Files.exists(home.resolve(EARLIER))) {
      throw new LibraryException(
          "The library in '"
              + home
              + "' is of an earlier build ("
              + EARLIER
              + "), which this program does not read; nothing was changed. Name another folder"
              + " with --home, or move that file away to begin anew.");
    }
    useNativeLibrary(home);
    PrivateFiles.make(file); // the database's other files become as private as it is
    migrate();
    HikariDataSource writing =
        new HikariDataSource(pool("writing", source(TransactionMode.IMMEDIATE), 1));
    HikariConfig readers = pool("reading", source(TransactionMode.DEFERRED), READERS);
    readers.setConnectionInitSql("pragma query_only = on");
    HikariDataSource reading = new HikariDataSource(readers);
    return new Store(
        home,
        reading,
        writing,
        Dialect.SQLITE,
        Optional.empty(),
        clock,
        () -> {
          reading.close();
          writing.close();
        });
  }

  /** Why the file of a home could not be opened, and what the owner can do. */
  public static String why(Path home, Exception failure) {
    Path file = home.resolve(NAME);
    Optional<SQLException> cause =
        Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
            .filter(SQLException.class::isInstance)
            .map(SQLException.class::cast)
            .findFirst();
    int code = cause.map(SQLException::getErrorCode).orElse(0) & 0xff;
    if (code == SQLiteErrorCode.SQLITE_NOTADB.code || code == SQLiteErrorCode.SQLITE_CORRUPT.code) {
      return "Expected a library in '"
          + file
          + "' but the file is damaged or another program's. Move it away and restore a backup"
          + " with 'larksong restore'.";
    }
    if (code == SQLiteErrorCode.SQLITE_FULL.code) {
      return "The library in '"
          + home
          + "' has no room: the disk is full. Free some and try again.";
    }
    if (!Files.isWritable(home) || (Files.exists(file) && !Files.isWritable(file))) {
      return "The library in '"
          + home
          + "' cannot be written by this user. Correct the permissions, or name another folder with"
          + " --home.";
    }
    return "The library in '" + home + "' could not be opened. Check the folder and its disk.";
  }

  /** Flyway cannot lock this database, so its folder's lock lets one process migrate at a time. */
  private void migrate() throws IOException, SQLException {
    DataSource source = source(TransactionMode.IMMEDIATE);
    if (Migrations.isCurrent(source)) {
      return;
    }
    FolderLock turn = turn();
    try {
      if (!Migrations.isCurrent(source)) {
        Migrations.apply(source, Dialect.SQLITE);
      }
    } finally {
      turn.close();
    }
  }

  private FolderLock turn() throws IOException, SQLException {
    try {
      return FolderLock.take(Objects.requireNonNull(file.toAbsolutePath().getParent()), () -> {});
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("stopped while another process opened the library", e);
    }
  }

  /**
   * Connections as this library uses them: a commit is on the disk when it returns.
   *
   * @param mode whether a transaction takes the file's one write lock when it begins
   */
  private DataSource source(TransactionMode mode) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(Math.toIntExact(BUSY.toMillis()));
    config.enforceForeignKeys(true);
    config.setTransactionMode(mode);
    config.setPragma(Pragma.SECURE_DELETE, "on");
    config.setJournalSizeLimit(LARGEST_LOG);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    return source;
  }

  /**
   * Writes the file anew without what was deleted, and empties its log. Zeroes in place of a
   * deleted row (https://sqlite.org/pragma.html#pragma_secure_delete) are not enough: a page that
   * was balanced before may have a copy of it between its cells, and the search's index the words
   * at which its parts begin (https://sqlite.org/fts5.html#the_optimize_command).
   *
   * @return false if somebody who reads keeps the log from being emptied
   */
  public static boolean scrub(Connection connection) throws SQLException {
    execute(connection, "insert into spoken (spoken) values ('optimize')");
    execute(connection, "vacuum");
    execute(connection, "pragma busy_timeout = " + EMPTIED.toMillis());
    try {
      return Failsafe.with(AGAIN).get(() -> isEmptied(connection));
    } catch (FailsafeException e) {
      throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e.getCause());
    } finally {
      execute(connection, "pragma busy_timeout = " + BUSY.toMillis());
    }
  }

  private static boolean isEmptied(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("pragma wal_checkpoint(truncate)")) {
      return row.next() && row.getInt("busy") == 0;
    }
  }

  /** Each in a statement of its own: none may be open while the file is written anew. */
  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static HikariConfig pool(String name, DataSource source, int most) {
    HikariConfig settings = new HikariConfig();
    settings.setPoolName("library-" + name);
    settings.setDataSource(source);
    settings.setMaximumPoolSize(most);
    settings.setMinimumIdle(0);
    settings.setInitializationFailTimeout(-1);
    settings.setConnectionTimeout(BUSY.toMillis());
    return settings;
  }

  /**
   * The driver unpacks its library into a new temporary file at each start, and a killed process
   * leaves it; here it is unpacked once, and read through each time since a damaged one would end
   * the process.
   */
  private static void useNativeLibrary(Path home) throws IOException {
    String name = LibraryLoaderUtil.getNativeLibName();
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    try (InputStream in = SqliteFile.class.getResourceAsStream(resource)) {
      if (in == null || System.getProperty(LIBRARY_PATH) != null) {
        return; // the driver says what it misses; or the owner named one
      }
      byte[] packaged = in.readAllBytes();
      Path folder = WholeFile.privateFolder(home.resolve("programs").resolve("sqlite"));
      Path library = folder.resolve(name);
      if (!isThere(library, packaged)) {
        WholeFile.write(library, packaged);
      }
      System.setProperty(LIBRARY_PATH, folder.toAbsolutePath().toString());
      System.setProperty("org.sqlite.lib.name", name);
    }
  }

  private static boolean isThere(Path library, byte[] packaged) throws IOException {
    try {
      return Arrays.equals(Files.readAllBytes(library), packaged);
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
