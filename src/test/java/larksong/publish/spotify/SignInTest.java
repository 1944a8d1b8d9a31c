package larksong.publish.spotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import larksong.config.Sections;
import larksong.json.Json;
import larksong.net.Http;
import larksong.publish.PublishException;
import larksong.publish.PublishException.Remedy;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SignInTest {

  private static final Instant NOW = Instant.parse("2026-11-21T05:30:00Z");

  @TempDir Path folder;

  private final MockWebServer endpoint = new MockWebServer();
  private ECKey key;

  @BeforeEach
  void signIn() throws Exception {
    endpoint.start();
    key = new ECKeyGenerator(Curve.P_256).generate();
    Files.writeString(folder.resolve("dpop_key.json"), key.toJSONString());
    expiring("2026-11-21T05:30:30.123456789Z");
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  /** As the official client writes it. */
  private void expiring(String at) throws Exception {
    Files.writeString(
        folder.resolve("token.json"),
        "{\"access_token\":\"old\",\"refresh_token\":\"again\",\"token_type\":\"Bearer\","
            + "\"expires_at\":\""
            + at
            + "\",\"scopes\":\"sts-content-management\"}");
  }

  @Test
  void usesWhatIsGoodForAWhile() throws Exception {
    expiring("2026-11-21T07:30:30.123456789+01:00");

    assertThat(signedIn().token()).isEqualTo("old");
    assertThat(endpoint.getRequestCount()).isZero();
  }

  @Test
  void renewsAMinuteEarlyWithAProofOfItsKey() throws Exception {
    answer(200, "{\"access_token\":\"new\",\"expires_in\":3600}");

    assertThat(signedIn().token()).isEqualTo("new");

    RecordedRequest request = endpoint.takeRequest();
    assertThat(Objects.requireNonNull(request.getBody()).utf8())
        .contains("grant_type=refresh_token")
        .contains("refresh_token=again")
        .contains("client_id=");
    SignedJWT proof = SignedJWT.parse(request.getHeaders().get("DPoP"));
    assertThat(proof.verify(new ECDSAVerifier(key.toECPublicKey()))).isTrue();
    assertThat(proof.getHeader().getType().getType()).isEqualTo("dpop+jwt");
    assertThat(proof.getHeader().getJWK().isPrivate()).isFalse();
    assertThat(proof.getJWTClaimsSet().getStringClaim("htm")).isEqualTo("POST");
    assertThat(proof.getJWTClaimsSet().getStringClaim("htu"))
        .isEqualTo(endpoint.url("/api/token").toString());
    var kept = Json.tree(Files.readString(folder.resolve("token.json")));
    assertThat(kept.path("refresh_token").asText()).as("none came back").isEqualTo("again");
    assertThat(kept.path("expires_at").asText()).isEqualTo("2026-11-21T06:30:00.000000000Z");
    assertThat(kept.path("scopes").asText()).isEqualTo("sts-content-management");
    assertThat(Files.getPosixFilePermissions(folder.resolve("token.json"))).hasSize(2);
  }

  @Test
  void answersWithTheServersNonceOnce() throws Exception {
    endpoint.enqueue(
        new MockResponse.Builder()
            .code(400)
            .addHeader("DPoP-Nonce", "n0")
            .body("{\"error\":\"use_dpop_nonce\"}")
            .build());
    answer(200, "{\"access_token\":\"new\",\"refresh_token\":\"next\"}");

    assertThat(signedIn().token()).isEqualTo("new");

    endpoint.takeRequest();
    SignedJWT second = SignedJWT.parse(endpoint.takeRequest().getHeaders().get("DPoP"));
    assertThat(second.getJWTClaimsSet().getStringClaim("nonce")).isEqualTo("n0");
    assertThat(Files.readString(folder.resolve("token.json"))).contains("next");
  }

  @Test
  void renewsOnceForManyAtATime() throws Exception {
    answer(200, "{\"access_token\":\"new\"}");
    ExecutorService many = Executors.newFixedThreadPool(6);
    try {
      List<Future<String>> tokens = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        SignIn own = signedIn();
        tokens.add(many.submit(own::token));
      }
      for (Future<String> token : tokens) {
        assertThat(token.get()).isEqualTo("new");
      }
    } finally {
      many.shutdownNow();
    }
    assertThat(endpoint.getRequestCount()).isEqualTo(1);
  }

  @Test
  void asksTheOwnerWhenTheSignInHasEnded() throws Exception {
    answer(400, "{\"error\":\"invalid_grant\"}");

    assertThatThrownBy(() -> signedIn().token())
        .hasMessageContaining("the sign-in has ended. Sign in again; what waits goes then")
        .satisfies(e -> assertThat(((PublishException) e).remedy()).isEqualTo(Remedy.OWNER));
    Files.writeString(folder.resolve("dpop_key.json"), "{");
    assertThatThrownBy(() -> signedIn().token()).hasMessageContaining("dpop_key.json is damaged");
    Files.delete(folder.resolve("token.json"));
    assertThatThrownBy(() -> signedIn().token()).hasMessageContaining("nobody is signed in");
  }

  @Test
  void renewsPlainlyWithoutAKey() throws Exception {
    Files.delete(folder.resolve("dpop_key.json"));
    answer(200, "{\"access_token\":\"new\"}");

    assertThat(signedIn().token()).isEqualTo("new");
    assertThat(endpoint.takeRequest().getHeaders().get("DPoP")).isNull();
  }

  @Test
  void takesAnAnswerThatIsNoneForAPassingTrouble() {
    answer(502, "<html>");

    assertThatThrownBy(() -> signedIn().token())
        .satisfies(e -> assertThat(((PublishException) e).remedy()).isEqualTo(Remedy.TIME));
  }

  private void answer(int status, String body) {
    endpoint.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  private SignIn signedIn() {
    return SignIn.of(
        "spotify",
        Sections.of(
            folder,
            "{ sign-in: \"" + folder + "\", token-url: \"" + endpoint.url("/api/token") + "\" }"),
        () -> Http.withoutCache().client(),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
