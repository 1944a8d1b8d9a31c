package larksong.publish.spotify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import larksong.config.Secret;
import larksong.config.Section;
import larksong.files.FolderLock;
import larksong.files.WholeFile;
import larksong.json.Json;
import larksong.publish.PublishException;
import larksong.publish.PublishException.Remedy;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Who publishes: a token that the owner gave, or the official client's sign-in, whose files are
 * read and renewed as that client does (DPoP, RFC 9449, at the token endpoint only).
 */
final class SignIn {

  private static final URI TOKENS = URI.create("https://accounts.spotify.com/api/token");

  /** The official client's, whose refresh tokens are bound to it. */
  private static final String OFFICIAL_CLIENT = "76764a523fed47e381243dc19dee5804";

  private static final Duration EARLY = Duration.ofSeconds(60);
  private static final DateTimeFormatter NANOSECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSSXXX", Locale.ROOT);

  private final String target;
  private final Optional<Secret> given;
  private final Path folder;
  private final String clientId;
  private final URI tokens;
  private final Supplier<OkHttpClient> client;
  private final Clock clock;

  private SignIn(
      String target,
      Optional<Secret> given,
      Path folder,
      String clientId,
      URI tokens,
      Supplier<OkHttpClient> client,
      Clock clock) {
    this.target = target;
    this.given = given;
    this.folder = folder;
    this.clientId = clientId;
    this.tokens = tokens;
    this.client = client;
    this.clock = clock;
  }

  /**
   * Reads {@code token}, or {@code sign-in} (a folder with {@code token.json}), {@code client-id}
   * and {@code token-url}.
   */
  static SignIn of(String target, Section section, Supplier<OkHttpClient> client, Clock clock) {
    return new SignIn(
        target,
        section.secret("token"),
        section.path("sign-in").orElseGet(SignIn::official),
        section.text("client-id").orElse(OFFICIAL_CLIENT),
        section.address("token-url").orElse(TOKENS),
        client,
        clock);
  }

  private static Path official() {
    String configured = System.getenv("XDG_CONFIG_HOME");
    Path base =
        configured == null || configured.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".config")
            : Path.of(configured);
    return base.resolve("save-to-spotify");
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
    return expires(kept).isAfter(clock.instant().plus(EARLY));
  }

  private static Instant expires(JsonNode kept) {
    String written = kept.path("expires_at").asText("");
    return written.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(written).toInstant();
  }

  /** A new token in place of one that ends or was refused; one process renews, the others read. */
  String renewed(String before) throws PublishException {
    if (given.isPresent()) {
      throw owner("it refused the token. Make another and set it in the target");
    }
    try {
      FolderLock lock = FolderLock.take(folder, () -> {});
      try {
        JsonNode now = kept();
        return !now.path("access_token").asText().equals(before) && isGood(now)
            ? now.path("access_token").asText()
            : renew(now);
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw new PublishException(says("the sign-in could not be renewed: " + e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException(says("it was interrupted"), e);
    }
  }

  private JsonNode kept() throws PublishException {
    Path file = folder.resolve("token.json");
    try {
      if (!Files.exists(file)) {
        throw owner("nobody is signed in. Sign in with 'save-to-spotify auth login'");
      }
      return Json.tree(Files.readString(file));
    } catch (IOException e) {
      throw new PublishException(Remedy.OWNER, says("the sign-in's token.json cannot be read"));
    }
  }

  private String renew(JsonNode kept) throws IOException, PublishException {
    Optional<ECKey> key = key();
    try (Response first = ask(kept, key, Optional.empty())) {
      JsonNode told = body(first);
      Optional<String> nonce = Optional.ofNullable(first.header("DPoP-Nonce"));
      if (nonce.isPresent() && told.path("error").asText().equals("use_dpop_nonce")) {
        try (Response second = ask(kept, key, nonce)) {
          return accept(kept, second, body(second));
        }
      }
      return accept(kept, first, told);
    }
  }

  private Optional<ECKey> key() throws IOException, PublishException {
    Path file = folder.resolve("dpop_key.json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(ECKey.parse(Files.readString(file)));
    } catch (ParseException e) {
      throw owner("the sign-in's dpop_key.json is damaged. Sign in again");
    }
  }

  private Response ask(JsonNode kept, Optional<ECKey> key, Optional<String> nonce)
      throws IOException {
    Request.Builder request =
        new Request.Builder()
            .url(tokens.toString())
            .post(
                new FormBody.Builder()
                    .add("grant_type", "refresh_token")
                    .add("refresh_token", kept.path("refresh_token").asText())
                    .add("client_id", clientId)
                    .build());
    if (key.isPresent()) {
      request.header("DPoP", proof(key.get(), nonce));
    }
    return client.get().newCall(request.build()).execute();
  }

  private String proof(ECKey key, Optional<String> nonce) throws IOException {
    try {
      JWTClaimsSet.Builder claims =
          new JWTClaimsSet.Builder()
              .jwtID(UUID.randomUUID().toString())
              .claim("htm", "POST")
              .claim("htu", tokens.toString().replaceFirst("[?#].*", ""))
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

  private static JsonNode body(Response response) throws IOException {
    try {
      return Objects.requireNonNull(Json.tree("[" + response.peekBody(1 << 16).string() + "]"))
          .path(0);
    } catch (JsonProcessingException e) {
      throw new IOException("what answers there is no token endpoint", e);
    }
  }

  private String accept(JsonNode kept, Response response, JsonNode told)
      throws IOException, PublishException {
    if (told.path("error").asText().equals("invalid_grant")) {
      throw owner("the sign-in has ended. Sign in again; what waits goes then");
    }
    String access = told.path("access_token").asText("");
    if (!response.isSuccessful() || access.isEmpty()) {
      throw new IOException("the token endpoint answered " + response.code());
    }
    ObjectNode renewed = kept.deepCopy();
    renewed.put("access_token", access);
    if (told.has("refresh_token")) {
      renewed.put("refresh_token", told.path("refresh_token").asText());
    }
    renewed.put(
        "expires_at",
        NANOSECONDS.format(
            clock
                .instant()
                .plusSeconds(told.path("expires_in").asLong(3600))
                .atOffset(ZoneOffset.UTC)));
    WholeFile.write(folder.resolve("token.json"), Json.print(renewed));
    return access;
  }

  private PublishException owner(String what) {
    return new PublishException(Remedy.OWNER, says(what));
  }

  private String says(String reason) {
    return "Could not publish to '" + target + "': " + reason + ".";
  }
}
