package larksong.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * Files and folders that only their owner can use, from their first moment; Java knows no umask.
 * Where a file system has no such permissions, they are made as it makes all.
 */
public final class PrivateFiles {

  private static final FileAttribute<?> FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final Set<PosixFilePermission> OWNERS =
      Collections.unmodifiableSet(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private PrivateFiles() {}

  /** Makes an empty file, unless there is one. */
  public static void make(Path file) throws IOException {
    try {
      Files.createFile(file, FILE);
    } catch (UnsupportedOperationException e) {
      if (!Files.exists(file)) {
        Files.createFile(file);
      }
    } catch (FileAlreadyExistsException e) {
      return; // it stays as it is
    }
  }

  /** Makes a folder in one that there is. */
  static void makeFolder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, FOLDER);
    } catch (UnsupportedOperationException e) {
      Files.createDirectory(folder);
    }
  }

  /** The same, as private as the one in which it lies. */
  static void makeFolderLikeParent(Path folder) throws IOException {
    if (isPrivate(Objects.requireNonNull(folder.toAbsolutePath().getParent()))) {
      makeFolder(folder);
    } else {
      Files.createDirectory(folder);
    }
  }

  /** Whether only its owner can use it. */
  static boolean isPrivate(Path path) throws IOException {
    try {
      return OWNERS.containsAll(Files.getPosixFilePermissions(path));
    } catch (UnsupportedOperationException e) {
      return true;
    }
  }

  /** Takes from all but the owner whatever they may do with it. */
  static void close(Path path) throws IOException {
    Set<PosixFilePermission> left = EnumSet.copyOf(OWNERS);
    left.retainAll(Files.getPosixFilePermissions(path));
    Files.setPosixFilePermissions(path, left);
  }
}
