package larksong.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;
import larksong.config.Location;
import larksong.files.Fingerprint;
import larksong.net.Http;
import larksong.net.WebException;

/** Reads a whole document from a file or the web, within a size; its errors are for the owner. */
public final class Documents {

  /** Ten mebibytes hold every calendar and feed that was ever meant to be read by people. */
  public static final int LARGEST = 10 << 20;

  private final Supplier<Http> http;

  /** The client is asked for when the first address is read; files need none. */
  public Documents(Supplier<Http> http) {
    this.http = http;
  }

  /** Reads the document for the source of this name. */
  public byte[] read(String source, Location location) throws SourceException {
    if (location instanceof Location.OnDisk disk) {
      return file(source, disk.path(), LARGEST);
    }
    Location.OnWeb web = (Location.OnWeb) location;
    try {
      return http.get().get(web.uri(), LARGEST);
    } catch (WebException e) {
      throw new SourceException("Could not read '" + source + "' (" + e.getMessage() + ")", e);
    }
  }

  /** Reads a file of at most {@code largest} bytes. */
  public static byte[] file(String source, Path path, int largest) throws SourceException {
    String shown = "Could not read '" + source + "' (" + path.getFileName() + "): ";
    try (InputStream in = open(shown, path)) {
      byte[] bytes = in.readNBytes(largest + 1);
      if (bytes.length > largest) {
        throw new SourceException(
            shown + "expected at most " + (largest >> 20) + " MiB but it is larger. Split it.");
      }
      if (bytes.length == 0) {
        throw new SourceException(shown + "the file is empty. Write it again or remove it.");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new SourceException(shown + "there is no such file. Check the path.", e);
    } catch (AccessDeniedException e) {
      throw new SourceException(shown + "permission denied. Let this user read it.", e);
    } catch (IOException e) {
      throw new SourceException(shown + "it cannot be read. Check the file and its disk.", e);
    }
  }

  private static InputStream open(String shown, Path path) throws IOException, SourceException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new SourceException(shown + "expected a file. Name the file itself.");
    }
    return Files.newInputStream(path);
  }

  /** What changes when a document may have changed: a file's content, an address's spelling. */
  public static String fingerprint(Location location) {
    if (location instanceof Location.OnWeb web) {
      return Fingerprint.of(web.uri().toString());
    }
    Path path = ((Location.OnDisk) location).path();
    try {
      return Files.isRegularFile(path) && Files.size(path) <= LARGEST
          ? Fingerprint.of(Files.readAllBytes(path))
          : "unreadable";
    } catch (IOException e) {
      return "unreadable";
    }
  }
}
