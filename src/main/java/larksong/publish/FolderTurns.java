package larksong.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import larksong.files.FolderLock;
import larksong.files.WholeFile;

/** Turns of the processes of one home, which wait for one another in a folder. */
public record FolderTurns(Path folder) implements Turns {

  @Override
  public Turn take(String target) throws IOException, InterruptedException {
    Path own = folder.resolve(target);
    WholeFile.privateFolder(own);
    FolderLock lock = FolderLock.take(own, () -> {});
    return () -> {
      try {
        lock.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
