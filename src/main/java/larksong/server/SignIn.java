package larksong.server;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import larksong.library.access.Accounts;
import larksong.library.access.Accounts.Visitor;
import larksong.library.store.Store;

/** Lets the owner into the studio: by a password, or by the link that the server prints. */
final class SignIn {

  static final String COOKIE = "larksong_studio";

  private static final int LONGEST = 1000;
  private static final int DAYS = 30;

  private final Accounts accounts;
  private final Supplier<URI> publicUrl;
  private final Semaphore hashing = new Semaphore(2);
  private final Clients clients;
  private final Attempts attempts;

  SignIn(Accounts accounts, Supplier<URI> publicUrl, Clients clients, Attempts attempts) {
    this.accounts = accounts;
    this.publicUrl = publicUrl;
    this.clients = clients;
    this.attempts = attempts;
  }

  /** Who asks, if they are signed in. */
  private Optional<Visitor> visitor(Context context) {
    return Optional.ofNullable(context.cookie(COOKIE))
        .filter(secret -> secret.length() <= LONGEST)
        .flatMap(accounts::visitor);
  }

  /** Whoever asks, if they are the owner. */
  Optional<Visitor> owner(Context context) {
    return visitor(context).filter(visitor -> visitor.account().equals(Store.OWNER));
  }

  /** What the owner does by a form. */
  @FunctionalInterface
  interface Deed {
    void by(Context context) throws IOException;
  }

  /** A form counts if the owner sent it from a page of ours. */
  Handler form(Deed deed) {
    return context -> {
      if (owner(context).filter(visitor -> isTheirs(context, visitor)).isEmpty()) {
        context.status(403).contentType("text/plain").result("Sign in, and send it again.\n");
        return;
      }
      deed.by(context);
    };
  }

  /** Whether a form was sent from a page of theirs, and from no other. */
  private static boolean isTheirs(Context context, Visitor visitor) {
    String site = Objects.requireNonNullElse(context.header("Sec-Fetch-Site"), "same-origin");
    return site.equals("same-origin") && visitor.form().equals(context.formParam("form"));
  }

  /** By the link, once. */
  void enter(Context context) {
    Optional<String> account =
        Optional.of(context.pathParam("secret"))
            .filter(secret -> secret.length() <= LONGEST)
            .flatMap(accounts::accept);
    if (account.isPresent()) {
      begin(context, account.get());
    } else {
      Pages.show(context, 403, "signin", Map.of("over", true));
    }
  }

  /** By account and password, unless too many were wrong; a link is never refused for that. */
  void signIn(Context context) {
    String account = Objects.requireNonNullElse(context.formParam("account"), "");
    String password = Objects.requireNonNullElse(context.formParam("password"), "");
    if (account.length() > LONGEST || password.length() > LONGEST) {
      Pages.show(context, 403, "signin", Map.of("wrong", true));
      return;
    }
    String from = clients.of(context.req());
    if (!attempts.begin(from, account)) {
      context.header("Retry-After", String.valueOf(Attempts.REMEMBERED.toSeconds()));
      Pages.show(context, 429, "signin", Map.of("tiring", true));
    } else if (isRight(account, password)) {
      attempts.right(from, account);
      begin(context, account);
    } else {
      Pages.show(context, 403, "signin", Map.of("wrong", true));
    }
  }

  /** Hashing takes memory and time on purpose; so only two at once. */
  private boolean isRight(String account, String password) {
    hashing.acquireUninterruptibly();
    try {
      return accounts.isPassword(account, password);
    } finally {
      hashing.release();
    }
  }

  private void begin(Context context, String account) {
    Cookie cookie = new Cookie(COOKIE, accounts.signIn(account));
    cookie.setPath("/studio");
    cookie.setHttpOnly(true);
    cookie.setSecure("https".equals(publicUrl.get().getScheme()));
    cookie.setSameSite(SameSite.STRICT);
    cookie.setMaxAge((int) Duration.ofDays(DAYS).toSeconds());
    context.cookie(cookie);
    // A strict cookie is not sent with a redirect that another page began.
    Pages.show(context, 200, "entered", Map.of());
  }

  void signOut(Context context) {
    Optional.ofNullable(context.cookie(COOKIE)).ifPresent(accounts::signOut);
    context.removeCookie(COOKIE, "/studio");
    context.redirect("./", HttpStatus.SEE_OTHER);
  }
}
