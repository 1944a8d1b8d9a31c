package larksong.cli;

import java.util.List;
import larksong.app.Larksong;
import picocli.CommandLine.Command;

/** Lists the voices. */
@Command(
    name = "voices",
    description = "Lists the voices on this machine.",
    footer = {"", "Example: larksong voices"})
final class VoicesCommand extends Options {

  @Override
  public Integer call() throws Exception {
    try (Larksong larksong = open()) {
      List<String> voices =
          larksong.engines().values().stream()
              .flatMap(
                  engine -> engine.voices().stream().map(voice -> engine.engine() + ":" + voice))
              .toList();
      answer(voices, String.join("\n", voices));
      return ExitCode.DONE;
    }
  }
}
