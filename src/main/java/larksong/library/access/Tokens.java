package larksong.library.access;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import larksong.files.Fingerprint;
import larksong.library.store.Column;
import larksong.library.store.Database;
import larksong.library.store.Recent;
import larksong.library.store.Session;
import larksong.library.store.Store;
import larksong.library.store.TokenKey;

/** Who may listen and who may publish; only hashes are stored. */
public final class Tokens {

  /** What a token is for. */
  public enum Kind {
    LISTEN,
    PUBLISH
  }

  /**
   * A token as its owner sees it: everything but itself.
   *
   * @param account whose shows it opens
   * @param terms what it may do with them
   */
  public record Grant(
      UUID id,
      Kind kind,
      String name,
      int generation,
      String account,
      Terms terms,
      Instant created,
      Optional<Instant> lastUsed,
      Optional<Instant> revoked) {}

  /**
   * What a publishing token may do.
   *
   * @param shows the only shows it reaches; all of its account if empty
   * @param expires when it ends by itself
   * @param approval whether the owner listens to what it sends before anyone else does
   */
  public record Terms(List<String> shows, Optional<Instant> expires, boolean approval) {

    public static final Terms NONE = new Terms(List.of(), Optional.empty(), false);

    public Terms {
      shows = List.copyOf(shows);
    }

    /** Whether a show is among those it reaches. */
    public boolean reach(String show) {
      return shows.isEmpty() || shows.contains(show);
    }
  }

  private static final Duration NOTED = Duration.ofMinutes(5);

  private static final String GRANT =
      "select id, kind, name, generation, account, shows, expires, approval, created, last_used,"
          + " revoked from token ";

  private final Database database;
  private final TokenKey key;
  private final Clock clock;

  /** By hash. */
  private final Recent<String, Grant> recent = new Recent<>();

  /** Derived from the key in the home folder. */
  public Tokens(Store store) throws IOException {
    this.database = store.database();
    this.key = TokenKey.in(store.home());
    this.clock = store.clock();
  }

  /** The listening token of a device of the owner's; the same each time until it is revoked. */
  public String listening(String device) {
    return listening(Store.OWNER, device);
  }

  /** The listening token of a device of an account; the same each time until it is revoked. */
  public String listening(String account, String device) {
    return database.write(
        session -> {
          List<Grant> grants =
              grants(
                  session,
                  GRANT + "where kind = 'LISTEN' and account = ? and name = ?",
                  account,
                  device);
          Optional<Grant> valid =
              grants.stream().filter(grant -> grant.revoked().isEmpty()).findFirst();
          int generation =
              valid
                  .map(Grant::generation)
                  .orElseGet(() -> grants.stream().mapToInt(Grant::generation).max().orElse(0) + 1);
          String token = key.token(account, device, generation);
          if (valid.isEmpty()) {
            insert(session, Kind.LISTEN, device, generation, token, account, Terms.NONE);
          }
          return token;
        });
  }

  /** A new publishing token; it is never shown again. */
  public String publishing(String name) {
    return publishing(Store.OWNER, name, Terms.NONE);
  }

  /** The same for an account, under these terms. */
  public String publishing(String account, String name, Terms terms) {
    String token = random();
    database.write(session -> insert(session, Kind.PUBLISH, name, 1, token, account, terms));
    return token;
  }

  /** 192 bits in 32 characters that are safe in an address. */
  public static String random() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  private int insert(
      Session session,
      Kind kind,
      String name,
      int generation,
      String token,
      String account,
      Terms terms)
      throws SQLException {
    return session.put(
        "token",
        "hash",
        "id, kind, name, generation, hash, created, account, shows, expires, approval",
        UUID.randomUUID(),
        kind.name(),
        name,
        generation,
        Fingerprint.of(token),
        clock.instant(),
        account,
        String.join(" ", terms.shows()),
        terms.expires().orElse(null),
        terms.approval());
  }

  /** The grant of a valid token of this kind, found by its hash; its use is noted. */
  public Optional<Grant> check(Kind kind, String token) {
    String hash = Fingerprint.of(token);
    Optional<Grant> grant =
        recent
            .find(hash, () -> valid(hash))
            .filter(found -> found.kind() == kind && !isOver(found));
    grant
        .filter(found -> found.lastUsed().map(this::isLongAgo).orElse(true))
        .ifPresent(
            found -> {
              database.write(
                  session ->
                      session.update(
                          "update token set last_used = ? where id = ?",
                          clock.instant(),
                          found.id()));
              recent.forget();
            });
    return grant;
  }

  private Optional<Grant> valid(String hash) {
    return database.read(
        session ->
            grants(session, GRANT + "where hash = ? and revoked is null", hash).stream()
                .findFirst());
  }

  private boolean isOver(Grant grant) {
    return grant.terms().expires().filter(end -> !end.isAfter(clock.instant())).isPresent();
  }

  private boolean isLongAgo(Instant used) {
    return Duration.between(used, clock.instant()).compareTo(NOTED) > 0;
  }

  /** All tokens, the latest first. */
  public List<Grant> list() {
    return database.read(session -> grants(session, GRANT + "order by created desc"));
  }

  /**
   * Whether an account may give a new show this name. Whoever is not the owner puts their account's
   * name in front, so that nobody takes the name of a show that the owner has not made yet; of
   * accounts one of which begins as another does, it is the longest name's.
   */
  public boolean mayName(String account, String show) {
    return account.equals(Store.OWNER)
        || accounts().stream()
            .filter(one -> show.startsWith(one + "-"))
            .max(Comparator.comparingInt(String::length))
            .filter(account::equals)
            .isPresent();
  }

  /** All that have a token, also an ended one, a password or a show. */
  private List<String> accounts() {
    return database.read(
        session ->
            session.list(
                row -> row.getString(1),
                "select account from token union select account from password"
                    + " union select account from show"));
  }

  /** Ends one token at once. */
  public void revoke(Grant grant) {
    database.write(
        session ->
            session.update(
                "update token set revoked = ? where (id = ? or (account = ? and name = ?))"
                    + " and revoked is null",
                clock.instant(),
                grant.id(),
                grant.account(),
                grant.kind() == Kind.PUBLISH ? companion(grant.name()) : ""));
    recent.forget();
  }

  /** The device as which a publisher hears what it published; it ends with the publisher. */
  private static String companion(String publisher) {
    return "publisher " + publisher;
  }

  /** The listening token of a publisher that is trusted with its whole account, without end. */
  public Optional<String> companionOf(Grant publisher) {
    return publisher.terms().equals(Terms.NONE)
        ? Optional.of(listening(publisher.account(), companion(publisher.name())))
        : Optional.empty();
  }

  /** Ends the valid tokens of this name at once; how many there were. */
  public int revoke(String name) {
    int ended =
        database.write(
            session ->
                session.update(
                    "update token set revoked = ? where name in (?, ?) and revoked is null",
                    clock.instant(),
                    name,
                    companion(name)));
    recent.forget();
    return ended;
  }

  private static List<Grant> grants(Session session, String query, Object... arguments)
      throws SQLException {
    return session.list(
        row ->
            new Grant(
                Column.uuid(row, "id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getInt("generation"),
                row.getString("account"),
                new Terms(
                    Stream.of(row.getString("shows").split(" ", -1))
                        .filter(show -> !show.isEmpty())
                        .toList(),
                    Column.optionalInstant(row, "expires"),
                    row.getBoolean("approval")),
                Column.instant(row, "created"),
                Column.optionalInstant(row, "last_used"),
                Column.optionalInstant(row, "revoked")),
        query,
        arguments);
  }
}
