package larksong.server;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import larksong.library.Accounts;
import larksong.library.Accounts.Visitor;

/** Lets the owner into the studio: by a password, or by the link that the server prints. */
final class SignIn {

  static final String COOKIE = "larksong_studio";

  private static final int LONGEST = 1000;
  private static final int DAYS = 30;

  /** So many wrong passwords in so long, and nobody gets in by one for as long. */
  private static final int MOST_MISSES = 10;

  private static final Duration REMEMBERED = Duration.ofMinutes(15);

  private final Accounts accounts;
  private final Supplier<URI> publicUrl;
  private final Clock clock;
  private final Deque<Instant> misses = new ArrayDeque<>();

  SignIn(Accounts accounts, Supplier<URI> publicUrl, Clock clock) {
    this.accounts = accounts;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  /** Who asks, if they are signed in. */
  Optional<Visitor> visitor(Context context) {
    return Optional.ofNullable(context.cookie(COOKIE))
        .filter(secret -> secret.length() <= LONGEST)
        .flatMap(accounts::visitor);
  }

  /** Whether a form was sent from a page of theirs, and from no other. */
  static boolean isTheirs(Context context, Visitor visitor) {
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
      Pages.show(context, 403, "signin", java.util.Map.of("over", true));
    }
  }

  /** By account and password; how many were wrong is counted for all together. */
  void signIn(Context context) {
    if (isTiring()) {
      context.header("Retry-After", String.valueOf(REMEMBERED.toSeconds()));
      Pages.show(context, 429, "signin", java.util.Map.of("tiring", true));
      return;
    }
    String account = Objects.requireNonNullElse(context.formParam("account"), "");
    String password = Objects.requireNonNullElse(context.formParam("password"), "");
    boolean sent = account.length() <= LONGEST && password.length() <= LONGEST;
    if (sent && accounts.isPassword(account, password)) {
      begin(context, account);
      return;
    }
    synchronized (misses) {
      misses.add(clock.instant());
    }
    Pages.show(context, 403, "signin", java.util.Map.of("wrong", true));
  }

  private boolean isTiring() {
    synchronized (misses) {
      Instant then = clock.instant().minus(REMEMBERED);
      misses.removeIf(miss -> miss.isBefore(then));
      return misses.size() >= MOST_MISSES;
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
    Pages.show(context, 200, "entered", java.util.Map.of());
  }

  void signOut(Context context) {
    Optional.ofNullable(context.cookie(COOKIE)).ifPresent(accounts::signOut);
    context.removeCookie(COOKIE, "/studio");
    context.redirect("./", HttpStatus.SEE_OTHER);
  }
}
