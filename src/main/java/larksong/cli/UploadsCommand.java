package larksong.cli;

import java.io.IOException;
import java.util.List;
import larksong.app.Larksong;
import larksong.library.Base62;
import larksong.library.Upload;
import larksong.library.intake.Intake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What others sent and the owner has not heard yet. */
@Command(
    name = "uploads",
    description = "Lists what others sent that waits for your word.",
    subcommands = {UploadsCommand.Approve.class, UploadsCommand.Drop.class},
    footer = {"", "Example: larksong uploads"})
final class UploadsCommand extends Options {

  /** An upload in {@code uploads --json}. */
  record Answer(String id, String show, String title, String uploader, String created) {
    static Answer of(Upload upload) {
      return new Answer(
          Base62.of(upload.guid()),
          upload.show(),
          upload.details().title(),
          upload.uploader(),
          upload.created().toString());
    }
  }

  @Override
  public Integer call() throws Exception {
    try (Larksong larksong = open()) {
      List<Answer> held = larksong.intake().held().stream().map(Answer::of).toList();
      StringBuilder words = new StringBuilder();
      for (Answer upload : held) {
        words.append(
            String.format(
                "%s  %-12s %-12s %s%n",
                upload.id(), upload.uploader(), upload.show(), upload.title()));
      }
      answer(
          held,
          held.isEmpty()
              ? "Nothing waits."
              : words + "Hear them in the studio, then: larksong uploads approve ID, or drop ID");
      return ExitCode.DONE;
    }
  }

  /** What the owner decides over an upload that waits. */
  abstract static class Decision extends Options {

    @Parameters(paramLabel = "ID", description = "As 'larksong uploads' tells it.")
    String id = "";

    /** Carries it out; the words that tell so. */
    abstract String decide(Intake intake, Upload upload) throws IOException;

    @Override
    public Integer call() throws Exception {
      try (Larksong larksong = open()) {
        Intake intake = larksong.intake();
        Upload upload =
            Base62.guid(id)
                .flatMap(intake::held)
                .orElseThrow(
                    () ->
                        new UsageException(
                            "Nothing waits under '" + id + "'. See 'larksong uploads'."));
        String words = decide(intake, upload);
        answer(Answer.of(upload), "'" + upload.details().title() + "' " + words + ".");
        return ExitCode.DONE;
      }
    }
  }

  /** Lets an upload be heard. */
  @Command(
      name = "approve",
      description = "Lets an upload be heard.",
      footer = {"", "Example: larksong uploads approve 4uLU6hMCjMI75M1A2tKUQC"})
  static final class Approve extends Decision {
    @Override
    String decide(Intake intake, Upload upload) throws IOException {
      intake.approve(upload);
      return "is on the shelf";
    }
  }

  /** Forgets an upload. */
  @Command(
      name = "drop",
      description = "Deletes an upload that waits, for ever.",
      footer = {"", "Example: larksong uploads drop 4uLU6hMCjMI75M1A2tKUQC"})
  static final class Drop extends Decision {
    @Override
    String decide(Intake intake, Upload upload) throws IOException {
      intake.drop(upload);
      return "is deleted";
    }
  }
}
