package larksong.config;

import java.net.URI;
import java.nio.file.Path;

/** Where a document is: in a file or at a web address. */
public sealed interface Location {

  /** What may be shown of it: the file's name, or the host. An address may hold a secret. */
  String shown();

  /** A file or folder on this machine. */
  record OnDisk(Path path) implements Location {
    @Override
    public String shown() {
      Path name = path.getFileName();
      return name == null ? "/" : name.toString();
    }
  }

  /** An http or https address. */
  record OnWeb(URI uri) implements Location {
    @Override
    public String shown() {
      return String.valueOf(uri.getHost());
    }

    @Override
    public String toString() {
      return "OnWeb[" + shown() + "]";
    }
  }
}
