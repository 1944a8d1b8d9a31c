package larksong.publish.spotify;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import larksong.egress.Errand;
import larksong.model.Departure.Purpose;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * Signs the owner in with a browser: OAuth 2 with PKCE (RFC 7636), bound to a key of this machine
 * (DPoP, RFC 9449), as the official client does it. The browser comes back to an address on this
 * machine.
 */
public final class Login {

  static final String SCOPE = "sts-content-management";

  /** Registered with Spotify for the official client. */
  private static final int PORT = 8085;

  private static final byte[] HERE = {127, 0, 0, 1};
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Account account;
  private final TokenEndpoint endpoint;
  private final Clock clock;
  private final int port;

  Login(Account account, Supplier<OkHttpClient> client, Clock clock, int port) {
    this.account = account;
    this.endpoint = new TokenEndpoint(account.tokens(), client, clock);
    this.clock = clock;
    this.port = port;
  }

  /** To the official client's sign-in. */
  public static Login official(Supplier<OkHttpClient> client, Clock clock) {
    return new Login(Account.official(), client, clock, PORT);
  }

  static Login to(Account account, Supplier<OkHttpClient> client, Clock clock) {
    return new Login(account, client, clock, PORT);
  }

  /** Where the sign-in is kept. */
  public Path folder() {
    return account.folder();
  }

  /**
   * Waits until the owner has agreed in a browser, and keeps the sign-in.
   *
   * @param browser is shown the address to open
   * @throws IOException if the owner refused, did not come back in five minutes, or Spotify refused
   */
  public void signIn(Consumer<URI> browser) throws IOException, InterruptedException {
    ECKey key = key();
    String verifier = random();
    String state = random();
    CompletableFuture<HttpUrl> visit = new CompletableFuture<>();
    HttpServer server = server(visit);
    try {
      String redirect = "http://127.0.0.1:" + server.getAddress().getPort() + "/callback";
      browser.accept(address(redirect, state, verifier, key));
      String code = code(visit, state);
      Map<String, String> grant =
          Map.of(
              "grant_type",
              "authorization_code",
              "code",
              code,
              "redirect_uri",
              redirect,
              "client_id",
              account.clientId(),
              "code_verifier",
              verifier);
      TokenEndpoint.Answer answer =
          Errand.current()
              .to(Purpose.SIGN_IN, "spotify")
              .during(() -> endpoint.ask(grant, Optional.of(key)));
      if (!answer.isToken()) {
        throw new IOException(
            "The sign-in was not completed: the token endpoint answered "
                + answer.status()
                + ". Try again.");
      }
      account.begin(key, answer.body(), clock.instant());
    } finally {
      server.stop(1); // the browser still gets its page
    }
  }

  private static ECKey key() throws IOException {
    try {
      return new ECKeyGenerator(Curve.P_256).generate();
    } catch (JOSEException e) {
      throw new IOException("No key could be made for the sign-in.", e);
    }
  }

  private static String random() {
    byte[] random = new byte[48];
    new SecureRandom().nextBytes(random);
    return Base64URL.encode(random).toString();
  }

  private HttpServer server(CompletableFuture<HttpUrl> visit) throws IOException {
    try {
      InetSocketAddress here = new InetSocketAddress(InetAddress.getByAddress(HERE), port);
      HttpServer server = HttpServer.create(here, 0);
      server.createContext("/callback", exchange -> visited(exchange, visit));
      server.start();
      return server;
    } catch (BindException e) {
      throw new IOException(
          "Port "
              + port
              + " is in use, and Spotify comes back to no other. Stop the other program.",
          e);
    }
  }

  private static void visited(HttpExchange exchange, CompletableFuture<HttpUrl> visit)
      throws IOException {
    byte[] page =
        "<!doctype html><title>Larksong</title><p>You may close this page and go back to Larksong."
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(200, page.length);
    exchange.getResponseBody().write(page);
    exchange.close();
    visit.complete(HttpUrl.get("http://127.0.0.1" + exchange.getRequestURI()));
  }

  private URI address(String redirect, String state, String verifier, ECKey key)
      throws IOException {
    try {
      return HttpUrl.get(account.authorize().toString())
          .newBuilder()
          .addQueryParameter("response_type", "code")
          .addQueryParameter("client_id", account.clientId())
          .addQueryParameter("redirect_uri", redirect)
          .addQueryParameter("scope", SCOPE)
          .addQueryParameter("state", state)
          .addQueryParameter("code_challenge_method", "S256")
          .addQueryParameter("code_challenge", challenge(verifier))
          .addQueryParameter("dpop_jkt", key.computeThumbprint().toString())
          .build()
          .uri();
    } catch (JOSEException e) {
      throw new IOException("The sign-in's key has no thumbprint.", e);
    }
  }

  private static String challenge(String verifier) {
    try {
      return Base64URL.encode(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)))
          .toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static String code(CompletableFuture<HttpUrl> visit, String state)
      throws IOException, InterruptedException {
    try {
      HttpUrl address = visit.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      String code = address.queryParameter("code");
      if (!state.equals(address.queryParameter("state")) || code == null) {
        throw new IOException("The sign-in was refused in the browser. Nothing was changed.");
      }
      return code;
    } catch (TimeoutException e) {
      throw new IOException("Nobody signed in within five minutes. Try again.", e);
    } catch (ExecutionException e) {
      throw new IOException("The sign-in was not completed. Try again.", e);
    }
  }
}
