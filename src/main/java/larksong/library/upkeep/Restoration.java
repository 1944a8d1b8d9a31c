package larksong.library.upkeep;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import larksong.files.FolderLock;
import larksong.files.Folders;
import larksong.files.PrivateHome;
import larksong.files.WholeFile;
import larksong.library.deletion.Holdings;
import larksong.library.store.Database;
import larksong.library.store.Dialect;
import larksong.library.store.LibraryException;
import larksong.library.store.Migrations;
import larksong.library.store.Session;
import larksong.library.store.SharedFolder;
import larksong.library.store.SqliteFile;
import larksong.library.store.Store;

/**
 * Makes a library of a backup, in a home folder or shared by several nodes: the whole of it, or
 * none. A shared library gets its rows from a file like that of a home, so that both come about
 * alike, also from a backup of earlier tables.
 */
public final class Restoration {

  private static final String STAGED = "restore-";

  private final BackupFile backup;
  private final Path home;
  private final Optional<Instant> end;

  private Restoration(BackupFile backup, Path home, Optional<Instant> end) {
    this.backup = backup;
    this.home = home;
    this.end = end;
  }

  /**
   * What was brought.
   *
   * @param at the moment that it is of
   * @param database the kind that it came from
   * @param tokens the names of those that were valid then, and are again unless they were ended
   * @param passwords the accounts whose passwords of then count again
   * @param lost what was missing already when the backup was made
   * @param configuration its files by name, without secrets
   */
  public record Restored(
      Instant at,
      String database,
      long shows,
      long episodes,
      List<String> tokens,
      List<String> passwords,
      List<Backup.Lost> lost,
      Map<String, byte[]> configuration) {
    public Restored {
      tokens = List.copyOf(tokens);
      passwords = List.copyOf(passwords);
      lost = List.copyOf(lost);
    }
  }

  /**
   * Restores a backup, which is read through before anything is written.
   *
   * @param shared where the library is to be, if several nodes share it; else in the home folder
   */
  public static Restored restore(Path file, Path home, Optional<Store.Shared> shared)
      throws IOException {
    return restore(file, home, shared, Optional.empty());
  }

  /**
   * The same.
   *
   * @param end when all its tokens end, if they are to
   */
  public static Restored restore(
      Path file, Path home, Optional<Store.Shared> shared, Optional<Instant> end)
      throws IOException {
    try (BackupFile backup = BackupFile.open(file)) {
      return new Restoration(backup, home, end).restored(shared);
    }
  }

  private Restored restored(Optional<Store.Shared> shared) throws IOException {
    int form = backup.manifest().form();
    if (form > Migrations.NEWEST || form < 1) {
      throw new IOException(
          "The backup is of a newer Larksong (its form is "
              + form
              + ", this program knows "
              + Migrations.NEWEST
              + "). Restore it with that version.");
    }
    checkHome();
    PrivateHome.close(WholeFile.privateFolder(home));
    FolderLock turn = turn();
    try {
      checkHome();
      sweep();
      Path folder = Files.createTempDirectory(home, STAGED);
      try {
        return shared.isPresent() ? into(shared.get(), folder) : into(folder);
      } finally {
        Folders.delete(folder);
      }
    } catch (SQLException e) {
      throw new LibraryException(
          "The rows of the backup could not be inserted. (SQL state " + e.getSQLState() + ")");
    } finally {
      turn.close();
    }
  }

  private FolderLock turn() throws IOException {
    try {
      return FolderLock.take(home, () -> {});
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Stopped while another process used the home folder", e);
    }
  }

  private void checkHome() throws IOException {
    if (Files.exists(home.resolve(SqliteFile.NAME))
        || Files.exists(home.resolve(SqliteFile.EARLIER))) {
      throw new IOException(
          "There is a library in '" + home + "'. Name an empty folder with --home.");
    }
    for (String key : backup.names("keys/")) {
      Path there = home.resolve(key);
      if (Files.exists(there) && !Arrays.equals(Files.readAllBytes(there), backup.read(key))) {
        throw new IOException(
            "The keys in '"
                + home.resolve("keys")
                + "' are another library's. Name an empty folder with --home.");
      }
    }
  }

  /** What a restore that was killed left. */
  private void sweep() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(home, STAGED + "*")) {
      for (Path folder : left) {
        Folders.delete(folder);
      }
    }
  }

  /** The database comes last, in one step: what breaks off before it is no library. */
  private Restored into(Path folder) throws IOException, SQLException {
    Path file = staged(folder);
    Restored restored;
    try (Store staged = new SqliteFile(home, file).opened(Clock.systemUTC())) {
      restored = restored(staged.database());
      end.ifPresent(now -> RestoredAccess.endTokens(staged.database(), now));
      bringFiles(new HeldFiles(staged, home), staged.database());
    }
    bringKeys();
    place(file);
    return restored;
  }

  /** The rows come last, in one transaction. */
  private Restored into(Store.Shared shared, Path folder) throws IOException, SQLException {
    Path file = staged(folder);
    try (Store staged = new SqliteFile(home, file).opened(Clock.systemUTC());
        Store store = Store.of(home, shared, Clock.systemUTC())) {
      checkEmpty(store);
      Restored restored = restored(staged.database());
      end.ifPresent(now -> RestoredAccess.endTokens(staged.database(), now));
      bringFiles(new HeldFiles(store, home), staged.database());
      bringKeys();
      staged.database().read(from -> store.database().write(to -> copy(from, to)));
      return restored;
    }
  }

  private static void checkEmpty(Store store) throws IOException {
    boolean empty =
        store
            .database()
            .read(
                session -> {
                  for (BackupTable table : BackupTable.all(session)) {
                    if (session
                        .first(row -> 1, "select 1 from " + table.name() + " limit 1")
                        .isPresent()) {
                      return false;
                    }
                  }
                  return true;
                });
    if (!empty) {
      throw new IOException(
          "There is a library in the shared database. Name an empty one in cluster.database.");
    }
  }

  private static int copy(Session from, Session to) throws SQLException {
    Map<String, BackupTable> there = byName(to);
    for (BackupTable table : BackupTable.all(from)) {
      BackupTable target = there.get(table.name());
      if (target == null) {
        throw new SQLException("no table '" + table.name() + "'");
      }
      target.copy(from, to);
    }
    return there.size();
  }

  private static Map<String, BackupTable> byName(Session session) throws SQLException {
    return BackupTable.all(session).stream()
        .collect(Collectors.toMap(BackupTable::name, Function.identity()));
  }

  /** A file with the rows, at first with the tables that they were taken from. */
  private Path staged(Path folder) throws IOException, SQLException {
    Path file = folder.resolve(SqliteFile.NAME);
    DataSource source = new SqliteFile(home, file).begun(backup.manifest().form());
    Database database = new Database(source, source, Dialect.SQLITE);
    database.write(this::insert);
    return file;
  }

  private int insert(Session session) throws SQLException {
    List<BackupTable> tables = BackupTable.all(session);
    Set<String> known = tables.stream().map(BackupTable::name).collect(Collectors.toSet());
    if (!known.containsAll(backup.manifest().rows().keySet())) {
      throw new SQLException("the backup has tables that its form has not");
    }
    for (BackupTable table : tables) {
      if (backup.manifest().rows().containsKey(table.name())) {
        insert(session, table);
      }
    }
    return tables.size();
  }

  private void insert(Session session, BackupTable table) throws SQLException {
    try (BufferedReader lines = backup.lines(table.name())) {
      long expected = backup.manifest().rows().getOrDefault(table.name(), 0L);
      long inserted = table.insert(session, lines);
      if (inserted != expected) {
        throw new SQLException(
            "expected " + expected + " rows of '" + table.name() + "' but was " + inserted);
      }
    } catch (IOException e) {
      throw new SQLException("the rows of '" + table.name() + "' could not be read", e);
    }
  }

  /** Those that a row names; what went off the shelf while the backup was made has no owner. */
  private void bringFiles(HeldFiles files, Database rows) throws IOException {
    Set<Path> folders = new HashSet<>();
    for (String name : rows.read(Holdings::of).keySet()) {
      if (backup.has(name)) {
        SharedFolder folder = files.folder(name);
        String within = HeldFiles.within(name);
        if (name.startsWith(Holdings.UPLOADS)) {
          WholeFile.privateFolder(folder.folder());
        }
        backup.extract(name, folder.path(within));
        folder.share(within, type(name));
        folders.add(Objects.requireNonNull(folder.path(within).getParent()));
      }
    }
    folders.forEach(BackupWriter::force);
  }

  private static String type(String name) {
    if (name.endsWith(".mp3")) {
      return "audio/mpeg";
    }
    return name.endsWith(".jpg") ? "image/jpeg" : "application/octet-stream";
  }

  private void bringKeys() throws IOException {
    Path keys = WholeFile.privateFolder(home.resolve("keys"));
    for (String key : backup.names("keys/")) {
      backup.extract(key, home.resolve(key));
    }
    BackupWriter.force(keys);
  }

  private void place(Path file) throws IOException {
    for (String other : List.of("-wal", "-shm")) {
      if (Files.exists(file.resolveSibling(file.getFileName() + other))) {
        throw new IOException("The rows could not be written. Check the disk and try again.");
      }
    }
    try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    Path library = home.resolve(SqliteFile.NAME);
    try {
      Files.createLink(library, file); // never over a library that came about meanwhile
    } catch (FileAlreadyExistsException e) {
      throw new IOException(
          "There is a library in '" + home + "'. Name an empty folder with --home.", e);
    } catch (UnsupportedOperationException | FileSystemException e) {
      WholeFile.move(file, library); // a file system without links
    }
    BackupWriter.force(home);
  }

  private Restored restored(Database rows) throws IOException {
    BackupManifest manifest = backup.manifest();
    Map<String, byte[]> configuration = new TreeMap<>();
    for (String name : backup.names(BackupFile.CONFIGURATION)) {
      configuration.put(name.substring(BackupFile.CONFIGURATION.length()), backup.read(name));
    }
    return new Restored(
        manifest.made(),
        manifest.database(),
        manifest.rows().getOrDefault("show", 0L),
        manifest.rows().getOrDefault("episode", 0L),
        RestoredAccess.tokens(rows, manifest.made()),
        RestoredAccess.passwords(rows),
        manifest.lost(),
        configuration);
  }
}
