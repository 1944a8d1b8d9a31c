package larksong.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import larksong.app.Larksong;
import larksong.library.Addresses;
import larksong.library.Tokens.Grant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who may publish and who may listen. */
@Command(
    name = "tokens",
    description = "Says who may publish into the library and who may listen.",
    subcommands = {
      TokensCommand.Create.class,
      TokensCommand.Show.class,
      TokensCommand.Revoke.class
    },
    footer = {"", "Example: larksong tokens create --publish --name laptop"})
final class TokensCommand extends Options {

  @Override
  public Integer call() throws Exception {
    throw new UsageException("Expected one of: tokens create, tokens list, tokens revoke");
  }

  /** Makes a token and prints it, once. */
  @Command(
      name = "create",
      description = "Makes a token. A publishing token is shown only now.",
      footer = {"", "Example: larksong tokens create --publish --name laptop"})
  static final class Create extends Options {

    @Option(
        names = "--publish",
        description = "A token that may publish; else one that may listen.")
    boolean publish;

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "Whose it is.")
    String name = "";

    @Override
    public Integer call() throws Exception {
      String checked = Names.checked(name);
      try (Larksong larksong = open()) {
        if (publish) {
          String token = larksong.tokens().publishing(checked);
          answer(Map.of("token", token), token);
        } else {
          String token = larksong.tokens().listening(checked);
          String url =
              Addresses.of(larksong.configuration().installation().publicUrl(), token).library();
          answer(Map.of("token", token, "url", url), url);
        }
        return ExitCode.DONE;
      }
    }
  }

  /** Lists tokens by name. */
  @Command(
      name = "list",
      description = "Lists who has a token, and when it was last used.",
      footer = {"", "Example: larksong tokens list"})
  static final class Show extends Options {

    @Override
    public Integer call() throws Exception {
      try (Larksong larksong = open()) {
        List<Grant> grants = larksong.tokens().list();
        StringBuilder words = new StringBuilder();
        for (Grant grant : grants) {
          words.append(
              String.format(
                  "%-8s %-24s %s%n",
                  grant.kind().name().toLowerCase(Locale.ROOT), grant.name(), state(grant)));
        }
        answer(grants, grants.isEmpty() ? "No tokens yet." : words.toString().stripTrailing());
        return ExitCode.DONE;
      }
    }

    private static String state(Grant grant) {
      return grant
          .revoked()
          .map(at -> "revoked " + at)
          .orElseGet(() -> grant.lastUsed().map(at -> "last used " + at).orElse("never used yet"));
    }
  }

  /** Ends tokens by name. */
  @Command(
      name = "revoke",
      description = "Ends the tokens of this name at once.",
      footer = {"", "Example: larksong tokens revoke phone"})
  static final class Revoke extends Options {

    @Parameters(paramLabel = "NAME", description = "Whose token.")
    String name = "";

    @Override
    public Integer call() throws Exception {
      try (Larksong larksong = open()) {
        int ended = larksong.tokens().revoke(name);
        if (ended == 0) {
          throw new UsageException(
              "No valid token is called '" + name + "'. See 'larksong tokens list'.");
        }
        answer(Map.of("revoked", ended), "Ended " + ended + " token(s) of '" + name + "'.");
        return ExitCode.DONE;
      }
    }
  }
}
