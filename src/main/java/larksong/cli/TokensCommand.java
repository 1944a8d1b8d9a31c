package larksong.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import larksong.app.Larksong;
import larksong.config.Durations;
import larksong.library.access.Tokens;
import larksong.library.access.Tokens.Grant;
import larksong.library.feed.Addresses;
import larksong.library.store.Store;
import larksong.model.Show;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who may publish and who may listen. */
@Command(
    name = "tokens",
    description = "Says who may publish into the library and who may listen.",
    subcommands = {
      TokensCommand.Create.class,
      TokensCommand.Tell.class,
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

    @Option(
        names = "--account",
        paramLabel = "NAME",
        description = "Whose shows it opens; else yours.")
    String account = Store.OWNER;

    @Option(
        names = "--show",
        paramLabel = "NAME",
        description = "With --publish: a show that it reaches, and no other; may be repeated.")
    List<String> shows = new ArrayList<>();

    @Option(
        names = "--expires",
        paramLabel = "TIME",
        description = "With --publish: after how long it ends, such as 30d.")
    @Nullable String expires;

    @Option(
        names = "--approval",
        description = "With --publish: what it sends waits for 'larksong uploads approve'.")
    boolean approval;

    @Override
    public Integer call() throws Exception {
      String checked = Names.checked(name);
      if (!Show.isName(account) || !shows.stream().allMatch(Show::isName)) {
        throw new UsageException("Expected names of a-z, 0-9 and '-' for account and shows.");
      }
      if (!publish && (expires != null || approval || !shows.isEmpty())) {
        throw new UsageException("--show, --expires and --approval are for --publish.");
      }
      try (Larksong larksong = open()) {
        if (publish) {
          String token =
              larksong
                  .tokens()
                  .publishing(
                      account, checked, new Tokens.Terms(shows, end(larksong.clock()), approval));
          answer(Map.of("token", token), token);
        } else {
          String token = larksong.tokens().listening(account, checked);
          String url =
              Addresses.of(larksong.configuration().installation().publicUrl(), token).library();
          answer(Map.of("token", token, "url", url), url);
        }
        return ExitCode.DONE;
      }
    }

    private Optional<Instant> end(Clock clock) throws UsageException {
      if (expires == null) {
        return Optional.empty();
      }
      Duration after =
          Durations.parse(expires)
              .orElseThrow(() -> new UsageException("Expected --expires such as 30d."));
      return Optional.of(clock.instant().plus(after));
    }
  }

  /** Lists tokens by name. */
  @Command(
      name = "list",
      description = "Lists who has a token, and when it was last used.",
      footer = {"", "Example: larksong tokens list"})
  static final class Tell extends Options {

    @Override
    public Integer call() throws Exception {
      try (Larksong larksong = open()) {
        List<Grant> grants = larksong.tokens().list();
        StringBuilder words = new StringBuilder();
        for (Grant grant : grants) {
          words.append(
              String.format(
                  "%-8s %-10s %-24s %s%s%n",
                  grant.kind().name().toLowerCase(Locale.ROOT),
                  grant.account(),
                  grant.name(),
                  state(grant),
                  terms(grant.terms())));
        }
        answer(grants, grants.isEmpty() ? "No tokens yet." : words.toString().stripTrailing());
        return ExitCode.DONE;
      }
    }

    private static String terms(Tokens.Terms terms) {
      return (terms.shows().isEmpty() ? "" : ", only " + String.join(", ", terms.shows()))
          + terms.expires().map(at -> ", until " + at).orElse("")
          + (terms.approval() ? ", with approval" : "");
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
