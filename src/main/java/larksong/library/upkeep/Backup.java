package larksong.library.upkeep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import larksong.files.Folders;
import larksong.files.WholeFile;
import larksong.library.Library;
import larksong.library.access.Tokens;
import larksong.library.deletion.Holdings;
import larksong.library.deletion.Holdings.Held;
import larksong.library.store.Migrations;
import larksong.library.store.Session;

/**
 * A library as one file that no database has to read: its rows, its media, what was sent and waits,
 * its keys, and the configuration. It holds all that listeners' tokens are made of, so it is as
 * secret as the home folder. What the schedule remembers is no part of it.
 */
public final class Backup {

  /** Rounds in which others may write; after them they wait for a moment. */
  private static final int ROUNDS = 3;

  private final Library library;
  private final Path home;

  /** By the name of its file: what could not be read, and why. */
  private final Map<String, String> unreadable = new TreeMap<>();

  private Backup(Library library, Path home) {
    this.library = library;
    this.home = home;
  }

  /**
   * A file that a backup is without.
   *
   * @param why in words
   * @param owners the episodes, shows or uploads that need it
   */
  public record Lost(String file, String why, List<String> owners) {
    public Lost {
      owners = List.copyOf(owners);
    }
  }

  /**
   * A backup that was written.
   *
   * @param lost what it is without
   */
  public record Made(Instant at, long bytes, long shows, long episodes, List<Lost> lost) {
    public Made {
      lost = List.copyOf(lost);
    }
  }

  /**
   * Writes a library, which may be in use, into a file: whole or not at all, and readable by nobody
   * but its owner.
   *
   * @param configuration its files by name, without secrets
   */
  public static Made write(Library library, Path home, Map<String, byte[]> configuration, Path file)
      throws IOException {
    new Caretaker(library, home).sweep();
    Path folder = Files.createTempDirectory(WholeFile.privateFolder(home), "backup-");
    try {
      Made made = new Backup(library, home).written(configuration, folder, file.toAbsolutePath());
      new Backups(library.store().home()).note(file.toAbsolutePath().normalize(), made.at());
      return made;
    } finally {
      Folders.delete(folder);
    }
  }

  /** Whether a file looks like a backup, so that a newer one may take its place. */
  public static boolean isOne(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.getEntry(BackupFile.MANIFEST) != null;
    } catch (IOException e) {
      return false; // no ZIP file, or damaged
    }
  }

  /** What the rows of one moment are, and what their files are called. */
  private record Moment(Instant at, Map<String, Long> rows, Map<String, Held> files) {}

  private Made written(Map<String, byte[]> configuration, Path folder, Path file)
      throws IOException {
    String id = library.id();
    try (BackupWriter writer = new BackupWriter(file)) {
      checkConfiguration(configuration);
      Moment moment = files(folder, writer);
      for (Map.Entry<String, byte[]> text : configuration.entrySet()) {
        writer.add(BackupFile.CONFIGURATION + text.getKey(), text.getValue());
      }
      for (String key : keys()) {
        writer.add("keys/" + key, Files.readAllBytes(home.resolve("keys").resolve(key)));
      }
      for (String table : moment.rows().keySet()) {
        writer.add(BackupFile.rows(table), folder.resolve(table));
      }
      List<Lost> lost = lost(moment.files());
      writer.finish(
          new BackupManifest(
              BackupManifest.FORMAT,
              moment.at(),
              library.store().dialect().migrations(),
              Migrations.NEWEST,
              id,
              moment.rows(),
              writer.entries(),
              lost));
      return new Made(
          moment.at(),
          Files.size(file),
          moment.rows().getOrDefault("show", 0L),
          moment.rows().getOrDefault("episode", 0L),
          lost);
    }
  }

  /** What could not be restored is not written. */
  private static void checkConfiguration(Map<String, byte[]> configuration) throws IOException {
    long all = 0;
    for (Map.Entry<String, byte[]> text : configuration.entrySet()) {
      String name = BackupFile.CONFIGURATION + text.getKey();
      all += text.getValue().length;
      Optional<String> wrong =
          BackupLimits.isOurs(name)
              ? wrong(name, text.getValue().length, all)
              : Optional.of("'" + name + "' has a name that no backup can have");
      if (wrong.isPresent()) {
        throw new IOException(
            "The backup was not written: " + wrong.get() + ". Move it out of the configuration.");
      }
    }
  }

  private static Optional<String> wrong(String name, long bytes, long all) {
    return BackupLimits.wrong(name, bytes).or(() -> BackupLimits.wrong(all));
  }

  /**
   * Adds the files of the rows of a moment. What was taken off the shelf between the rows and their
   * files is no damage: then the rows of a later moment count, at last of one in which nobody
   * writes.
   */
  private Moment files(Path folder, BackupWriter writer) throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      Moment moment = library.store().database().readAtOnce(session -> moment(session, folder));
      add(moment.files(), writer);
      if (moment.files().keySet().stream().noneMatch(unreadable::containsKey)) {
        return moment;
      }
    }
    return library
        .store()
        .database()
        .readAlone(
            session -> {
              Moment moment = moment(session, folder);
              add(moment.files(), writer);
              return moment;
            });
  }

  private Moment moment(Session session, Path folder) throws SQLException {
    Map<String, Held> files = Holdings.of(session);
    Map<String, Long> rows = new TreeMap<>();
    for (BackupTable table : BackupTable.all(session)) {
      rows.put(table.name(), table.write(session, folder.resolve(table.name())));
    }
    return new Moment(library.store().clock().instant(), rows, files);
  }

  private void add(Map<String, Held> files, BackupWriter writer) {
    for (Held held : files.values()) {
      if (!writer.has(held.name())) {
        unreadable.remove(held.name());
        whyNot(held, writer).ifPresent(why -> unreadable.put(held.name(), why));
      }
    }
  }

  private Optional<String> whyNot(Held held, BackupWriter writer) {
    try {
      HeldFiles all = new HeldFiles(library.store(), home);
      Held known = all.known(held);
      Optional<Path> file = all.find(held.name());
      if (file.isEmpty()) {
        return Optional.of("is missing");
      }
      if (writer.addIfWhole(known, file.get())) {
        return Optional.empty();
      }
      // A node's own file is a copy, and the one that all share may be whole.
      Optional<Path> again = all.again(held.name());
      return again.isPresent() && writer.addIfWhole(known, again.get())
          ? Optional.empty()
          : Optional.of("is damaged");
    } catch (BackupWriter.UnwritableException e) {
      throw e;
    } catch (IOException e) {
      return Optional.of("could not be read");
    }
  }

  private List<Lost> lost(Map<String, Held> files) {
    List<Lost> lost = new ArrayList<>();
    for (Held held : files.values()) {
      String why = unreadable.get(held.name());
      if (why != null) {
        lost.add(new Lost(held.name(), why, List.copyOf(held.owners())));
      }
    }
    return lost;
  }

  private Set<String> keys() throws IOException {
    library.seal().publicKey(); // made now, if nothing was sealed yet
    new Tokens(library.store());
    try (var files = Files.list(home.resolve("keys"))) {
      return new TreeSet<>(
          files
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> BackupLimits.isOurs("keys/" + name))
              .toList());
    }
  }
}
