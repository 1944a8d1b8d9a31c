package larksong.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Gives a folder to one at a time: to one run of this process, and to one process. */
public final class FolderLock implements AutoCloseable {

  /** Each time it may have been taken away and made anew. */
  private static final int ATTEMPTS = 100;

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
    return takeIfThere(folder, waiting)
        .orElseThrow(() -> new NoSuchFileException(folder.toString()));
  }

  /** The same of a folder that others may take away; empty if it is not there, or not any more. */
  public static Optional<FolderLock> takeIfThere(Path folder, Runnable waiting)
      throws IOException, InterruptedException {
    for (int attempt = 1; Files.isDirectory(folder); attempt++) {
      Optional<FolderLock> lock = Optional.empty();
      try {
        lock = locked(folder, waiting);
      } catch (NoSuchFileException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
      if (lock.isPresent()) {
        return lock;
      }
    }
    return Optional.empty();
  }

  /** Empty if its file was taken away with the folder while it was waited for. */
  private static Optional<FolderLock> locked(Path folder, Runnable waiting)
      throws IOException, InterruptedException {
    Path file = folder.toAbsolutePath().normalize().resolve(".lock");
    ReentrantLock here = HERE.computeIfAbsent(file, path -> new ReentrantLock());
    if (!here.tryLock()) {
      waiting.run();
      here.lockInterruptibly();
    }
    Optional<FolderLock> lock = Optional.empty();
    try {
      Folders.delete(file); // if it is one, it is no lock of ours
      if (PrivateFiles.isPrivate(folder)) {
        PrivateFiles.make(file);
      }
      lock = opened(folder, file, here, waiting);
      return lock;
    } finally {
      if (lock.isEmpty()) {
        here.unlock();
      }
    }
  }

  private static Optional<FolderLock> opened(
      Path folder, Path file, ReentrantLock here, Runnable waiting) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      Optional<Object> opened = key(file);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        waiting.run();
        lock = channel.lock();
      }
      taken = Files.exists(file) && key(file).equals(opened);
      return taken ? Optional.of(new FolderLock(folder, here, channel, lock)) : Optional.empty();
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  /** By which a file is told from another that came in its place, where the system has one. */
  private static Optional<Object> key(Path file) throws IOException {
    return Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
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
