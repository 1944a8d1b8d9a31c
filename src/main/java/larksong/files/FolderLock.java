package larksong.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Gives a folder to one at a time: to one run of this process, and to one process. */
public final class FolderLock implements AutoCloseable {

  private static final ConcurrentHashMap<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

  private final Path folder;
  private final ReentrantLock here;
  private final FileChannel channel;
  private final FileLock everywhere;

  private FolderLock(Path folder, ReentrantLock here, FileChannel channel, FileLock everywhere) {
    this.folder = folder;
    this.here = here;
    this.channel = channel;
    this.everywhere = everywhere;
  }

  /** Waits until the folder, which must be there, is free; tells if it has to. */
  public static FolderLock take(Path folder, Runnable waiting)
      throws IOException, InterruptedException {
    Path file = folder.toAbsolutePath().normalize().resolve(".lock");
    ReentrantLock here = HERE.computeIfAbsent(file, path -> new ReentrantLock());
    if (!here.tryLock()) {
      waiting.run();
      here.lockInterruptibly();
    }
    try {
      Folders.delete(file); // if it is one, it is no lock of ours
      if (PrivateFiles.isPrivate(folder)) {
        PrivateFiles.make(file);
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        FileLock lock = channel.tryLock();
        if (lock == null) {
          waiting.run();
          lock = channel.lock();
        }
        return new FolderLock(folder, here, channel, lock);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      here.unlock();
      throw e;
    }
  }

  /** The folder that it gives. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    try {
      everywhere.release();
      channel.close();
    } finally {
      here.unlock();
    }
  }
}
