package larksong.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files of a folder that are made once and used again. Each has the hash of its content in its
 * name, so that a damaged one is known without a word from whoever made it, who may have been
 * killed.
 */
public final class HashedFiles {

  private static final int HASH = 20;

  private final Path folder;
  private final String ending;
  private final Map<String, List<Path>> there = new HashMap<>();

  private HashedFiles(Path folder, String ending) {
    this.folder = folder;
    this.ending = ending;
  }

  /** Looks at the files of a folder whose names have this ending. */
  public static HashedFiles in(Path folder, String ending) throws IOException {
    HashedFiles files = new HashedFiles(folder, ending);
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
        for (Path file : all) {
          String name = String.valueOf(file.getFileName());
          int dash = name.lastIndexOf('-');
          if (dash > 0 && name.endsWith(ending)) {
            files
                .there
                .computeIfAbsent(name.substring(0, dash), what -> new ArrayList<>())
                .add(file);
          }
        }
      }
    }
    return files;
  }

  /** What was kept of this; a file that is not as it was made is removed. */
  public Optional<Path> find(String what) throws IOException {
    for (Path file : there.getOrDefault(what, List.of())) {
      if (isWhole(file)) {
        return Optional.of(file);
      }
      Folders.delete(file);
      Files.deleteIfExists(file);
    }
    return Optional.empty();
  }

  /** Keeps what was made. */
  public Path keep(String what, byte[] bytes) throws IOException {
    Path file = folder.resolve(what + "-" + hash(bytes) + ending);
    WholeFile.writeScratch(file, bytes);
    return file;
  }

  /** Whether a file is as it was made. */
  public static boolean isWhole(Path file) {
    try {
      String name = String.valueOf(file.getFileName());
      return name.startsWith(hash(Files.readAllBytes(file)), name.lastIndexOf('-') + 1);
    } catch (IOException e) {
      return false; // whatever keeps it from being read
    }
  }

  private static String hash(byte[] bytes) {
    return Fingerprint.of(bytes).substring(0, HASH);
  }
}
