package larksong.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files so that a reader, or a crash, never finds half of one. */
public final class WholeFile {

  private static final String PART = ".part";

  private WholeFile() {}

  public static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  public static void write(Path file, byte[] bytes) throws IOException {
    Path part = part(file);
    try {
      Files.write(part, bytes);
      move(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Copies a file over what is there. */
  public static void copy(Path from, Path file) throws IOException {
    Path part = part(file);
    try {
      Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
      move(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** A new empty file beside the one to come; {@link #move} puts it there. */
  public static Path part(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("Expected a file in a folder but was " + file);
    }
    Files.createDirectories(folder);
    return Files.createTempFile(folder, "." + file.getFileName() + "-", PART);
  }

  /** Whether it is a file that was never finished, if nobody is at work on it. */
  public static boolean isPart(Path file) {
    return file.toString().endsWith(PART);
  }

  /** Removes the halves that killed runs left in a folder, where nobody else is at work. */
  public static void sweep(Path folder) throws IOException {
    sweep(folder, "");
  }

  /** The same, of the files whose name begins so. */
  public static void sweep(Path folder, String name) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "." + name + "*" + PART)) {
      for (Path part : parts) {
        Files.deleteIfExists(part);
      }
    }
  }

  /** Puts a finished part in its place at once, over what is there. */
  public static void move(Path part, Path file) throws IOException {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** A folder that only its owner can look into. */
  public static Path privateFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Path parent = folder.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      try {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } catch (UnsupportedOperationException e) {
        Files.createDirectories(folder); // a file system without such permissions
      } catch (java.nio.file.FileAlreadyExistsException e) {
        return folder; // another process was quicker
      }
    }
    return folder;
  }
}
