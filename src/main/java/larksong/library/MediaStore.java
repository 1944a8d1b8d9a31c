package larksong.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import larksong.files.WholeFile;

/** Sound and pictures by the hash of their content, so that a file never changes under a name. */
public final class MediaStore {

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;

  MediaStore(Path folder) {
    this.folder = folder;
  }

  /** Where the file with this content is, or would be. */
  public Path path(String sha256, String ending) {
    if (!HASH.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "Expected a SHA-256 in hexadecimal but was '" + sha256 + "'");
    }
    return folder.resolve(sha256.substring(0, 2)).resolve(sha256 + ending);
  }

  /** Takes a file away that nothing has any more. */
  void remove(String sha256, String ending) throws IOException {
    Files.deleteIfExists(path(sha256, ending));
  }

  /** Copies a file in, whole or not at all; what is there already stays. */
  void keep(Path file, String sha256, String ending) throws IOException {
    Path kept = path(sha256, ending);
    if (Files.exists(kept) && Files.size(kept) == Files.size(file)) {
      return;
    }
    WholeFile.sweep(folder.resolve(sha256.substring(0, 2)), String.valueOf(kept.getFileName()));
    WholeFile.copy(file, kept);
  }
}
