package larksong.server;

import java.net.URI;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.eclipse.jetty.util.resource.Resource;

/** A file as it was when it was opened, for which nobody asks the disk again. */
final class PlainFile extends Resource {

  private final Path path;
  private final BasicFileAttributes attributes;

  PlainFile(Path path, BasicFileAttributes attributes) {
    this.path = path;
    this.attributes = attributes;
  }

  @Override
  public Path getPath() {
    return path;
  }

  @Override
  public boolean exists() {
    return true;
  }

  @Override
  public boolean isDirectory() {
    return false;
  }

  @Override
  public boolean isReadable() {
    return true;
  }

  @Override
  public long length() {
    return attributes.size();
  }

  @Override
  public Instant lastModified() {
    return attributes.lastModifiedTime().toInstant();
  }

  @Override
  public URI getURI() {
    return path.toUri();
  }

  @Override
  public String getName() {
    return path.toString();
  }

  @Override
  public String getFileName() {
    return String.valueOf(path.getFileName());
  }

  /** There is nothing below a file. */
  @Override
  public Resource resolve(String below) {
    throw new IllegalArgumentException("Expected no path below a file but was '" + below + "'");
  }
}
