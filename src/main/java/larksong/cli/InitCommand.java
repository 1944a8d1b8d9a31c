package larksong.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import larksong.files.WholeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a configuration to start from. */
@Command(
    name = "init",
    description = "Writes a commented configuration to start from; changes no file that is there.",
    footer = {"", "Example: larksong init --kind study"})
final class InitCommand extends Options {

  private static final Map<String, String> SHOWS =
      new TreeMap<>(Map.of("morning", "morning.yaml", "study", "study.yaml", "trip", "trip.yaml"));

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "morning",
      description = "morning, study or trip; ${DEFAULT-VALUE} if not given.")
  String kind = "morning";

  @Override
  public Integer call() throws Exception {
    String show = SHOWS.get(kind);
    if (show == null) {
      throw new UsageException(
          "Expected one of " + String.join(", ", SHOWS.keySet()) + " but was '" + kind + "'");
    }
    List<String> written = new ArrayList<>();
    Path folder = configuration();
    write("/config/larksong.yaml", folder.resolve("larksong.yaml"), written);
    for (String schema : List.of("larksong", "show")) {
      String file = "schema/" + schema + ".schema.json";
      write("/config/" + file, folder.resolve(file), written);
    }
    write("/larksong/cli/init/" + show, folder.resolve("shows").resolve(show), written);
    String name = show.replace(".yaml", "");
    answer(
        Map.of("written", written),
        (written.isEmpty()
                ? "Everything is there already."
                : "Wrote " + String.join(", ", written) + ".")
            + "\nNow edit "
            + folder.resolve("shows").resolve(show)
            + ", then: larksong preview "
            + name);
    return ExitCode.DONE;
  }

  private static void write(String resource, Path file, List<String> written) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    try (InputStream in =
        Objects.requireNonNull(InitCommand.class.getResourceAsStream(resource), resource)) {
      WholeFile.write(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      written.add(file.toString());
    }
  }
}
