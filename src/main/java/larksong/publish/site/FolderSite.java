package larksong.publish.site;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import larksong.config.Section;
import larksong.files.WholeFile;

/** A folder of this machine: for a web server, Syncthing, or a player that reads files. */
final class FolderSite implements Site {

  private final Path folder;

  FolderSite(Path folder) {
    this.folder = folder;
  }

  /** Reads {@code path} and {@code url}, under which the folder is served; else as files. */
  static SitePublisher of(String target, Section section, Clock clock) {
    Path folder = section.path("path").orElse(Path.of("."));
    if (!section.keys().contains("path")) {
      section.problem("path", "is required; for example ../published");
    }
    URI url = section.address("url").orElseGet(() -> folder.toAbsolutePath().normalize().toUri());
    return new SitePublisher(target, new FolderSite(folder), url, clock);
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    Path file = folder.resolve(path);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (Files.size(file) > LARGEST) {
      throw new IOException("'" + path + "' is larger than " + LARGEST + " bytes");
    }
    return Optional.of(Files.readAllBytes(file));
  }

  @Override
  public void write(String path, byte[] content, String type) throws IOException {
    WholeFile.write(folder.resolve(path), content);
  }

  @Override
  public void copy(String path, Path file, String type) throws IOException {
    WholeFile.copy(file, folder.resolve(path));
  }

  @Override
  public void remove(String path) throws IOException {
    Files.deleteIfExists(folder.resolve(path));
  }

  @Override
  public void sweep(String name) throws IOException {
    WholeFile.sweep(folder.resolve(name));
  }

  @Override
  public String place() {
    return String.valueOf(folder.getFileName());
  }
}
