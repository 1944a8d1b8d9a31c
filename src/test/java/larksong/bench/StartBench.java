package larksong.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a start costs on a used home: commands that end at once, beside a Java that only prints its
 * version, and {@code serve} until it is ready; in turns with an earlier build if {@code
 * -Dlarksong.before} names one.
 */
public final class StartBench {

  private static final String JAVA = "java -version";
  private static final List<List<String>> COMMANDS =
      List.of(List.of("--version"), List.of("episodes"));

  private final List<Build> builds;
  private final Path folder;
  private final Figures figures = new Figures();

  private StartBench(List<Build> builds, Path folder) {
    this.builds = builds;
    this.folder = folder;
  }

  /** Arguments: the jar. */
  public static void main(String[] arguments) throws Exception {
    new StartBench(Build.all(arguments[0]), Files.createTempDirectory("larksong-bench")).run();
  }

  private void run() throws Exception {
    Path config = folder.resolve("config");
    Files.createDirectories(config.resolve("shows"));
    Files.writeString(
        config.resolve("shows/bench.yaml"),
        "title: Bench\nkind: morning-briefing\nzone: Europe/Stockholm\n"
            + "schedule: { cron: \"0 30 6 ? * MON-FRI\" }\n"
            + "sources: [{ notes: ../../notes, window: all }]\n");
    Files.createDirectories(folder.resolve("notes"));
    Files.writeString(
        folder.resolve("notes/one.md"), "# The bridge\n\nThe bridge stays open in winter.\n");
    for (Build build : builds) {
      use(build, config);
    }
    for (int round = 0; round < Figures.rounds(); round++) {
      figures.add(
          JAVA, Cost.of(folder, List.of(Build.java(), "-XX:TieredStopAtLevel=1", "-version")));
      for (List<String> command : COMMANDS) {
        for (Build build : builds) {
          figures.add(name(command.get(0), build), started(build, config, command));
        }
      }
      for (Build build : builds) {
        try (Serving serving = Serving.of(build, folder, home(build), config, "")) {
          figures.add(name("serve to /ready", build), serving.untilReady());
        }
      }
    }
    report();
  }

  /** Two editions and a start of the server, so that nothing is measured that happens once. */
  private void use(Build build, Path config) throws Exception {
    for (String day : List.of("2026-11-02", "2026-11-03")) {
      started(build, config, List.of("produce", "bench", "--edition", day));
    }
    Serving.of(build, folder, home(build), config, "").close();
  }

  private Cost started(Build build, Path config, List<String> command) throws Exception {
    List<String> whole = build.command(command.toArray(String[]::new));
    if (!command.get(0).startsWith("--")) {
      whole.addAll(List.of("--home", home(build).toString(), "--config", config.toString()));
    }
    return Cost.of(folder, whole);
  }

  private Path home(Build build) {
    return folder.resolve("home-" + build.name());
  }

  private static String name(String command, Build build) {
    return command + ", " + build.name();
  }

  private void report() {
    System.out.printf(Locale.ROOT, "%nStarts on a used home, medians of %d:%n", Figures.rounds());
    figures.print();
    System.out.printf(
        Locale.ROOT,
        "start: --version %.2f s, episodes %.2f s (%.1fx of java -version), serve ready after"
            + " %.2f s%n",
        figures.wall("--version, now"),
        figures.wall("episodes, now"),
        figures.wall("episodes, now") / figures.wall(JAVA),
        figures.wall("serve to /ready, now"));
    for (String what : List.of("--version", "episodes", "serve to /ready")) {
      figures.compare(what, what + ", now", what + ", before");
    }
  }
}
