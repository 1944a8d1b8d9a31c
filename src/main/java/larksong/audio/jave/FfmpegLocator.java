package larksong.audio.jave;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import larksong.audio.EncodingException;
import larksong.files.FolderLock;
import larksong.files.WholeFile;
import org.jspecify.annotations.Nullable;
import ws.schild.jave.process.ProcessLocator;

/**
 * Finds ffmpeg: the owner's own, or the packaged one, extracted once into a folder that only this
 * user can write to.
 */
public final class FfmpegLocator implements ProcessLocator {

  private final Optional<Path> own;
  private final Path folder;
  private @Nullable String found;

  /** The folder is created with access for its owner alone. */
  public FfmpegLocator(Optional<Path> own, Path folder) {
    this.own = own;
    this.folder = folder;
  }

  /** The program's path, extracted if need be. */
  synchronized String locate() throws EncodingException {
    if (found == null) {
      found = own.isPresent() ? checked(own.orElseThrow()) : packaged();
    }
    return found;
  }

  @Override
  public String getExecutablePath() {
    try {
      return locate();
    } catch (EncodingException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static String checked(Path path) throws EncodingException {
    if (!Files.isExecutable(path)) {
      throw new EncodingException(
          "No program at the configured ffmpeg '" + path + "'. Correct or remove it.");
    }
    return path.toString();
  }

  private String packaged() throws EncodingException {
    String name = packagedName();
    try (InputStream in = getClass().getResourceAsStream("/ws/schild/jave/nativebin/" + name)) {
      if (in == null) {
        throw new EncodingException(
            "No ffmpeg is packaged for this system ("
                + name
                + "). Install ffmpeg and set 'ffmpeg' in larksong.yaml.");
      }
      WholeFile.privateFolder(folder);
      Path program = folder.resolve(name);
      if (!isIntact(program)) {
        FolderLock lock = FolderLock.take(folder, () -> {});
        try {
          WholeFile.sweep(folder);
          extract(in, program);
        } finally {
          lock.close();
        }
      }
      return program.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EncodingException("It was interrupted while ffmpeg was extracted.", e);
    } catch (IOException e) {
      throw new EncodingException(
          "ffmpeg could not be extracted to " + folder + ". Check its disk.", e);
    }
  }

  private static void extract(InputStream in, Path program) throws IOException {
    Path part = WholeFile.part(program);
    try {
      Files.copy(in, part, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      if (!part.toFile().setExecutable(true, true)) {
        throw new IOException("could not be made executable");
      }
      WholeFile.write(stamp(program), String.valueOf(Files.size(part)));
      WholeFile.move(part, program);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** As long as it was when it was extracted, and writable by nobody else. */
  private static boolean isIntact(Path program) throws IOException {
    if (!Files.isExecutable(program) || !Files.exists(stamp(program))) {
      return false;
    }
    boolean whole = Files.readString(stamp(program)).equals(String.valueOf(Files.size(program)));
    return whole && !isWritableByOthers(program);
  }

  private static boolean isWritableByOthers(Path program) throws IOException {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(program);
      permissions.retainAll(
          EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE));
      return !permissions.isEmpty();
    } catch (UnsupportedOperationException e) {
      return false; // a file system without such permissions
    }
  }

  private static Path stamp(Path program) {
    return program.resolveSibling(program.getFileName() + ".length");
  }

  /** As the packages of JAVE2 name it. */
  private static String packagedName() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String suffix = system.contains("windows") ? ".exe" : system.contains("mac") ? "-osx" : "";
    return "ffmpeg-" + System.getProperty("os.arch", "") + suffix;
  }
}
