package larksong.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** Closes a home folder to the other users of the machine, whoever made it. */
public final class PrivateHome {

  private PrivateHome() {}

  /**
   * Takes from other users what they may do in a home that there is. What lies in it is gone
   * through only where the home, or something on its first level, was open.
   *
   * @throws IOException if this user may not close it; the message says who can, and how
   */
  public static void close(Path home) throws IOException {
    if (!Files.isDirectory(home) || isClosed(home)) {
      return;
    }
    try {
      PrivateFiles.close(home);
    } catch (IOException e) {
      throw new IOException(
          "The home folder '"
              + home
              + "' is open to other users ("
              + PosixFilePermissions.toString(Files.getPosixFilePermissions(home))
              + ") and belongs to '"
              + Files.getOwner(home).getName()
              + "', so that it could not be closed. Let its owner run \"chmod -R go-rwx '"
              + home.toAbsolutePath()
              + "'\", or name another folder with --home.",
          e);
    }
    closeAll(home);
  }

  private static boolean isClosed(Path home) throws IOException {
    if (!PrivateFiles.isPrivate(home)) {
      return false;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(home)) {
      for (Path entry : entries) {
        boolean there = Files.exists(entry, LinkOption.NOFOLLOW_LINKS);
        if (there && !Files.isSymbolicLink(entry) && !PrivateFiles.isPrivate(entry)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Nobody reaches what cannot be closed, since the home is; links lead to what is not ours. */
  private static void closeAll(Path home) throws IOException {
    Files.walkFileTree(
        home,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return closed(folder);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return attributes.isSymbolicLink() ? FileVisitResult.CONTINUE : closed(file);
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static FileVisitResult closed(Path path) {
    try {
      PrivateFiles.close(path);
    } catch (IOException e) {
      return FileVisitResult.CONTINUE;
    }
    return FileVisitResult.CONTINUE;
  }
}
