package larksong.publish.spotify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import larksong.config.Section;
import larksong.files.FolderLock;
import larksong.files.WholeFile;
import larksong.json.Json;

/**
 * An account at Spotify: its sign-in's files, in the official client's form, and where it is signed
 * in and renewed.
 */
record Account(Path folder, String clientId, URI tokens, URI authorize) {

  private static final URI TOKENS = URI.create("https://accounts.spotify.com/api/token");
  private static final URI AUTHORIZE = URI.create("https://accounts.spotify.com/authorize");

  /** The official client's, whose refresh tokens are bound to it. */
  private static final String OFFICIAL_CLIENT = "76764a523fed47e381243dc19dee5804";

  private static final String AUTHORIZED = "authorized_at";
  private static final DateTimeFormatter NANOSECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSSXXX", Locale.ROOT);

  /** The official client's. */
  static Account official() {
    return new Account(usualFolder(), OFFICIAL_CLIENT, TOKENS, AUTHORIZE);
  }

  /**
   * Reads {@code sign-in} (a folder with {@code token.json}), {@code client-id}, {@code token-url}
   * and {@code authorize-url}.
   */
  static Account of(Section section) {
    return new Account(
        section.path("sign-in").orElseGet(Account::usualFolder),
        section.text("client-id").orElse(OFFICIAL_CLIENT),
        section.address("token-url").orElse(TOKENS),
        section.address("authorize-url").orElse(AUTHORIZE));
  }

  private static Path usualFolder() {
    String configured = System.getenv("XDG_CONFIG_HOME");
    Path base =
        configured == null || configured.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".config")
            : Path.of(configured);
    return base.resolve("save-to-spotify");
  }

  /** What is signed in; empty if nobody is. */
  Optional<JsonNode> kept() throws IOException {
    Path file = folder.resolve("token.json");
    return Files.exists(file)
        ? Optional.ofNullable(Json.tree(Files.readString(file)))
        : Optional.empty();
  }

  /**
   * The key that the sign-in is bound to; empty if it is bound to none.
   *
   * @throws ParseException if its file is damaged
   */
  Optional<ECKey> key() throws IOException, ParseException {
    Path file = folder.resolve("dpop_key.json");
    return Files.exists(file) ? Optional.of(ECKey.parse(Files.readString(file))) : Optional.empty();
  }

  /** A new sign-in, with its key; waits for who renews the one before. */
  void begin(ECKey key, JsonNode answer, Instant now) throws IOException, InterruptedException {
    WholeFile.privateFolder(folder);
    FolderLock lock = FolderLock.take(folder, () -> {});
    try {
      write(key, answer, now);
    } finally {
      lock.close();
    }
  }

  private void write(ECKey key, JsonNode answer, Instant now) throws IOException {
    ObjectNode token = JsonNodeFactory.instance.objectNode();
    token.put("token_type", "Bearer");
    token.put("scopes", answer.path("scope").asText(Login.SCOPE));
    token.put(AUTHORIZED, written(now));
    WholeFile.write(folder.resolve("dpop_key.json"), key.toJSONString());
    keep(token, answer, now);
  }

  /** A renewed one; an old refresh token stays if no other came. */
  void keep(JsonNode before, JsonNode answer, Instant now) throws IOException {
    ObjectNode token = before.deepCopy();
    token.put("access_token", answer.path("access_token").asText());
    if (answer.has("refresh_token")) {
      token.put("refresh_token", answer.path("refresh_token").asText());
    }
    if (!token.has(AUTHORIZED)) {
      token.put(AUTHORIZED, written(now)); // at least since then
    }
    token.put("expires_at", written(now.plusSeconds(life(answer))));
    WholeFile.write(folder.resolve("token.json"), Json.print(token));
  }

  /** In seconds; a day at most, whatever is answered. */
  private static long life(JsonNode answer) {
    return Math.max(0, Math.min(answer.path("expires_in").asLong(3600), 86_400));
  }

  private static String written(Instant instant) {
    return NANOSECONDS.format(instant.atOffset(ZoneOffset.UTC));
  }

  static Instant expires(JsonNode kept) {
    return instant(kept, "expires_at");
  }

  /** How long it has been signed in, as far as is known. */
  Optional<Duration> age(Instant now) throws IOException {
    return kept()
        .map(kept -> instant(kept, AUTHORIZED))
        .filter(since -> !since.equals(Instant.EPOCH))
        .map(since -> Duration.between(since, now));
  }

  private static Instant instant(JsonNode kept, String field) {
    String written = kept.path(field).asText("");
    return written.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(written).toInstant();
  }
}
