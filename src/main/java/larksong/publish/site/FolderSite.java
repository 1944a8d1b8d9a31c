package larksong.publish.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import larksong.config.Section;
import larksong.files.FolderLock;
import larksong.files.WholeFile;
import okio.ByteString;

/**
 * A folder of this machine, or one that several share: for a web server, Syncthing, or a player
 * that reads files.
 */
final class FolderSite implements Site {

  private final Path folder;

  FolderSite(Path folder) {
    this.folder = folder;
  }

  /** Reads {@code path} and {@code url}, under which the folder is served; else as files. */
  static SitePublisher of(String target, Section section, SitePublisher.Outside outside) {
    Path folder = section.path("path").orElse(Path.of("."));
    if (!section.keys().contains("path")) {
      section.problem("path", "is required; for example ../published");
    }
    URI url = section.address("url").orElseGet(() -> folder.toAbsolutePath().normalize().toUri());
    return new SitePublisher(target, new FolderSite(folder), url, outside);
  }

  @Override
  public Seen read(String path) throws IOException {
    Path file = folder.resolve(path);
    if (!Files.exists(file)) {
      return new Seen(path, Optional.empty(), "");
    }
    if (Files.size(file) > LARGEST) {
      throw new IOException("'" + path + "' is larger than " + LARGEST + " bytes");
    }
    return new Seen(path, Optional.of(Files.readString(file)), "");
  }

  @Override
  public Optional<Part> part(String path, long from, int most) throws IOException {
    Path file = folder.resolve(path);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(Math.min(from, Files.size(file)));
      return Optional.of(new Part(Files.size(file), ByteString.of(in.readNBytes(most))));
    }
  }

  /** Whoever has the lock of its folder compares and replaces. */
  @Override
  public boolean replace(Seen seen, String text, String type) throws IOException {
    Path locked = folder.resolve(seen.path()).toAbsolutePath().getParent();
    WholeFile.publicFolder(Objects.requireNonNull(locked));
    try {
      FolderLock lock = FolderLock.take(locked, () -> {});
      try {
        boolean unchanged = read(seen.path()).equals(seen);
        if (unchanged) {
          write(seen.path(), text.getBytes(StandardCharsets.UTF_8), type);
        }
        return unchanged;
      } finally {
        lock.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("it was interrupted").initCause(e);
    }
  }

  @Override
  public void write(String path, byte[] content, String type) throws IOException {
    place(path, part -> Files.write(part, content));
  }

  @Override
  public void copy(String path, Path file, String type) throws IOException {
    place(path, part -> Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING));
  }

  /** What writes a file. */
  @FunctionalInterface
  private interface Writing {
    void to(Path file) throws IOException;
  }

  private void place(String path, Writing writing) throws IOException {
    Path file = folder.resolve(path);
    WholeFile.publicFolder(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    Path part = WholeFile.part(file);
    try {
      writing.to(part);
      open(part);
      WholeFile.move(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Whoever may look into the folder, such as a web server, may read what is in it. */
  private static void open(Path file) throws IOException {
    try {
      Set<PosixFilePermission> permissions =
          EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
      Set<PosixFilePermission> readers =
          EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
      readers.retainAll(Files.getPosixFilePermissions(Objects.requireNonNull(file.getParent())));
      permissions.addAll(readers);
      Files.setPosixFilePermissions(file, permissions);
    } catch (UnsupportedOperationException e) {
      return; // a file system without such permissions
    }
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

  @Override
  public String address() {
    return String.valueOf(folder.toAbsolutePath().normalize());
  }
}
