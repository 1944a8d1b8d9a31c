package larksong.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import larksong.app.Larksong;
import larksong.config.Programs;
import larksong.config.Programs.Started;
import larksong.config.WithoutSecrets;
import larksong.files.WholeFile;
import larksong.library.store.Store;
import larksong.library.upkeep.Restoration;
import larksong.library.upkeep.Restoration.Restored;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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

  /** What a terminal obeys, or does not show. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  @Parameters(paramLabel = "FILE", description = "What 'larksong backup' wrote.")
  Path file = Path.of("");

  @Option(
      names = "--end-tokens",
      description =
          "End all tokens of the backup, also of listeners: some may have been revoked since.")
  boolean endTokens;

  @Override
  public Integer call() throws Exception {
    if (!Files.exists(file)) {
      throw new UsageException("There is no file '" + file + "'. Check the path.");
    }
    if (Files.isDirectory(file)) {
      throw new UsageException(
          "'" + file + "' is a folder. Name the file in it that 'larksong backup' wrote.");
    }
    Optional<Instant> end =
        endTokens ? Optional.of(surroundings().clock().instant()) : Optional.empty();
    boolean configured = Files.exists(configuration());
    Restored restored;
    if (configured) {
      try (Larksong larksong = open()) {
        restored = Restoration.restore(file, home(), larksong.shared(), end);
      }
    } else {
      restored = Restoration.restore(file, home(), Optional.<Store.Shared>empty(), end);
      configure(restored);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("home", home().toAbsolutePath().toString());
    document.put("made", restored.at());
    document.put("shows", restored.shows());
    document.put("episodes", restored.episodes());
    document.put("tokens", restored.tokens());
    document.put("tokensEnded", endTokens);
    document.put("passwords", restored.passwords());
    document.put("lost", restored.lost());
    document.put("configured", !configured && !restored.configuration().isEmpty());
    document.put("programs", configured ? List.of() : programs(restored));
    answer(document, words(restored, configured));
    return ExitCode.DONE;
  }

  private void configure(Restored restored) throws IOException {
    for (Map.Entry<String, byte[]> text : restored.configuration().entrySet()) {
      WholeFile.write(configuration().resolve(text.getKey()), text.getValue());
    }
  }

  /** Who may listen, publish and sign in again. */
  private String access(Restored restored) {
    StringBuilder words = new StringBuilder();
    String tokens = plain(String.join(", ", restored.tokens()));
    if (!tokens.isEmpty()) {
      words.append(
          endTokens
              ? "\nEnded, which were valid as of that day: "
                  + tokens
                  + ". Make new ones with 'larksong tokens create'."
              : "\nValid as of that day, also if revoked since: "
                  + tokens
                  + ". End one with 'larksong tokens revoke NAME'; 'restore --end-tokens' ends all.");
    }
    if (!restored.passwords().isEmpty()) {
      words
          .append("\nAs of that day is the password of ")
          .append(plain(String.join(", ", restored.passwords())))
          .append(". Set yours anew with 'larksong password' if it was changed since.");
    }
    return words.toString();
  }

  private static List<Started> programs(Restored restored) {
    return Programs.in(restored.configuration().getOrDefault("larksong.yaml", new byte[0]));
  }

  /** So that its owner knows what somebody else's configuration would run before it does. */
  private static String told(List<Started> programs) {
    return programs.isEmpty()
        ? ""
        : programs.stream()
            .map(one -> one.key() + ": " + String.join(" ", one.command()))
            .map(RestoreCommand::plain)
            .collect(
                Collectors.joining(
                    "\n  ",
                    "\nIt runs these programs. Read them before you run Larksong with it:\n  ",
                    ""));
  }

  /** What a stranger wrote, with nothing in it that a terminal obeys. */
  private static String plain(String text) {
    return UNSEEN.matcher(text).replaceAll(RestoreCommand::spelled);
  }

  private static String spelled(MatchResult unseen) {
    return String.format("<U+%04X>", unseen.group().codePointAt(0));
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
    words.append(access(restored));
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
      words.append(told(programs(restored)));
    }
    return words.append("\nThe schedule begins anew with the next 'larksong serve'.").toString();
  }
}
