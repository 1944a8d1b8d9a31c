package larksong.library;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import larksong.files.Fingerprint;

/** Who may listen and who may publish; only hashes are stored. */
public final class Tokens {

  /** What a token is for. */
  public enum Kind {
    LISTEN,
    PUBLISH
  }

  /** A token as its owner sees it: everything but itself. */
  public record Grant(
      UUID id,
      Kind kind,
      String name,
      int generation,
      Instant created,
      Optional<Instant> lastUsed,
      Optional<Instant> revoked) {}

  private static final Duration NOTED = Duration.ofMinutes(5);

  private static final String GRANT =
      "select id, kind, name, generation, created, last_used, revoked from token ";

  private final Database database;
  private final TokenKey key;
  private final Clock clock;

  Tokens(Database database, TokenKey key, Clock clock) {
    this.database = database;
    this.key = key;
    this.clock = clock;
  }

  /** The listening token of a device; the same each time until it is revoked. */
  public String listening(String device) {
    return database.inTransaction(
        session -> {
          List<Grant> grants =
              grants(session, GRANT + "where kind = 'LISTEN' and name = ?", device);
          Optional<Grant> valid =
              grants.stream().filter(grant -> grant.revoked().isEmpty()).findFirst();
          int generation =
              valid
                  .map(Grant::generation)
                  .orElseGet(() -> grants.stream().mapToInt(Grant::generation).max().orElse(0) + 1);
          String token = key.token(device, generation);
          if (valid.isEmpty()) {
            insert(session, Kind.LISTEN, device, generation, token);
          }
          return token;
        });
  }

  /** A new publishing token; it is never shown again. */
  public String publishing(String name) {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    database.inTransaction(session -> insert(session, Kind.PUBLISH, name, 1, token));
    return token;
  }

  private int insert(Session session, Kind kind, String name, int generation, String token)
      throws SQLException {
    return session.update(
        "merge into token (id, kind, name, generation, hash, created) key (hash)"
            + " values (?, ?, ?, ?, ?, ?)",
        UUID.randomUUID(),
        kind.name(),
        name,
        generation,
        Fingerprint.of(token),
        OffsetDateTime.now(clock));
  }

  /** The grant of a valid token of this kind, found by its hash; its use is noted. */
  public Optional<Grant> check(Kind kind, String token) {
    String hash = Fingerprint.of(token);
    Optional<Grant> grant =
        database.inSession(
            session ->
                grants(session, GRANT + "where hash = ? and revoked is null", hash).stream()
                    .filter(found -> found.kind() == kind)
                    .findFirst());
    grant
        .filter(found -> found.lastUsed().map(this::isLongAgo).orElse(true))
        .ifPresent(
            found ->
                database.inSession(
                    session ->
                        session.update(
                            "update token set last_used = ? where id = ?",
                            OffsetDateTime.now(clock),
                            found.id())));
    return grant;
  }

  private boolean isLongAgo(Instant used) {
    return Duration.between(used, clock.instant()).compareTo(NOTED) > 0;
  }

  /** All tokens, the latest first. */
  public List<Grant> list() {
    return database.inSession(session -> grants(session, GRANT + "order by created desc"));
  }

  /** Ends the valid tokens of this name at once; how many there were. */
  public int revoke(String name) {
    return database.inSession(
        session ->
            session.update(
                "update token set revoked = ? where name = ? and revoked is null",
                OffsetDateTime.now(clock),
                name));
  }

  private static List<Grant> grants(Session session, String query, Object... arguments)
      throws SQLException {
    return session.list(
        row ->
            new Grant(
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getInt("generation"),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                instant(row.getObject("last_used", OffsetDateTime.class)),
                instant(row.getObject("revoked", OffsetDateTime.class))),
        query,
        arguments);
  }

  private static Optional<Instant> instant(@org.jspecify.annotations.Nullable OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }
}
