package larksong.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import larksong.files.Fingerprint;
import larksong.files.WholeFile;
import larksong.library.store.SharedFolder;
import larksong.library.store.Store;

/** Sound and pictures by the hash of their content, so that a file never changes under a name. */
public final class MediaStore {

  /** For a half that another with the same content swept. */
  private static final int ATTEMPTS = 10;

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final SharedFolder files;

  public MediaStore(Store store) {
    this.files = store.files(store.home().resolve("media"), "media");
  }

  /** The file with this content; empty if there is none. */
  public Optional<Path> find(String sha256, String ending) throws IOException {
    return files.find(name(sha256, ending));
  }

  /** Whether a file is one of these, and no link to another. */
  public boolean holds(Path file) throws IOException {
    return files.holds(file);
  }

  /** Where the file with this content is on this machine, or would be. */
  public Path path(String sha256, String ending) {
    return files.path(name(sha256, ending));
  }

  private static String name(String sha256, String ending) {
    if (!HASH.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "Expected a SHA-256 in hexadecimal but was '" + sha256 + "'");
    }
    return sha256.substring(0, 2) + "/" + sha256 + ending;
  }

  /** Takes a file away that nothing has any more. */
  void remove(String sha256, String ending) throws IOException {
    files.remove(name(sha256, ending));
  }

  /** Copies a file in, whole or not at all; what is there already, and is whole, stays. */
  public void keep(Path file, String sha256, String ending) throws IOException {
    Path kept = path(sha256, ending);
    String type = ending.equals(".mp3") ? "audio/mpeg" : "image/jpeg";
    boolean there = files.holds(kept);
    if (there && isStillWhole(kept, sha256)) {
      files.shareOnce(name(sha256, ending), type);
      return;
    }
    copy(file, kept);
    if (there) {
      files.share(name(sha256, ending), type); // a damaged one may be there, too
    } else {
      files.shareOnce(name(sha256, ending), type);
    }
  }

  /** Sweeps the halves that a kill left of it, and so perhaps another's of the same content. */
  private static void copy(Path file, Path kept) throws IOException {
    WholeFile.sweep(Objects.requireNonNull(kept.getParent()), String.valueOf(kept.getFileName()));
    for (int attempt = 1; ; attempt++) {
      try {
        WholeFile.copy(file, kept);
        return;
      } catch (NoSuchFileException e) {
        if (attempt == ATTEMPTS || !Files.exists(file)) {
          throw e;
        }
      }
    }
  }

  /** Then it is as good as new, and nothing to be swept; others may take it away meanwhile. */
  private static boolean isStillWhole(Path kept, String sha256) throws IOException {
    try {
      if (!Fingerprint.of(kept).equals(sha256)) {
        return false;
      }
      Files.setLastModifiedTime(kept, FileTime.from(Instant.now()));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
