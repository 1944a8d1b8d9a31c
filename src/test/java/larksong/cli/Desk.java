package larksong.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import larksong.app.Larksong;

/** A home with a show of one note, and what the command line answers there. */
final class Desk {

  final Path folder;
  final Path home;
  final Path config;
  private final Clock clock;

  Desk(Path folder, Clock clock) {
    this.folder = folder;
    this.home = folder.resolve("home");
    this.config = folder.resolve("config");
    this.clock = clock;
  }

  /** How a command ended, and what it said. */
  record Answer(int code, String out, String err) {}

  /**
   * Writes a configuration.
   *
   * @param targets as in {@code larksong.yaml}, each on a line of two blanks
   */
  void configure(String targets, String publish) throws Exception {
    Files.writeString(
        Files.createDirectories(folder.resolve("notes")).resolve("note.md"),
        "# Oats\n\nThe oats are in the tin.\n");
    Files.createDirectories(config.resolve("shows"));
    Files.writeString(
        config.resolve("larksong.yaml"), targets.isEmpty() ? "{}\n" : "targets:\n" + targets);
    Files.writeString(
        config.resolve("shows/morning.yaml"),
        """
        title: Morning
        kind: morning-briefing
        zone: Europe/Berlin
        sources: [{ notes: ../../notes, window: all }]
        publish: [%s]
        """
            .formatted(publish));
  }

  /** The same installation, opened beside the command line. */
  Larksong open() throws Exception {
    return Larksong.open(home, config, Map.of(), clock, true);
  }

  Answer run(String... words) {
    return runIn(home, config, words);
  }

  Answer runIn(Path otherHome, Path otherConfig, String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--home", otherHome.toString(), "--config", otherConfig.toString()));
    return run(new ByteArrayOutputStream(), false, arguments);
  }

  /**
   * The same, while one reads what it prints.
   *
   * @param watched whether it takes that for a terminal
   */
  Answer run(ByteArrayOutputStream out, boolean watched, String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--home", home.toString(), "--config", config.toString()));
    return run(out, watched, arguments);
  }

  private Answer run(ByteArrayOutputStream out, boolean watched, List<String> arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Cli.run(
            new Cli.Surroundings(
                Map.of(),
                clock,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Stop(),
                watched),
            arguments.toArray(String[]::new));
    return new Answer(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
