package larksong.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import larksong.app.Larksong;
import larksong.library.Backup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a home folder of a backup. */
@Command(
    name = "restore",
    description = "Makes a library of a backup, in a home folder that has none.",
    footer = {"", "Example: larksong restore larksong.zip --home restored"})
final class RestoreCommand extends Options {

  @Parameters(paramLabel = "FILE", description = "What 'larksong backup' wrote.")
  Path file = Path.of("");

  @Override
  public Integer call() throws Exception {
    if (!Files.isRegularFile(file)) {
      throw new UsageException("No file '" + file + "'.");
    }
    Backup.restore(file, home());
    try (Larksong larksong = open()) {
      int shows = larksong.library().shows().size();
      answer(
          Map.of("home", home().toAbsolutePath().toString(), "shows", shows),
          home() + ": " + shows + " shows");
      return ExitCode.DONE;
    }
  }
}
