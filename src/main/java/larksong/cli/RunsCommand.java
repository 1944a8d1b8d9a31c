package larksong.cli;

import java.util.List;
import larksong.app.Larksong;
import larksong.studio.RunRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists what happened. */
@Command(
    name = "runs",
    description = "Lists how the latest run of each edition ended.",
    footer = {"", "Example: larksong runs demo"})
final class RunsCommand extends Options {

  @Parameters(paramLabel = "SHOW", arity = "0..1", description = "The show's name; else all.")
  @Nullable String show;

  @Override
  public Integer call() throws Exception {
    try (Larksong larksong = open()) {
      List<RunRecord> runs =
          larksong.studio().runs().stream()
              .filter(run -> show == null || run.edition().startsWith(show + "/"))
              .toList();
      if (show != null && runs.isEmpty()) {
        larksong.show(show); // one that is configured just has no run yet
      }
      StringBuilder words = new StringBuilder();
      for (RunRecord run : runs) {
        words.append(
            String.format(
                "%s  %-9s %-28s %s%n", run.ended(), run.status(), run.edition(), run.reason()));
      }
      answer(runs, runs.isEmpty() ? "No runs yet." : words.toString().stripTrailing());
      return ExitCode.DONE;
    }
  }
}
