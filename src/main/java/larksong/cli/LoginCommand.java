package larksong.cli;

import java.util.Map;
import larksong.app.Larksong;
import larksong.library.journal.Deliveries;
import larksong.publish.spotify.Login;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Signs in at Spotify. */
@Command(
    name = "login",
    description = "Signs in at Spotify with a browser on this machine, for half a year.",
    footer = {"", "Example: larksong login spotify"})
final class LoginCommand extends Options {

  @Parameters(
      paramLabel = "TARGET",
      defaultValue = "spotify",
      description = "A target of the kind spotify; ${DEFAULT-VALUE} if not given.")
  String target = "spotify";

  @Override
  public Integer call() throws Exception {
    try (Larksong larksong = open()) {
      Login login =
          larksong
              .login(target)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "Expected a target of the kind spotify but was '"
                              + target
                              + "'. See 'targets' in larksong.yaml."));
      login.signIn(
          address ->
              err()
                  .println(
                      "Open this address in a browser on this machine, and agree:\n" + address));
      new Deliveries(larksong.library().store()).hurry(larksong.targets().key(target));
      answer(
          Map.of("target", target, "signIn", login.folder().toString()),
          "Signed in. What waits for '" + target + "' goes when 'larksong serve' runs.");
      return ExitCode.DONE;
    }
  }
}
