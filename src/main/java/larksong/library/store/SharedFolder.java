package larksong.library.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import larksong.bucket.Bucket;
import larksong.files.Folders;

/**
 * Files by name in a folder of this machine; where several nodes share a library also in a bucket,
 * of which the folder then has what was asked for here.
 *
 * @param prefix of their names in the bucket, without a slash at the end
 */
public record SharedFolder(Path folder, Optional<Bucket> bucket, String prefix) {

  /** Where a file is on this machine, or would be. */
  public Path path(String name) {
    return folder.resolve(name);
  }

  /** The file of this name, on this machine by now; empty if there is none. */
  public Optional<Path> find(String name) throws IOException {
    Path file = path(name);
    boolean here = holds(file) || (bucket.isPresent() && bucket.get().download(key(name), file));
    return here ? Optional.of(file) : Optional.empty();
  }

  /** Whether a file really lies in the folder, which a link need not. */
  public boolean holds(Path file) throws IOException {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && file.toRealPath().startsWith(folder.toRealPath());
    } catch (NoSuchFileException e) {
      return false; // it was taken away meanwhile
    }
  }

  /** Whether there is such a file, here with this length (if it is known) or where all share it. */
  public boolean isThere(String name, long bytes) throws IOException {
    Path file = path(name);
    boolean here = holds(file) && (bytes < 0 || Files.size(file) == bytes);
    return here || (bucket.isPresent() && bucket.get().has(key(name)));
  }

  /** The file of this name as all nodes share it, over the one that is here. */
  public Optional<Path> again(String name) throws IOException {
    Path file = path(name);
    return bucket.isPresent() && bucket.get().download(key(name), file)
        ? Optional.of(file)
        : Optional.empty();
  }

  /** Lets the other nodes have a file that is here. */
  public void share(String name, String type) throws IOException {
    if (bucket.isPresent()) {
      bucket.get().upload(key(name), path(name), type);
    }
  }

  /** The same with one that never changes under its name. */
  public void shareOnce(String name, String type) throws IOException {
    if (bucket.isPresent() && !bucket.get().has(key(name))) {
      share(name, type);
    }
  }

  /** Takes a file away, here and there. */
  public void remove(String name) throws IOException {
    Files.deleteIfExists(path(name));
    if (bucket.isPresent()) {
      bucket.get().remove(key(name));
    }
  }

  /** Takes a folder in it away, with these files. */
  public void removeFolder(String name, Iterable<String> files) throws IOException {
    Folders.delete(path(name));
    for (String file : files) {
      remove(name + "/" + file);
    }
  }

  private String key(String name) {
    return prefix + "/" + name;
  }
}
