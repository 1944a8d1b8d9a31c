package larksong.files;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Takes folders away with all that is in them. */
public final class Folders {

  /** Somebody may put something into it meanwhile. */
  private static final int ATTEMPTS = 5;

  private Folders() {}

  /**
   * Deletes a folder and what it holds; nothing if there is none. Others may delete it, too, or
   * some of it.
   */
  public static void delete(Path folder) throws IOException {
    for (int attempt = 1; Files.isDirectory(folder); attempt++) {
      try {
        Files.walkFileTree(folder, new Deleting());
      } catch (DirectoryNotEmptyException e) {
        if (attempt == ATTEMPTS) {
          throw new IOException("A folder changed while it was deleted", e);
        }
      }
    }
  }

  /** What is gone when its turn comes is as good as deleted. */
  private static final class Deleting extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      return ifGone(failure);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        ifGone(failure);
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }

    private static FileVisitResult ifGone(IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }
}
