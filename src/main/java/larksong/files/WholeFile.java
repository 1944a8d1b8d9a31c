package larksong.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/**
 * Writes files so that a reader, or a crash, never finds half of one. What is written, copied or
 * moved is on the disk before its name counts; only scratch, which is made again where it is
 * missing or damaged, is spared that.
 */
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

  /** Writes what can be made again; whatever stands in its place or its folder's gives way. */
  public static void writeScratch(Path file, String text) throws IOException {
    writeScratch(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same, of bytes. */
  public static void writeScratch(Path file, byte[] bytes) throws IOException {
    Path folder = folder(file);
    if (Files.isRegularFile(folder)) {
      Files.delete(folder);
    }
    Path part = part(file);
    try {
      Files.write(part, bytes);
      moveScratch(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Writes what can be made again, unless it is there as it should be. */
  public static void refresh(Path file, byte[] bytes) throws IOException {
    boolean there = Files.isRegularFile(file) && Files.size(file) == bytes.length;
    if (!there || !Arrays.equals(readable(file), bytes)) {
      writeScratch(file, bytes);
    }
  }

  private static byte[] readable(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      return new byte[0]; // whatever keeps it from being read
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
    Path folder = folder(file);
    createFolders(folder);
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

  /** Puts a finished part in its place at once, over what is there, to stay after a power cut. */
  public static void move(Path part, Path file) throws IOException {
    force(part);
    put(part, file);
    forceFolder(folder(file));
  }

  /** Puts a finished part in its place at once, over whatever is there; it can be made again. */
  public static void moveScratch(Path part, Path file) throws IOException {
    Folders.delete(file);
    put(part, file);
  }

  /** Brings a file's content to the disk. */
  public static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Brings the names in a folder to the disk, where the system can. */
  public static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    } catch (IOException e) {
      return; // Windows opens no folders, and some file systems force none
    }
  }

  private static Path folder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("Expected a file in a folder but was " + file);
    }
    return folder;
  }

  /** A file is not there after a power cut if its folder is not. */
  private static void createFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null) {
      createFolders(parent);
    }
    Files.createDirectories(folder);
    if (parent != null) {
      forceFolder(parent);
    }
  }

  private static void put(Path part, Path file) throws IOException {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** A folder that only its owner can look into. */
  public static Path privateFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Path parent = folder(folder);
      createFolders(parent);
      try {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } catch (UnsupportedOperationException e) {
        Files.createDirectories(folder); // a file system without such permissions
      } catch (java.nio.file.FileAlreadyExistsException e) {
        return folder; // another process was quicker
      }
      forceFolder(parent);
    }
    return folder;
  }
}
