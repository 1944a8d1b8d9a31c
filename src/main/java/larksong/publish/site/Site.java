package larksong.publish.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import okio.ByteString;

/** Where a site's files lie; each appears whole or not at all. */
interface Site {

  /** The longest of its own files that is read back: an index of many years. */
  long LARGEST = 64L << 20;

  /**
   * A file as it was when it was read.
   *
   * @param text empty if there was none
   * @param version by which the place knows it; empty if it tells none
   */
  record Seen(String path, Optional<String> text, String version) {}

  /**
   * Some bytes of a file.
   *
   * @param size of the whole file
   */
  record Part(long size, ByteString content) {}

  Seen read(String path) throws IOException;

  /** The bytes of a file from one on; empty if it is not there. */
  Optional<Part> part(String path, long from, int most) throws IOException;

  /**
   * Replaces a file with a text, unless another did since it was read, however long ago that was.
   *
   * @return whether it did
   */
  boolean replace(Seen seen, String text, String type) throws IOException;

  /** Writes a file whose name no other content has. */
  void write(String path, byte[] content, String type) throws IOException;

  /** The same with a file of this machine. */
  void copy(String path, Path file, String type) throws IOException;

  /** Removes a file, if it is there. */
  void remove(String path) throws IOException;

  /** Removes what a killed run left half done in a folder. */
  default void sweep(String folder) throws IOException {}

  /** In words that hold no secret, for messages. */
  String place();

  /** In words that tell it from any other, not for messages. */
  String address();
}
