package larksong.cli;

import java.util.Map;
import larksong.app.Larksong;
import larksong.library.feed.Addresses;
import larksong.publish.library.ShelfPublisher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells the private address of a feed. */
@Command(
    name = "feed",
    description = "Prints the private address to paste into a podcast app.",
    footer = {"", "Example: larksong feed demo --device phone"})
final class FeedCommand extends Options {

  @Parameters(paramLabel = "SHOW", description = "The show's name.")
  String show = "";

  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = ShelfPublisher.THIS_MACHINE,
      description =
          "Who listens: each device has an address of its own, which 'tokens revoke NAME' ends.")
  String device = ShelfPublisher.THIS_MACHINE;

  @Override
  public Integer call() throws Exception {
    try (Larksong larksong = open()) {
      if (larksong.library().show(show).isEmpty()) {
        larksong.show(show); // it may be made later; a name that nothing has is told
      }
      String url = larksong.isShelved(show) ? shelf(larksong) : elsewhere(larksong);
      answer(Map.of("url", url), url);
      return ExitCode.DONE;
    }
  }

  private String shelf(Larksong larksong) throws UsageException {
    String token = larksong.tokens().listening(Names.checked(device));
    return Addresses.of(larksong.configuration().installation().publicUrl(), token).feed(show);
  }

  /** At the first of its targets that has one. */
  private String elsewhere(Larksong larksong) throws UsageException {
    return larksong.publishers(show).stream()
        .flatMap(publisher -> publisher.feed(show).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "'"
                        + show
                        + "' has no feed here: its targets are no library and no files. Listen"
                        + " there, or add library to its publish."));
  }
}
