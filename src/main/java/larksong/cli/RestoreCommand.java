package larksong.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import larksong.app.Larksong;
import larksong.config.WithoutSecrets;
import larksong.files.WholeFile;
import larksong.library.Library;
import larksong.library.Restoration;
import larksong.library.Restoration.Restored;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a library of a backup. */
@Command(
    name = "restore",
    description = {
      "Makes a library of a backup, in a home folder that has none.",
      "Where the configuration has 'cluster', it becomes the shared library, which has to be empty.",
      "Without a configuration, that of the backup is put there."
    },
    footer = {"", "Example: larksong restore larksong.zip --home restored"})
final class RestoreCommand extends Options {

  @Parameters(paramLabel = "FILE", description = "What 'larksong backup' wrote.")
  Path file = Path.of("");

  @Override
  public Integer call() throws Exception {
    if (!Files.exists(file)) {
      throw new UsageException("There is no file '" + file + "'. Check the path.");
    }
    if (Files.isDirectory(file)) {
      throw new UsageException(
          "'" + file + "' is a folder. Name the file in it that 'larksong backup' wrote.");
    }
    boolean configured = Files.exists(configuration());
    Restored restored;
    if (configured) {
      try (Larksong larksong = open()) {
        restored = Restoration.restore(file, home(), larksong.shared());
      }
    } else {
      restored = Restoration.restore(file, home(), Optional.<Library.Shared>empty());
      configure(restored);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("home", home().toAbsolutePath().toString());
    document.put("made", restored.at());
    document.put("shows", restored.shows());
    document.put("episodes", restored.episodes());
    document.put("tokens", restored.tokens());
    document.put("lost", restored.lost());
    document.put("configured", !configured && !restored.configuration().isEmpty());
    answer(document, words(restored, configured));
    return ExitCode.DONE;
  }

  private void configure(Restored restored) throws IOException {
    for (Map.Entry<String, byte[]> text : restored.configuration().entrySet()) {
      WholeFile.write(configuration().resolve(text.getKey()), text.getValue());
    }
  }

  private String words(Restored restored, boolean configured) {
    StringBuilder words = new StringBuilder();
    words
        .append(home())
        .append(": ")
        .append(count(restored.shows(), "show"))
        .append(", ")
        .append(count(restored.episodes(), "episode"))
        .append(", as of ")
        .append(restored.at());
    if (!restored.tokens().isEmpty()) {
      words
          .append("\nValid as of that day, also if revoked since: ")
          .append(String.join(", ", restored.tokens()))
          .append(". End one with 'larksong tokens revoke NAME'.");
    }
    if (!restored.lost().isEmpty()) {
      words
          .append("\nNot in the backup:\n")
          .append(BackupCommand.lost(restored.lost()))
          .append("\nMake such an episode again with 'larksong produce SHOW --edition …'.");
    }
    if (!configured && !restored.configuration().isEmpty()) {
      words
          .append("\nThe configuration is in ")
          .append(configuration())
          .append("; its passwords and API keys are not in a backup: put them in place of ")
          .append(WithoutSecrets.TAKEN_OUT)
          .append('.');
      if (restored.database().equals("postgresql")) {
        words.append(" Take 'cluster' out of it, if this library is to stay in its home.");
      }
    }
    return words.append("\nThe schedule begins anew with the next 'larksong serve'.").toString();
  }
}
