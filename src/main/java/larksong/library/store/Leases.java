package larksong.library.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Who is at work on what, where several nodes share a library. A lease ends by itself, by the
 * database's clock; each holder gets a higher number than the one before, and what is written down
 * under a lease is refused if its number is not the latest.
 */
public final class Leases {

  private static final Duration FORGOTTEN = Duration.ofDays(30);

  private final Database database;

  public Leases(Store store) {
    this.database = store.database();
  }

  /**
   * A turn at something.
   *
   * @param fence higher than that of every holder before
   */
  public record Lease(String name, long fence) {}

  /** The lease, if nobody has it. */
  public Optional<Lease> take(String name, String holder, Duration length) {
    return database.write(
        session -> {
          String now = session.dialect().now();
          int taken =
              session.update(
                  "insert into lease (name, holder, fence, until) values (?, ?, 1, "
                      + now
                      + " + ?) on conflict (name) do update set holder = excluded.holder,"
                      + " fence = lease.fence + 1, until = excluded.until"
                      + " where lease.until <= "
                      + now,
                  name,
                  holder,
                  length.toMillis());
          return taken == 0
              ? Optional.<Lease>empty()
              : session.first(
                  row -> new Lease(name, row.getLong(1)),
                  "select fence from lease where name = ?",
                  name);
        });
  }

  /** Has it longer; false if another took it meanwhile. */
  public boolean renew(Lease lease, Duration length) {
    return database.write(
            session ->
                session.update(
                    "update lease set until = "
                        + session.dialect().now()
                        + " + ? where name = ? and fence = ?",
                    length.toMillis(),
                    lease.name(),
                    lease.fence()))
        > 0;
  }

  /** Forgets what nobody has had for so long; by then nobody wakes up who thinks he has it. */
  public int forget() {
    return database.write(
        session ->
            session.update(
                "delete from lease where until < " + session.dialect().now() + " - ?",
                FORGOTTEN.toMillis()));
  }

  /** Gives it back. */
  public void release(Lease lease) {
    database.write(
        session ->
            session.update(
                "update lease set until = "
                    + session.dialect().now()
                    + " where name = ? and fence = ?",
                lease.name(),
                lease.fence()));
  }

  /**
   * Holds a lease, if there has to be one, until the end of a transaction.
   *
   * @throws LibraryException if another took it: what was made under it is not to be published
   */
  public static void check(Session session, Optional<Lease> lease) throws SQLException {
    if (!isHeld(session, lease)) {
      throw new LibraryException(
          "Another node took over '" + lease.orElseThrow().name() + "' while this one was away.");
    }
  }

  /** The same, as an answer; where there has to be none it is held. */
  public static boolean isHeld(Session session, Optional<Lease> lease) throws SQLException {
    return lease.isEmpty()
        || session
            .first(
                row -> row.getLong(1),
                "select fence from lease where name = ? and fence = ?"
                    + session.dialect().locking(),
                lease.get().name(),
                lease.get().fence())
            .isPresent();
  }
}
