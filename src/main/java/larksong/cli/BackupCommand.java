package larksong.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import larksong.app.Larksong;
import larksong.library.Backup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the library into one file. */
@Command(
    name = "backup",
    description = "Writes the library into one file, also while it is served. Keep it secret.",
    footer = {"", "Example: larksong backup larksong.zip"})
final class BackupCommand extends Options {

  @Parameters(paramLabel = "FILE", description = "The ZIP file to write.")
  Path file = Path.of("");

  @Override
  public Integer call() throws Exception {
    try (Larksong larksong = open()) {
      Backup.write(larksong.library(), larksong.home(), file);
      long bytes = Files.size(file);
      answer(
          Map.of("file", file.toAbsolutePath().toString(), "bytes", bytes),
          file + ": " + Math.max(1, bytes >> 20) + " MiB");
      return ExitCode.DONE;
    }
  }
}
