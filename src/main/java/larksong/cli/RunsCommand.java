package larksong.cli;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import larksong.app.History;
import larksong.app.Larksong;
import larksong.app.Wired;
import larksong.model.Show;
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

  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm VV", Locale.UK);

  @Parameters(paramLabel = "SHOW", arity = "0..1", description = "The show's name; else all.")
  @Nullable String show;

  @Override
  public Integer call() throws Exception {
    try (Larksong larksong = open()) {
      List<RunRecord> runs =
          new History(larksong)
              .runs().stream()
                  .filter(run -> show == null || run.edition().show().equals(show))
                  .toList();
      if (show != null && runs.isEmpty()) {
        larksong.show(show); // one that is configured just has no run yet
      }
      StringBuilder words = new StringBuilder();
      for (RunRecord run : runs) {
        String line =
            String.format(
                "%-36s %-9s %-28s %s",
                SHOWN.format(run.ended().atZone(zone(larksong, run.edition().show()))),
                run.status().word(),
                run.edition(),
                remark(run));
        words.append(line.stripTrailing()).append('\n');
      }
      answer(runs, runs.isEmpty() ? "No runs yet." : words.toString().stripTrailing());
      return ExitCode.DONE;
    }
  }

  /** Why it ended so; else what it lacks. */
  private static String remark(RunRecord run) {
    if (!run.reason().isEmpty()) {
      return run.reason();
    }
    Stream<String> degraded =
        Stream.of(run.degraded()).filter(how -> !how.isEmpty()).map(how -> "made " + how);
    Stream<String> gaps = run.gaps().stream().map(gap -> "without '" + gap.source() + "'");
    Stream<String> targets =
        run.findings().stream()
            .filter(finding -> finding.check().equals("publish"))
            .map(finding -> "not at '" + finding.where() + "' when it was made");
    return Stream.of(degraded, gaps, targets).flatMap(all -> all).collect(Collectors.joining(", "));
  }

  /** The show's own, as its schedule is told; of a show that is gone, this machine's. */
  static ZoneId zone(Larksong larksong, String name) {
    return larksong.shows().stream()
        .map(Wired::show)
        .filter(show -> show.name().equals(name))
        .map(Show::zone)
        .findFirst()
        .orElseGet(ZoneId::systemDefault);
  }
}
