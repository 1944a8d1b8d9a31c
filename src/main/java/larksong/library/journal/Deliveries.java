package larksong.library.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import larksong.library.journal.Delivery.State;
import larksong.library.store.Column;
import larksong.library.store.Database;
import larksong.library.store.Leases;
import larksong.library.store.Leases.Lease;
import larksong.library.store.LibraryException;
import larksong.library.store.Session;
import larksong.library.store.Store;
import larksong.model.Edition;

/** Where each edition is on its way to each target, whatever is ended meanwhile. */
public final class Deliveries {

  private static final int LONGEST_REASON = 1000;
  private static final String DELIVERY =
      "select target, coalesce(label, target) as label, show, edition, listener, sha256, state, attempts,"
          + " since, due, reason from delivery left join target on name = target ";

  private final Database database;
  private final Clock clock;

  public Deliveries(Store store) {
    this.database = store.database();
    this.clock = store.clock();
  }

  /**
   * Notes that a target is to have an edition with this MP3. What it has stays so, if it is the
   * same; what it refused is tried once more, and its publisher knows bytes that will never do.
   *
   * @param lease the edition's, where several nodes share the library
   * @throws LibraryException if another node took it meanwhile
   */
  public void expect(String target, Edition edition, String sha256, Optional<Lease> lease) {
    database.write(
        session -> {
          Leases.check(session, lease);
          boolean known =
              session
                  .first(
                      Column::text,
                      "select sha256 from delivery where target = ? and "
                          + Session.EDITION
                          + session.dialect().locking(),
                      target,
                      edition.id())
                  .isPresent();
          return known
              ? session.update(
                  "update delivery set sha256 = ?, state = 'WAITING', attempts = 0, since = ?,"
                      + " due = ?, reason = '' where target = ? and "
                      + Session.EDITION
                      + " and (sha256 <> ? or state in ('REFUSED', 'LOST', 'ENDING', 'DELETING'))",
                  sha256,
                  clock.instant(),
                  clock.instant(),
                  target,
                  edition.id(),
                  sha256)
              : session.update(
                  "insert into delivery (target, show, edition, listener, sha256, state, attempts, since,"
                      + " due, reason) values (?, ?, ?, ?, ?, 'WAITING', 0, ?, ?, '')",
                  target,
                  edition.id(),
                  sha256,
                  clock.instant(),
                  clock.instant());
        });
  }

  /** Has all that waits for a target tried at once. */
  public void hurry(String target) {
    database.write(
        session ->
            session.update(
                "update delivery set due = ? where target = ? and state = 'WAITING' and due > ?",
                clock.instant(),
                target,
                clock.instant()));
  }

  /** What a target does not have yet and has not refused, the earliest edition first. */
  public List<Delivery> open(String target) {
    return database.read(
        session ->
            session.list(
                Deliveries::delivery,
                DELIVERY
                    + "where target = ? and state in ('WAITING', 'SENT', 'ENDING', 'DELETING') order by edition, show, listener",
                target));
  }

  /** All that is not there, of every target. */
  public List<Delivery> missing() {
    return database.read(
        session ->
            session.list(
                Deliveries::delivery,
                DELIVERY
                    + "where state not in ('THERE', 'DROPPED') order by target, edition, show, listener"));
  }

  /** All that is or was on its way for a show, the latest edition first. */
  public List<Delivery> of(String show) {
    return database.read(
        session ->
            session.list(
                Deliveries::delivery,
                DELIVERY + "where show = ? order by edition desc, listener, target",
                show));
  }

  /** What a target has, the latest edition first. */
  public List<Delivery> there(String target) {
    return database.read(
        session ->
            session.list(
                Deliveries::delivery,
                DELIVERY
                    + "where target = ? and state = 'THERE' order by edition desc, show, listener",
                target));
  }

  /** Forgets an edition that a target has no more, as the owner wants it. */
  public void forget(Delivery delivery) {
    database.write(
        session ->
            session.update(
                "delete from delivery where target = ? and "
                    + Session.EDITION
                    + " and state in ('ENDING', 'DELETING')",
                delivery.target(),
                delivery.edition()));
  }

  /**
   * Notes what the owner calls a target now. What was kept under that name is the target's from now
   * on, for before there were names only.
   */
  public void call(String target, String label) {
    if (isCalled(target, label)) {
      return;
    }
    database.write(
        session -> {
          if (session.update("update target set label = ? where name = ?", label, target) == 0) {
            session.update(
                "insert into target (name, memory, label)"
                    + " select ?, coalesce(max(memory), ''), ? from target where name = ?",
                target,
                label,
                label);
          }
          if (!target.equals(label)) {
            session.update("delete from target where name = ?", label);
            session.update(
                "update delivery set target = ? where target = ? and not exists (select 1 from"
                    + " delivery d where d.target = ? and d.show = delivery.show"
                    + " and d.edition = delivery.edition and d.listener = delivery.listener)",
                target,
                label,
                target);
          }
          return target;
        });
  }

  private boolean isCalled(String target, String label) {
    return database
        .read(
            session ->
                session.first(
                    Column::text,
                    "select label from target where name = ? and label = ?",
                    target,
                    label))
        .isPresent();
  }

  public Optional<Delivery> find(String target, Edition edition) {
    return database.read(
        session ->
            session.first(
                Deliveries::delivery,
                DELIVERY + "where target = ? and " + Session.EDITION,
                target,
                edition.id()));
  }

  /** Notes how an attempt ended, unless another noted something since the delivery was read. */
  public void note(Delivery delivery, State state, int attempts, Instant due, String reason) {
    database.write(
        session ->
            session.update(
                "update delivery set state = ?, attempts = ?, due = ?, reason = ?"
                    + " where target = ? and "
                    + Session.EDITION
                    + " and sha256 = ?"
                    + " and state = ? and attempts = ?",
                state.name(),
                attempts,
                due,
                reason.substring(0, Math.min(reason.length(), LONGEST_REASON)),
                delivery.target(),
                delivery.edition(),
                delivery.sha256(),
                delivery.state().name(),
                delivery.attempts()));
  }

  /** Leaves a target an edition that it does not give back; what was written down of it goes. */
  public void leave(Delivery delivery, String reason) {
    database.write(
        session ->
            session.update(
                "update delivery set state = 'DROPPED', receipt = null, reason = ? where target = ?"
                    + " and "
                    + Session.EDITION
                    + " and state in ('ENDING', 'DELETING')",
                reason,
                delivery.target(),
                delivery.edition()));
  }

  /** What the publisher wrote down last. */
  public Optional<String> receipt(String target, Edition edition) {
    return database
        .read(
            session ->
                session.first(
                    row -> Optional.ofNullable(row.getString(1)),
                    "select receipt from delivery where target = ? and " + Session.EDITION,
                    target,
                    edition.id()))
        .flatMap(receipt -> receipt);
  }

  /** Whether a receipt of a target has this word in quotation marks. */
  public boolean isInReceipt(String target, String word) {
    return database
        .read(
            session ->
                session.first(
                    Column::text,
                    "select edition from delivery where target = ? and receipt like ? escape '!' limit 1",
                    target,
                    "%\"" + word.replaceAll("[!%_]", "!$0") + "\"%"))
        .isPresent();
  }

  /**
   * Writes down what the publisher must know after a crash; it is on the disk when this returns.
   *
   * @param lease the target's, where several nodes share the library
   * @throws LibraryException if another node took it meanwhile
   */
  public void keepReceipt(String target, Edition edition, String receipt, Optional<Lease> lease) {
    int kept =
        database.write(
            session -> {
              Leases.check(session, lease);
              return session.update(
                  "update delivery set receipt = ?" + " where target = ? and " + Session.EDITION,
                  receipt,
                  target,
                  edition.id());
            });
    if (kept == 0) {
      throw new IllegalStateException("Expected '" + edition + "' to be on its way to " + target);
    }
  }

  /**
   * Makes sure that a target's lease is still this one, where several nodes share the library.
   *
   * @throws LibraryException if another node took it meanwhile
   */
  public void check(Optional<Lease> lease) {
    database.write(
        session -> {
          Leases.check(session, lease);
          return lease;
        });
  }

  /** What a publisher remembers of a target itself. */
  public Optional<String> memory(String target) {
    return database.read(
        session ->
            session.first(
                Column::text, "select memory from target where name = ? and memory <> ''", target));
  }

  /**
   * Replaces that; it is on the disk when this returns.
   *
   * @param lease the target's, where several nodes share the library
   * @throws LibraryException if another node took it meanwhile
   */
  public void remember(String target, String memory, Optional<Lease> lease) {
    database.write(
        session -> {
          Leases.check(session, lease);
          int known = session.update("update target set memory = ? where name = ?", memory, target);
          return known > 0 ? known : session.put("target", "name", "name, memory", target, memory);
        });
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        row.getString("target"),
        row.getString("label"),
        Column.edition(row),
        row.getString("sha256"),
        State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        Column.instant(row, "since"),
        Column.instant(row, "due"),
        row.getString("reason"));
  }
}
