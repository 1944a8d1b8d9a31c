package larksong.publish.spotify;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import larksong.config.Secret;
import larksong.config.Section;
import larksong.files.FolderLock;
import larksong.publish.PublishException;
import larksong.publish.PublishException.Remedy;
import okhttp3.OkHttpClient;

/**
 * Who publishes: a token that the owner gave, or a sign-in, whose files are read and renewed as the
 * official client does.
 */
final class SignIn {

  private static final Duration EARLY = Duration.ofSeconds(60);

  /** Spotify ends a sign-in after six months, renewed or not. */
  private static final long LIFE_IN_DAYS = 182;

  private static final long WARNED_DAYS = 150;

  private final String target;
  private final Optional<Secret> given;
  private final Account account;
  private final TokenEndpoint endpoint;
  private final Clock clock;

  private SignIn(
      String target, Optional<Secret> given, Account account, TokenEndpoint endpoint, Clock clock) {
    this.target = target;
    this.given = given;
    this.account = account;
    this.endpoint = endpoint;
    this.clock = clock;
  }

  /** Reads {@code token}, or the keys of an {@link Account}. */
  static SignIn of(String target, Section section, Supplier<OkHttpClient> client, Clock clock) {
    Account account = Account.of(section);
    return new SignIn(
        target,
        section.secret("token"),
        account,
        new TokenEndpoint(account.tokens(), client, clock),
        clock);
  }

  Account account() {
    return account;
  }

  /** A token that is good for a while. */
  String token() throws PublishException {
    if (given.isPresent()) {
      return given.get().reveal();
    }
    JsonNode kept = kept();
    String token = kept.path("access_token").asText();
    return isGood(kept) ? token : renewed(token);
  }

  private boolean isGood(JsonNode kept) {
    return Account.expires(kept).isAfter(clock.instant().plus(EARLY));
  }

  /** A new token in place of one that ends or was refused; one process renews, the others read. */
  String renewed(String before) throws PublishException {
    if (given.isPresent()) {
      throw owner("it refused the token. Make another and set it in the target");
    }
    try {
      FolderLock lock = FolderLock.take(account.folder(), () -> {});
      try {
        JsonNode now = kept();
        return !now.path("access_token").asText().equals(before) && isGood(now)
            ? now.path("access_token").asText()
            : renew(now);
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      PublishException failure =
          new PublishException(
              says(
                  "the sign-in could not be renewed: "
                      + Unsettled.words(e)
                      + ". It is tried again; if it stays so, sign in again"),
              Unsettled.asked(e).orElse(null));
      failure.initCause(e);
      throw failure;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException(says("it was interrupted"), e);
    }
  }

  private JsonNode kept() throws PublishException {
    try {
      Optional<JsonNode> kept = account.kept();
      if (kept.isEmpty()) {
        throw owner("nobody is signed in. Sign in with 'larksong login " + target + "'");
      }
      return kept.get();
    } catch (IOException e) {
      throw owner("the sign-in's token.json cannot be read. Sign in again");
    }
  }

  private String renew(JsonNode kept) throws IOException, PublishException {
    TokenEndpoint.Answer answer =
        endpoint.ask(
            Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                kept.path("refresh_token").asText(),
                "client_id",
                account.clientId()),
            key());
    if (answer.body().path("error").asText().equals("invalid_grant")) {
      throw owner("the sign-in has ended. Sign in again; what waits goes then");
    }
    if (!answer.isToken()) {
      throw answer.status() / 100 == 2
          ? Unsettled.foreign("a token")
          : new Unsettled("the token endpoint answered " + answer.status(), answer.asked());
    }
    account.keep(kept, answer.body(), clock.instant());
    return answer.body().path("access_token").asText();
  }

  private Optional<ECKey> key() throws IOException, PublishException {
    try {
      return account.key();
    } catch (ParseException e) {
      throw owner("the sign-in's dpop_key.json is damaged. Sign in again");
    }
  }

  /** How long it has lasted, in words; once it ends soon, that is a failure. */
  String examine() throws PublishException {
    if (given.isPresent()) {
      return "with a token";
    }
    try {
      long days = account.age(clock.instant()).map(Duration::toDays).orElse(0L);
      if (days >= WARNED_DAYS) {
        throw owner(
            "its sign-in ends "
                + Math.max(0, LIFE_IN_DAYS - days)
                + " days from now, after half a year. Sign in again with 'larksong login "
                + target
                + "'");
      }
      return "signed in for " + days + " days";
    } catch (IOException e) {
      throw owner("the sign-in's token.json cannot be read. Sign in again");
    }
  }

  private PublishException owner(String what) {
    return new PublishException(Remedy.OWNER, says(what));
  }

  private String says(String reason) {
    return "Could not publish to '" + target + "': " + reason + ".";
  }
}
