package larksong.library.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import larksong.files.WholeFile;

/** A secret of a home folder, made once and readable by its owner alone. */
public final class KeyFile {

  private KeyFile() {}

  /** Makes a secret. */
  @FunctionalInterface
  public interface Maker {
    byte[] make() throws IOException;
  }

  /** The secret in the home's keys; a new one if there is none. */
  public static byte[] read(Path home, String name, Maker maker) throws IOException {
    Path keys = WholeFile.privateFolder(home.resolve("keys"));
    Path file = keys.resolve(name);
    if (!Files.exists(file)) {
      Path part = WholeFile.part(file);
      try {
        Files.write(part, maker.make());
        WholeFile.force(part);
        // Of two processes that begin at once, one key counts for both.
        Files.createLink(file, part);
        WholeFile.forceFolder(keys);
      } catch (FileAlreadyExistsException e) {
        return Files.readAllBytes(file);
      } catch (UnsupportedOperationException | FileSystemException e) {
        WholeFile.move(part, file); // a file system without links
      } finally {
        Files.deleteIfExists(part);
      }
    }
    return Files.readAllBytes(file);
  }
}
