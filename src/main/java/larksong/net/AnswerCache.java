package larksong.net;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;

/** What {@link Http} keeps of what it fetched: answers of others, with their addresses. */
public final class AnswerCache {

  private AnswerCache() {}

  /**
   * Takes away the answers that nobody asked for since, also while another process uses the folder:
   * a cache knows that files may be deleted by hand, and fetches again
   * (https://square.github.io/okhttp/features/caching/).
   */
  public static void forget(Path folder, Instant since) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> heads = Files.newDirectoryStream(folder, "*.0*")) {
      for (Path head : heads) {
        String name = String.valueOf(head.getFileName());
        if (isBefore(head, since)) {
          Files.deleteIfExists(folder.resolve(name.replace(".0", ".1")));
          Files.deleteIfExists(head);
        }
      }
    }
    sweep(folder, since);
  }

  /** What a process that was killed left of an answer. */
  private static void sweep(Path folder, Instant since) throws IOException {
    try (DirectoryStream<Path> bodies = Files.newDirectoryStream(folder, "*.1*")) {
      for (Path body : bodies) {
        String name = String.valueOf(body.getFileName());
        boolean whole = Files.exists(folder.resolve(name.replace(".1", ".0")));
        if (!whole && isBefore(body, since)) {
          Files.deleteIfExists(body);
        }
      }
    }
  }

  private static boolean isBefore(Path file, Instant since) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(since);
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
