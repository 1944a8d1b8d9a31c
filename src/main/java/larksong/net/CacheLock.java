package larksong.net;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import larksong.files.PrivateFiles;
import larksong.files.WholeFile;

/** Gives a cache folder to one process at a time, until that process ends. */
final class CacheLock {

  /** Held here, so that they last as long as the process. */
  private static final List<FileLock> HELD = new CopyOnWriteArrayList<>();

  private CacheLock() {}

  static boolean take(Path folder) {
    try {
      WholeFile.privateFolder(folder);
      Path file = folder.resolveSibling(folder.getFileName() + ".lock");
      PrivateFiles.make(file);
      FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        return false;
      }
      return HELD.add(lock);
    } catch (IOException | OverlappingFileLockException e) {
      return false;
    }
  }
}
