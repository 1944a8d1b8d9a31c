package larksong.publish.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a site's files lie; each appears whole or not at all. */
interface Site {

  /** The longest of its own files that is read back: an index of many years. */
  long LARGEST = 64L << 20;

  Optional<byte[]> read(String path) throws IOException;

  /** Replaces what is there. */
  void write(String path, byte[] content, String type) throws IOException;

  /** Replaces what is there with a file of this machine. */
  void copy(String path, Path file, String type) throws IOException;

  /** Removes a file, if it is there. */
  void remove(String path) throws IOException;

  /** Removes what a killed run left half done in a folder. */
  default void sweep(String folder) throws IOException {}

  /** In words that hold no secret, for messages. */
  String place();
}
