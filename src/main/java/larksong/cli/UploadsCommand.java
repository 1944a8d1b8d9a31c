package larksong.cli;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import larksong.app.Larksong;
import larksong.library.Base62;
import larksong.library.Intake;
import larksong.library.Upload;
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

  private static Upload held(Intake intake, String id) throws UsageException {
    UUID guid = Base62.guid(id).orElse(new UUID(0, 0));
    for (Upload upload : intake.held()) {
      if (upload.guid().equals(guid)) {
        return upload;
      }
    }
    throw new UsageException("Nothing waits under '" + id + "'. See 'larksong uploads'.");
  }

  /** Lets an upload be heard. */
  @Command(
      name = "approve",
      description = "Lets an upload be heard.",
      footer = {"", "Example: larksong uploads approve 4uLU6hMCjMI75M1A2tKUQC"})
  static final class Approve extends Options {

    @Parameters(paramLabel = "ID", description = "As 'larksong uploads' tells it.")
    String id = "";

    @Override
    public Integer call() throws Exception {
      try (Larksong larksong = open()) {
        Upload upload = held(larksong.intake(), id);
        larksong.intake().approve(upload);
        answer(Map.of("approved", id), "'" + upload.details().title() + "' is on the shelf.");
        return ExitCode.DONE;
      }
    }
  }

  /** Forgets an upload. */
  @Command(
      name = "drop",
      description = "Deletes an upload that waits, for ever.",
      footer = {"", "Example: larksong uploads drop 4uLU6hMCjMI75M1A2tKUQC"})
  static final class Drop extends Options {

    @Parameters(paramLabel = "ID", description = "As 'larksong uploads' tells it.")
    String id = "";

    @Override
    public Integer call() throws Exception {
      try (Larksong larksong = open()) {
        Upload upload = held(larksong.intake(), id);
        larksong.intake().drop(upload);
        answer(Map.of("dropped", id), "'" + upload.details().title() + "' is deleted.");
        return ExitCode.DONE;
      }
    }
  }
}
