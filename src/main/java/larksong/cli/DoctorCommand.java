package larksong.cli;

import java.util.List;
import larksong.app.Examination;
import larksong.app.Examination.Result;
import larksong.app.Larksong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Examines everything that a night depends on. */
@Command(
    name = "doctor",
    description =
        "Tries everything an edition needs: disk, voice, encoder, library, sources, models.",
    footer = {"", "Example: larksong doctor --tell"})
final class DoctorCommand extends Options {

  @Option(
      names = "--tell",
      description = "Send a trial message over each way to you in 'alerts', too.")
  boolean tells;

  @Override
  public Integer call() throws Exception {
    try (Larksong larksong = open()) {
      List<Result> results = new Examination(larksong).examine(tells);
      StringBuilder words = new StringBuilder();
      for (Result result : results) {
        words.append(
            String.format(
                "%-7s %-28s %s%n", result.ok() ? "ok" : "not ok", result.what(), result.detail()));
      }
      answer(results, words.toString().stripTrailing());
      return results.stream().allMatch(Result::ok) ? ExitCode.DONE : ExitCode.FAILED;
    }
  }
}
