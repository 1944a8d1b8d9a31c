package larksong.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Takes folders away with all that is in them. */
public final class Folders {

  /** Somebody may put something into it meanwhile. */
  private static final int ATTEMPTS = 5;

  private Folders() {}

  /** Deletes a folder and what it holds; nothing if there is none. */
  public static void delete(Path folder) throws IOException {
    for (int attempt = 1; Files.isDirectory(folder); attempt++) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (DirectoryNotEmptyException | NoSuchFileException | UncheckedIOException e) {
        if (attempt == ATTEMPTS) {
          throw new IOException("A folder changed while it was deleted", e);
        }
      }
    }
  }
}
