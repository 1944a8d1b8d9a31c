package larksong.cli;

import java.util.Optional;
import larksong.app.Larksong;
import larksong.app.Wired;
import larksong.config.ShowFile;
import larksong.model.Edition;
import larksong.model.Finding;
import larksong.model.Gap;
import larksong.model.Publication;
import larksong.model.Recording;
import larksong.model.RunStatus;
import larksong.studio.Production;
import larksong.studio.Stage;
import larksong.studio.Studio;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes one edition and publishes it. */
@Command(
    name = "produce",
    description = "Makes one edition of a show and publishes it.",
    footer = {"", "Example: larksong produce demo --edition 2026-11-21"})
final class ProduceCommand extends Options {

  @Parameters(paramLabel = "SHOW", description = "The show's name: its file in config/shows.")
  String show = "";

  @Mixin Editions editions = new Editions();

  @Option(
      names = "--until",
      paramLabel = "STAGE",
      description = "The last stage: gather, edit, write, proof, narrate, listen, master, publish.")
  @Nullable String until;

  @Option(names = "--again", description = "Make every stage anew.")
  boolean again;

  @Override
  public Integer call() throws Exception {
    Stage last = stage();
    try (Larksong larksong = open()) {
      Wired wired = larksong.show(show);
      Edition chosen = editions.of(larksong, wired);
      Production production;
      try (Progress progress = Progress.on(surroundings(), json)) {
        production = larksong.produce(wired, chosen, new Studio.Order(last, again), progress);
      }
      answer(ProductionAnswer.of(production, this::shown), words(production));
      return code(production.status());
    }
  }

  private Stage stage() throws UsageException {
    if (until == null) {
      return Stage.PUBLISH;
    }
    Optional<Stage> named = Stage.of(until);
    if (named.isEmpty()) {
      throw new UsageException(
          "Expected a stage: " + String.join(", ", Stage.words()) + " but was '" + until + "'");
    }
    return named.get();
  }

  static int code(RunStatus status) {
    return switch (status) {
      case PUBLISHED, SKIPPED, STOPPED -> ExitCode.DONE;
      case HELD, APPROVED, DROPPED -> ExitCode.HELD;
      case FAILED -> ExitCode.FAILED;
    };
  }

  private String words(Production production) {
    StringBuilder words = new StringBuilder();
    for (Gap gap : production.gaps()) {
      words.append("Gap: ").append(gap.reason()).append('\n');
    }
    for (Finding finding : production.findings()) {
      words.append(Findings.line(finding)).append('\n');
    }
    words.append(
        switch (production.status()) {
          case PUBLISHED -> published(production);
          case HELD, APPROVED, DROPPED ->
              "Held: nothing was published. Look at the script in "
                  + production.folder()
                  + ", mend the sources, and run it again.";
          case SKIPPED ->
              "Nothing to say: no episode was made. Set when-quiet to say if you want one.";
          case STOPPED -> "Stopped where you asked. The work lies in " + production.folder();
          case FAILED -> "Failed: the episode is made but could not be published anywhere.";
        });
    return words.toString();
  }

  private String published(Production production) {
    Recording recording = production.recording().orElseThrow();
    StringBuilder words = new StringBuilder();
    words.append(
        String.format(
            java.util.Locale.ROOT,
            "%s: %d:%02d minutes, %d chapters, %.1f LUFS%n",
            production.draft().orElseThrow().script().title(),
            recording.duration().toMinutes(),
            recording.duration().toSecondsPart(),
            recording.chapters().size(),
            recording.loudness().lufs()));
    words.append("File:   ").append(production.folder().resolve(recording.mp3())).append('\n');
    for (Publication publication : production.publications()) {
      if (publication.state() == Publication.State.PUBLISHED) {
        words
            .append(publication.location().isEmpty() ? "Also:   " : "Listen: ")
            .append(
                publication.location().isEmpty()
                    ? publication.target()
                    : shown(publication.location()))
            .append('\n');
        if (publication.target().equals(ShowFile.LIBRARY)) {
          words
              .append("        (while 'larksong serve' runs")
              .append(surroundings().watched() ? "" : "; 'larksong feed SHOW' prints the address")
              .append(")\n");
        }
      } else if (publication.state() == Publication.State.SENT) {
        words
            .append("Sent:   ")
            .append(publication.target())
            .append(" has it and makes it ready; 'larksong serve' looks after it.\n");
      }
    }
    return words.toString().stripTrailing();
  }
}
