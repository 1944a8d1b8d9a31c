package larksong.publish.spotify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import larksong.json.Json;
import larksong.net.RetryAfter;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Where tokens are given out, to whom proves to have a key (DPoP, RFC 9449). */
record TokenEndpoint(URI address, Supplier<OkHttpClient> client, Clock clock) {

  /** What it answered. */
  record Answer(int status, JsonNode body, Optional<Duration> asked) {

    /** A header can carry it. */
    boolean isToken() {
      return status / 100 == 2 && body.path("access_token").asText("").matches("[!-~]+");
    }
  }

  /** Asks; once more with the nonce that it wants. Without a key, as a plain client does. */
  Answer ask(Map<String, String> form, Optional<ECKey> key) throws IOException {
    try (Response first = sent(form, key, Optional.empty())) {
      Answer answer = answer(first);
      Optional<String> nonce = Optional.ofNullable(first.header("DPoP-Nonce"));
      if (nonce.isEmpty() || !answer.body().path("error").asText().equals("use_dpop_nonce")) {
        return answer;
      }
      try (Response second = sent(form, key, nonce)) {
        return answer(second);
      }
    }
  }

  private Response sent(Map<String, String> form, Optional<ECKey> key, Optional<String> nonce)
      throws IOException {
    FormBody.Builder body = new FormBody.Builder();
    form.forEach(body::add);
    Request.Builder request = new Request.Builder().url(address.toString()).post(body.build());
    if (key.isPresent()) {
      request.header("DPoP", proof(key.get(), nonce));
    }
    OkHttpClient direct = client.get().newBuilder().followRedirects(false).build();
    return direct.newCall(request.build()).execute();
  }

  private String proof(ECKey key, Optional<String> nonce) throws IOException {
    try {
      JWTClaimsSet.Builder claims =
          new JWTClaimsSet.Builder()
              .jwtID(UUID.randomUUID().toString())
              .claim("htm", "POST")
              .claim("htu", address.toString().replaceFirst("[?#].*", ""))
              .issueTime(Date.from(clock.instant()));
      nonce.ifPresent(value -> claims.claim("nonce", value));
      SignedJWT proof =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256)
                  .type(new JOSEObjectType("dpop+jwt"))
                  .jwk(key.toPublicJWK())
                  .build(),
              claims.build());
      proof.sign(new ECDSASigner(key));
      return proof.serialize();
    } catch (JOSEException e) {
      throw new IOException("the sign-in's key cannot sign", e);
    }
  }

  private Answer answer(Response response) throws IOException {
    Optional<Duration> asked = RetryAfter.of(response, clock.instant());
    try {
      JsonNode told =
          Objects.requireNonNull(Json.tree("[" + response.peekBody(1 << 16).string() + "]"));
      return new Answer(response.code(), told.path(0), asked);
    } catch (JsonProcessingException e) {
      if (response.isSuccessful()) {
        throw Unsettled.foreign("a token");
      }
      return new Answer(response.code(), MissingNode.getInstance(), asked);
    }
  }
}
