package larksong.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import larksong.bucket.Bucket;
import larksong.files.WholeFile;

/**
 * Sound and pictures by the hash of their content, so that a file never changes under a name. In a
 * folder; where several nodes share a library also in a bucket, of which the folder then has what
 * was asked for here.
 */
public final class MediaStore {

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;
  private final Optional<Bucket> bucket;

  MediaStore(Path folder, Optional<Bucket> bucket) {
    this.folder = folder;
    this.bucket = bucket;
  }

  /** The file with this content; empty if there is none. */
  public Optional<Path> find(String sha256, String ending) throws IOException {
    Path file = path(sha256, ending);
    boolean here =
        Files.isRegularFile(file)
            || (bucket.isPresent() && bucket.get().download(key(sha256, ending), file));
    return here ? Optional.of(file) : Optional.empty();
  }

  /** Where the file with this content is on this machine, or would be. */
  public Path path(String sha256, String ending) {
    if (!HASH.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "Expected a SHA-256 in hexadecimal but was '" + sha256 + "'");
    }
    return folder.resolve(sha256.substring(0, 2)).resolve(sha256 + ending);
  }

  private static String key(String sha256, String ending) {
    return "media/" + sha256.substring(0, 2) + "/" + sha256 + ending;
  }

  /** Takes a file away that nothing has any more. */
  void remove(String sha256, String ending) throws IOException {
    Files.deleteIfExists(path(sha256, ending));
    if (bucket.isPresent()) {
      bucket.get().remove(key(sha256, ending));
    }
  }

  /** Copies a file in, whole or not at all; what is there already stays. */
  void keep(Path file, String sha256, String ending) throws IOException {
    Path kept = path(sha256, ending);
    if (!Files.exists(kept) || Files.size(kept) != Files.size(file)) {
      WholeFile.sweep(folder.resolve(sha256.substring(0, 2)), String.valueOf(kept.getFileName()));
      WholeFile.copy(file, kept);
    }
    if (bucket.isPresent() && !bucket.get().has(key(sha256, ending))) {
      bucket
          .get()
          .upload(key(sha256, ending), kept, ending.equals(".mp3") ? "audio/mpeg" : "image/jpeg");
    }
  }
}
