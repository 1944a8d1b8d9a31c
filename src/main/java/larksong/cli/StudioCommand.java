package larksong.cli;

import java.util.Map;
import larksong.app.Larksong;
import larksong.library.access.Accounts;
import larksong.library.store.Store;
import picocli.CommandLine.Command;

/** Lets whoever sits at the machine into the studio, without a password. */
@Command(
    name = "studio",
    description = "Prints a link into the studio's page, which works once within the hour.",
    footer = {"", "Example: larksong studio"})
final class StudioCommand extends Options {

  @Override
  public Integer call() throws Exception {
    try (Larksong larksong = open()) {
      String url =
          larksong.configuration().installation().publicUrl()
              + "/studio/enter/"
              + new Accounts(larksong.library().store()).invite(Store.OWNER);
      answer(Map.of("url", url), url);
      return ExitCode.DONE;
    }
  }
}
