package larksong.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import larksong.app.Larksong;
import larksong.config.WithoutSecrets;
import larksong.library.upkeep.Backup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the library into one file. */
@Command(
    name = "backup",
    description = {
      "Writes the library, what was sent and the configuration into one file, also while it is"
          + " served.",
      "Passwords and API keys are left out of it, and what the schedule remembers; the keys of the"
          + " library are in it, so keep it secret."
    },
    footer = {"", "Example: larksong backup larksong.zip"})
final class BackupCommand extends Options {

  private static final String NAME = "larksong.zip";

  /** More are in the answer as JSON, and in the file itself. */
  private static final int TOLD = 20;

  @Parameters(paramLabel = "FILE", description = "The ZIP file to write.")
  Path file = Path.of("");

  @Override
  public Integer call() throws Exception {
    check(file.toAbsolutePath().normalize());
    try (Larksong larksong = open()) {
      Backup.Made made =
          Backup.write(
              larksong.library(),
              larksong.home(),
              WithoutSecrets.of(configuration()),
              file.toAbsolutePath());
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("file", file.toAbsolutePath().toString());
      document.put("bytes", made.bytes());
      document.put("made", made.at());
      document.put("shows", made.shows());
      document.put("episodes", made.episodes());
      document.put("lost", made.lost());
      answer(document, words(made));
      return made.lost().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  /** An earlier backup is replaced; whatever else lies there is not ours. */
  private void check(Path place) throws UsageException, IOException {
    Path folder = place.getParent();
    if (Files.isDirectory(place)) {
      throw new UsageException(
          "'" + file + "' is a folder. Name a file in it, such as '" + file.resolve(NAME) + "'.");
    }
    if (folder != null && !Files.isDirectory(folder)) {
      throw new UsageException(
          "There is no folder '"
              + folder
              + "' to write the backup into. Make it, or name another file.");
    }
    if (Files.exists(place) && Files.size(place) > 0 && !Backup.isOne(place)) {
      throw new UsageException(
          "'"
              + file
              + "' is there already, and is no backup of a library. Remove it, or name another"
              + " file.");
    }
  }

  private String words(Backup.Made made) {
    String whole =
        file
            + ": "
            + Math.max(1, made.bytes() >> 20)
            + " MiB, "
            + count(made.shows(), "show")
            + ", "
            + count(made.episodes(), "episode");
    return made.lost().isEmpty()
        ? whole
        : whole
            + "\nThe file is written, but without "
            + count(made.lost().size(), "file")
            + " of the library:\n"
            + lost(made.lost())
            + "\nMake such an episode again with 'larksong produce SHOW --edition …', send it again,"
            + " or restore an earlier backup.";
  }

  /** What is missing, a line each. */
  static String lost(List<Backup.Lost> lost) {
    String lines =
        lost.stream()
            .limit(TOLD)
            .map(
                one -> "  " + String.join("; ", one.owners()) + ": " + one.file() + " " + one.why())
            .collect(Collectors.joining("\n"));
    return lost.size() > TOLD ? lines + "\n  and " + (lost.size() - TOLD) + " more" : lines;
  }
}
