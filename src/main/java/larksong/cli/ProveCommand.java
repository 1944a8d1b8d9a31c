package larksong.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import larksong.app.Larksong;
import larksong.app.Wired;
import larksong.model.Finding;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Verdict;
import larksong.proof.ScriptProof;
import larksong.studio.Production;
import larksong.studio.Stage;
import larksong.studio.Studio;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds a script against the edition's rundown. */
@Command(
    name = "prove",
    description = "Checks an edition's script, or one you edited, against its sources.",
    footer = {"", "Example: larksong prove demo --script edited.json"})
final class ProveCommand extends Options {

  private static final long LARGEST_SCRIPT = 10 << 20;

  @Parameters(paramLabel = "SHOW", description = "The show's name.")
  String show = "";

  @Mixin Editions editions = new Editions();

  @Option(
      names = "--script",
      paramLabel = "FILE",
      description = "A script in the form that 'preview --json' prints.")
  @Nullable Path file;

  /** What {@code prove --json} answers. */
  record Answer(String edition, boolean holds, List<ProductionAnswer.FindingAnswer> findings) {}

  @Override
  public Integer call() throws Exception {
    try (Larksong larksong = open()) {
      Wired wired = larksong.show(show);
      Stage last = file == null ? Stage.PROOF : Stage.EDIT;
      Production production =
          larksong
              .studio()
              .produce(
                  larksong.crew(wired),
                  editions.of(larksong, wired),
                  new Studio.Order(last, false),
                  surroundings().stop());
      Verdict verdict =
          file == null
              ? new Verdict(production.findings())
              : new Verdict(
                  new ScriptProof(wired.show()).check(rundown(production), script(file, wired)));
      answer(
          new Answer(
              production.edition().id().text(),
              verdict.holds(),
              verdict.findings().stream().map(ProductionAnswer.FindingAnswer::of).toList()),
          words(verdict));
      return verdict.holds() ? ExitCode.HELD : ExitCode.DONE;
    }
  }

  private static Rundown rundown(Production production) throws UsageException {
    return production
        .rundown()
        .orElseThrow(() -> new UsageException("There is nothing to say on that day."));
  }

  private static Script script(Path file, Wired wired) throws UsageException {
    try {
      if (Files.size(file) > LARGEST_SCRIPT) {
        throw new UsageException("Expected a script of at most 10 MiB in '" + file + "'.");
      }
      return ScriptAnswer.read(Files.readString(file), wired.show());
    } catch (IOException e) {
      throw new UsageException("Could not read '" + file + "' as UTF-8 text. Check the path.");
    }
  }

  private static String words(Verdict verdict) {
    StringBuilder words = new StringBuilder();
    for (Finding finding : verdict.findings()) {
      words.append(Findings.line(finding)).append('\n');
    }
    return words
        .append(verdict.holds() ? "This script may not be published." : "This script holds.")
        .toString();
  }
}
