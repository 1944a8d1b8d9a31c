package larksong.publish.spotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import larksong.json.Json;
import larksong.net.Http;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The owner signs in with a browser, which a test plays. */
@Timeout(60)
class LoginTest {

  private static final Instant NOW = Instant.parse("2026-11-21T05:30:00Z");

  @TempDir Path folder;

  private final MockWebServer spotify = new MockWebServer();
  private final OkHttpClient browser = Http.withoutCache().client();

  @BeforeEach
  void start() throws Exception {
    spotify.start();
  }

  @AfterEach
  void stop() {
    spotify.close();
  }

  private Login login() {
    return new Login(
        new Account(
            folder.resolve("save-to-spotify"),
            "client",
            spotify.url("/api/token").uri(),
            spotify.url("/authorize").uri()),
        () -> browser,
        Clock.fixed(NOW, ZoneOffset.UTC),
        0);
  }

  /** Comes back as Spotify sends a browser back. */
  private void comeBack(URI address, String answer) {
    HttpUrl asked = HttpUrl.get(address.toString());
    HttpUrl back =
        HttpUrl.get(Objects.requireNonNull(asked.queryParameter("redirect_uri")))
            .newBuilder()
            .encodedQuery(
                answer.replace("STATE", Objects.requireNonNull(asked.queryParameter("state"))))
            .build();
    try (Response page = browser.newCall(new Request.Builder().url(back).build()).execute()) {
      assertThat(page.body().string()).contains("You may close this page");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void keepsASignInThatIsBoundToAKeyOfThisMachine() throws Exception {
    spotify.enqueue(
        new MockResponse.Builder()
            .code(400)
            .addHeader("DPoP-Nonce", "n0")
            .body("{\"error\":\"use_dpop_nonce\"}")
            .build());
    spotify.enqueue(
        new MockResponse.Builder()
            .body(
                "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_in\":3600,"
                    + "\"scope\":\"sts-content-management\"}")
            .build());
    AtomicReference<HttpUrl> asked = new AtomicReference<>();

    login()
        .signIn(
            address -> {
              asked.set(HttpUrl.get(address.toString()));
              comeBack(address, "code=secret&state=STATE");
            });

    Path kept = folder.resolve("save-to-spotify");
    ECKey key = ECKey.parse(Files.readString(kept.resolve("dpop_key.json")));
    assertThat(asked.get().queryParameter("dpop_jkt"))
        .isEqualTo(key.computeThumbprint().toString());
    assertThat(asked.get().queryParameter("scope")).isEqualTo("sts-content-management");
    spotify.takeRequest();
    RecordedRequest exchange = spotify.takeRequest();
    String form = Objects.requireNonNull(exchange.getBody()).utf8();
    assertThat(form).contains("grant_type=authorization_code").contains("code=secret");
    String verifier = form.replaceFirst(".*code_verifier=([^&]+).*", "$1");
    assertThat(asked.get().queryParameter("code_challenge"))
        .isEqualTo(
            Base64URL.encode(
                    MessageDigest.getInstance("SHA-256")
                        .digest(verifier.getBytes(StandardCharsets.US_ASCII)))
                .toString());
    assertThat(
            SignedJWT.parse(exchange.getHeaders().get("DPoP"))
                .getJWTClaimsSet()
                .getStringClaim("nonce"))
        .isEqualTo("n0");
    var token = Json.tree(Files.readString(kept.resolve("token.json")));
    assertThat(token.path("access_token").asText()).isEqualTo("a");
    assertThat(token.path("refresh_token").asText()).isEqualTo("r");
    assertThat(token.path("expires_at").asText()).isEqualTo("2026-11-21T06:30:00.000000000Z");
    assertThat(token.path("authorized_at").asText()).isEqualTo("2026-11-21T05:30:00.000000000Z");
    assertThat(Files.getPosixFilePermissions(kept)).hasSize(3);
    assertThat(Files.getPosixFilePermissions(kept.resolve("dpop_key.json"))).hasSize(2);
    assertThat(
            new Account(kept, "client", URI.create("http://x"), URI.create("http://x"))
                .age(NOW.plus(Duration.ofDays(151))))
        .contains(Duration.ofDays(151));
  }

  @Test
  void changesNothingWhenTheOwnerRefusesOrSomebodyElseComes() {
    assertThatThrownBy(
            () -> login().signIn(address -> comeBack(address, "error=access_denied&state=STATE")))
        .hasMessage("The sign-in was refused in the browser. Nothing was changed.");
    assertThatThrownBy(
            () -> login().signIn(address -> comeBack(address, "code=stolen&state=another")))
        .hasMessage("The sign-in was refused in the browser. Nothing was changed.");

    assertThat(folder.resolve("save-to-spotify")).doesNotExist();
    assertThat(spotify.getRequestCount()).isZero();
  }

  @Test
  void saysWhenSpotifyRefuses() {
    spotify.enqueue(new MockResponse.Builder().code(400).body("{\"error\":\"x\"}").build());

    assertThatThrownBy(() -> login().signIn(address -> comeBack(address, "code=old&state=STATE")))
        .hasMessageContaining("the token endpoint answered 400");
  }
}
