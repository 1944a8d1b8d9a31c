package larksong.audio.jave;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
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
    URL resource = getClass().getResource("/ws/schild/jave/nativebin/" + name);
    if (resource == null) {
      throw new EncodingException(
          "No ffmpeg is packaged for this system ("
              + name
              + "). Install ffmpeg and set 'ffmpeg' in larksong.yaml.");
    }
    try {
      WholeFile.privateFolder(folder);
      Path program = folder.resolve(name);
      ExtractedProgram extracted = new ExtractedProgram(resource, program);
      if (!extracted.isIntact()) {
        FolderLock lock = FolderLock.take(folder, () -> {});
        try {
          WholeFile.sweep(folder);
          extracted.restore();
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

  /** As the packages of JAVE2 name it. */
  private static String packagedName() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String suffix = system.contains("windows") ? ".exe" : system.contains("mac") ? "-osx" : "";
    return "ffmpeg-" + System.getProperty("os.arch", "") + suffix;
  }
}
