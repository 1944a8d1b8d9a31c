package larksong.library.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import larksong.files.Fingerprint;
import larksong.library.store.Database;
import larksong.library.store.Store;

/** Who may look into the studio: passwords, invitations and sessions; only hashes are stored. */
public final class Accounts {

  /** OWASP's second recommendation for Argon2id: 19 MiB, two passes, one lane. */
  private static final Argon2Function ARGON2ID =
      Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID);

  private static final Duration INVITATION = Duration.ofHours(1);
  private static final Duration SESSION = Duration.ofDays(30);

  private final Database database;
  private final Clock clock;

  public Accounts(Store store) {
    this.database = store.database();
    this.clock = store.clock();
  }

  /**
   * Someone who is signed in.
   *
   * @param form what each form of theirs repeats
   */
  public record Visitor(String account, String form) {}

  /** Sets it, and ends the account's sessions. */
  public void setPassword(String account, String password) {
    String hash = Password.hash(password).addRandomSalt(16).with(ARGON2ID).getResult();
    database.write(
        session -> {
          session.update("delete from session where account = ? and not invites", account);
          return session.put("password", "account", "account, hash", account, hash);
        });
  }

  /** Whether it is the account's; as slow for an account that there is not. */
  public boolean isPassword(String account, String password) {
    Optional<String> hash =
        database.read(
            session ->
                session.first(
                    row -> row.getString(1),
                    "select hash from password where account = ?",
                    account));
    if (hash.isEmpty()) {
      Password.hash(password).addRandomSalt(16).with(ARGON2ID);
      return false;
    }
    return Password.check(password, hash.get()).with(ARGON2ID);
  }

  /** The secret of a link that lets its bearer in once, within the hour. */
  public String invite(String account) {
    return begin(account, true, INVITATION);
  }

  /** The secret of a new session. */
  public String signIn(String account) {
    return begin(account, false, SESSION);
  }

  private String begin(String account, boolean invites, Duration lasts) {
    String secret = Tokens.random();
    Instant now = clock.instant();
    database.write(
        session -> {
          session.update("delete from session where expires <= ?", now);
          return session.update(
              "insert into session (hash, account, invites, form, expires) values (?, ?, ?, ?, ?)",
              Fingerprint.of(secret),
              account,
              invites,
              Tokens.random(),
              now.plus(lasts));
        });
    return secret;
  }

  /** The account that an invitation is for; it is used up. */
  public Optional<String> accept(String secret) {
    return database.write(
        session -> {
          Optional<String> account =
              session.first(
                  row -> row.getString(1),
                  "select account from session where hash = ? and invites and expires > ?",
                  Fingerprint.of(secret),
                  clock.instant());
          int used =
              session.update(
                  "delete from session where hash = ? and invites", Fingerprint.of(secret));
          return account.filter(there -> used == 1);
        });
  }

  /** Who has this session. */
  public Optional<Visitor> visitor(String secret) {
    return database.read(
        session ->
            session.first(
                row -> new Visitor(row.getString(1), row.getString(2)),
                "select account, form from session where hash = ? and not invites and expires > ?",
                Fingerprint.of(secret),
                clock.instant()));
  }

  public void signOut(String secret) {
    database.write(
        session -> session.update("delete from session where hash = ?", Fingerprint.of(secret)));
  }
}
