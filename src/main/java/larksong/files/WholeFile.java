package larksong.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
      try (InputStream in = Files.newInputStream(from)) {
        fill(part, in);
      }
      move(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** A new empty file beside the one to come; {@link #move} puts it there. */
  public static Path part(Path file) throws IOException {
    Path folder = folder(file);
    folders(folder);
    return Files.createTempFile(folder, "." + file.getFileName() + "-", PART);
  }

  /** Writes all of this into a file that is there, and leaves it as private as it is. */
  public static void fill(Path part, InputStream in) throws IOException {
    try (OutputStream out = Files.newOutputStream(part)) {
      in.transferTo(out);
    }
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

  /** Makes a folder in one that there is. */
  @FunctionalInterface
  private interface Making {
    void of(Path folder) throws IOException;
  }

  /** Makes a folder and those above it, each as private as the one in which it lies. */
  private static void folders(Path folder) throws IOException {
    folders(folder, PrivateFiles::makeFolderLikeParent);
  }

  /** A folder that only its owner can look into, as are those above it that had to be made. */
  public static Path privateFolder(Path folder) throws IOException {
    return folders(folder, PrivateFiles::makeFolder);
  }

  /** A folder as this user makes all, for what others are to read. */
  public static Path publicFolder(Path folder) throws IOException {
    return folders(folder, Files::createDirectory);
  }

  /** A file is not there after a power cut if its folder is not. */
  private static Path folders(Path folder, Making making) throws IOException {
    if (Files.isDirectory(folder)) {
      return folder;
    }
    Path parent = folder(folder);
    folders(parent, making);
    try {
      making.of(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
      return folder; // another process was quicker
    }
    forceFolder(parent);
    return folder;
  }

  private static void put(Path part, Path file) throws IOException {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
