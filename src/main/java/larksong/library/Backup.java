package larksong.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import larksong.files.Fingerprint;
import larksong.files.Folders;
import larksong.files.WholeFile;

/**
 * A library as one file: database, keys, sound and covers. It holds all that its listeners' tokens
 * are made of, so it is as secret as the home folder.
 */
public final class Backup {

  private static final String DATABASE = SqliteFile.NAME;
  private static final Pattern MEDIA =
      Pattern.compile("media/[0-9a-f]{2}/([0-9a-f]{64})\\.(?:mp3|jpg)");

  /** What waits for the owner's word, or was about to be made into an episode. */
  private static final Pattern UPLOADS =
      Pattern.compile(
          "uploads/(?:pictures/[0-9a-f]{64}|[0-9a-f-]{36}/(?:sent|recording\\.json|episode\\.mp3"
              + "|cover\\.jpg|transcript\\.vtt))");

  private static final Pattern KEYS = Pattern.compile("keys/[a-z]{1,20}\\.key");

  private Backup() {}

  /** Writes a library in use into a ZIP file, whole or not at all. */
  public static void write(Library library, Path home, Path zip) throws IOException {
    Path folder = Files.createTempDirectory(WholeFile.privateFolder(home), "backup-");
    Path part = WholeFile.part(zip.toAbsolutePath());
    try {
      Path database = folder.resolve(DATABASE);
      library.copyTo(database);
      try (OutputStream out = Files.newOutputStream(part);
          ZipOutputStream all = new ZipOutputStream(out)) {
        copy(database, DATABASE, all);
        for (String name : List.of("keys", "media", "uploads")) {
          copyFolder(home, home.resolve(name), all);
        }
      }
      WholeFile.move(part, zip.toAbsolutePath());
    } finally {
      Files.deleteIfExists(part);
      Folders.delete(folder);
    }
  }

  private static void copyFolder(Path home, Path folder, ZipOutputStream all) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = home.relativize(file).toString().replace('\\', '/');
        if (isOurs(name)) {
          copy(file, name, all);
        }
      }
    }
  }

  private static boolean isOurs(String name) {
    return MEDIA.matcher(name).matches()
        || KEYS.matcher(name).matches()
        || UPLOADS.matcher(name).matches();
  }

  /** What was deleted meanwhile is no part of the library any more. */
  private static void copy(Path file, String name, ZipOutputStream all) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      all.putNextEntry(new ZipEntry(name));
      in.transferTo(all);
    } catch (NoSuchFileException e) {
      return;
    }
  }

  /**
   * Unpacks a backup into a home folder that has no library yet; the database comes last, so that
   * what breaks off is no library either.
   */
  public static void restore(Path zip, Path home) throws IOException {
    if (Files.exists(home.resolve(DATABASE))) {
      throw new IOException("There is a library in '" + home + "'. Name an empty --home.");
    }
    try (ZipFile all = new ZipFile(zip.toFile())) {
      ZipEntry database = all.getEntry(DATABASE);
      if (database == null) {
        throw new IOException("'" + zip.getFileName() + "' is no backup of a library.");
      }
      WholeFile.privateFolder(home);
      Enumeration<? extends ZipEntry> entries = all.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (!entry.getName().equals(DATABASE)) {
          unpack(all, entry, home);
        }
      }
      unpack(all, database, home);
    } catch (ZipException e) {
      throw new IOException("'" + zip.getFileName() + "' is no ZIP file: " + e.getMessage(), e);
    }
  }

  /** A name that is none of ours could lead out of the folder. */
  private static void unpack(ZipFile all, ZipEntry entry, Path home) throws IOException {
    String name = entry.getName();
    boolean media = MEDIA.matcher(name).matches();
    boolean key = KEYS.matcher(name).matches();
    if (!isOurs(name) && !name.equals(DATABASE)) {
      throw new IOException("The backup has a file that no backup has: '" + name + "'.");
    }
    if (key) {
      WholeFile.privateFolder(home.resolve("keys"));
    }
    Path file = home.resolve(name);
    Path part = WholeFile.part(file);
    try {
      try (InputStream in = all.getInputStream(entry);
          OutputStream out = Files.newOutputStream(part)) {
        in.transferTo(out);
      }
      if (media && !name.contains(Fingerprint.of(part))) {
        throw new IOException("A recording in the backup is damaged: '" + name + "'.");
      }
      WholeFile.move(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
