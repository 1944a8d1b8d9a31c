package larksong.cli;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import larksong.app.Larksong;
import larksong.config.ConfigurationException;
import larksong.config.Problem;
import picocli.CommandLine.Command;

/** Checks the configuration without touching the network. */
@Command(
    name = "check",
    description = "Checks the configuration; touches no network.",
    footer = {"", "Example: larksong check"})
final class CheckCommand extends Options {

  @Override
  public Integer call() throws Exception {
    try (Larksong larksong = open()) {
      List<String> shows = larksong.shows().stream().map(wired -> wired.show().name()).toList();
      List<String> orphans = larksong.orphans();
      answer(
          Map.of("ok", true, "shows", shows, "problems", List.of(), "warnings", orphans),
          "The configuration is fine. Shows: "
              + (shows.isEmpty()
                  ? "none yet; write one with 'larksong init'"
                  : String.join(", ", shows))
              + orphans.stream().map(System.lineSeparator()::concat).collect(joining()));
      return ExitCode.DONE;
    } catch (ConfigurationException e) {
      if (!json) {
        throw e;
      }
      List<Problem> problems = e.problems();
      answer(Map.of("ok", false, "shows", List.of(), "problems", problems), "");
      return ExitCode.USAGE;
    }
  }
}
