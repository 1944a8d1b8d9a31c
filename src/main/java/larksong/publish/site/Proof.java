package larksong.publish.site;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import okio.ByteString;

/**
 * Looks for what was sent to a site: that something answered does not mean that it is there, for a
 * login page or a proxy in between answers too.
 */
record Proof(Site site) {

  /** So much of either end is compared, beside the size. */
  private static final int END = 64 << 10;

  void of(String path, byte[] content) throws IOException {
    try (InputStream in = new ByteArrayInputStream(content)) {
      compare(path, content.length, in);
    }
  }

  void of(String path, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      compare(path, Files.size(file), in);
    }
  }

  private void compare(String path, long size, InputStream in) throws IOException {
    byte[] head = in.readNBytes(END);
    check(path, size, 0, head);
    long left = size - head.length;
    if (left > 0) {
      long from = Math.max(head.length, size - END);
      in.skipNBytes(from - head.length);
      check(path, size, from, in.readNBytes(END));
    }
  }

  private void check(String path, long size, long from, byte[] expected) throws IOException {
    Optional<Site.Part> there = site.part(path, from, Math.max(1, expected.length));
    if (there.isEmpty()) {
      throw missing(path, "but it is not there");
    }
    if (there.get().size() != size) {
      throw missing(path, "but there are " + there.get().size() + " bytes instead of " + size);
    }
    if (!there.get().content().equals(ByteString.of(expected))) {
      throw missing(path, "but there is something else");
    }
  }

  private static IOException missing(String path, String found) {
    return new IOException(
        "'"
            + path.substring(path.lastIndexOf('/') + 1)
            + "' was taken, "
            + found
            + ". Is a login page or a proxy in between? It is tried again");
  }
}
