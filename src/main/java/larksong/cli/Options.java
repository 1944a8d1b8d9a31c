package larksong.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import larksong.app.Larksong;
import larksong.cli.Cli.Surroundings;
import larksong.config.ConfigurationException;
import larksong.json.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command takes. */
abstract class Options implements Callable<Integer> {

  @Nullable Surroundings surroundings;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description =
          "Where data lies; else LARKSONG_HOME, else $XDG_DATA_HOME/larksong, else ~/.local/share/larksong.")
  @Nullable Path home;

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Where the configuration lies; else ./config.")
  @Nullable Path config;

  @Option(names = "--offline", description = "Let nothing leave this machine.")
  boolean offline;

  @Option(names = "--json", description = "Answer with one JSON document on standard output.")
  boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  Surroundings surroundings() {
    return Objects.requireNonNull(surroundings);
  }

  PrintStream out() {
    return surroundings().out();
  }

  PrintStream err() {
    return surroundings().err();
  }

  /** The installation, read and wired; to be closed. */
  Larksong open() throws ConfigurationException, IOException {
    return Larksong.open(
        home(), configuration(), surroundings().environment(), surroundings().clock(), offline);
  }

  Path home() {
    if (home != null) {
      return home;
    }
    Map<String, String> environment = surroundings().environment();
    String named = environment.get("LARKSONG_HOME");
    if (named != null && !named.isBlank()) {
      return Path.of(named);
    }
    String data = environment.get("XDG_DATA_HOME");
    return data != null && !data.isBlank()
        ? Path.of(data, "larksong")
        : Path.of(System.getProperty("user.home"), ".local", "share", "larksong");
  }

  Path configuration() {
    return config != null ? config : Path.of("config");
  }

  /** So many of something. */
  static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /**
   * An address at which one can listen, as it may be printed where nobody asked for it: whole to a
   * terminal, else without what opens it.
   */
  String shown(String address) {
    return surroundings().watched() ? address : address.replaceFirst("^(https?://[^/]+/).+", "$1…");
  }

  /** Answers: as JSON if that was asked for, else in words. */
  void answer(Object document, String words) {
    out().println(json ? Json.print(document) : words);
  }
}
