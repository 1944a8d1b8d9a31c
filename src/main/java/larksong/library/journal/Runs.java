package larksong.library.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import larksong.library.store.Column;
import larksong.library.store.Database;
import larksong.library.store.Leases;
import larksong.library.store.Leases.Lease;
import larksong.library.store.Session;
import larksong.library.store.Store;
import larksong.model.Edition;
import larksong.model.EditionId;
import larksong.model.Level;
import larksong.model.RunStatus;

/** How the latest run of each edition ended, on whichever node; what is noted is the studio's. */
public final class Runs {

  private static final String RUN = "select record from run ";
  private static final int MOST = 1000;

  private final Database database;

  public Runs(Store store) {
    this.database = store.database();
  }

  /**
   * The end of a run.
   *
   * @param degraded how it is less than it should be, in words; else empty
   * @param whole how long it took if nothing of it was there before, or the run before it likewise
   * @param record all that is to be known of it, as JSON
   */
  public record Ended(
      EditionId edition,
      RunStatus status,
      String degraded,
      Instant at,
      Optional<Duration> whole,
      String record) {}

  /** The owner's decision: the new status and record, and the words that are to be said. */
  public record Decided(RunStatus status, String record, Optional<String> approved) {}

  public Optional<String> find(Edition edition) {
    return text(edition, "record");
  }

  /** The latest first; at most a thousand. */
  public List<String> all() {
    return database.read(
        session -> session.list(Column::text, RUN + "order by ended desc limit ?", MOST));
  }

  /** The ids of the editions of which the latest run ended so. */
  public List<EditionId> inStatus(RunStatus status) {
    return database.read(
        session ->
            session.list(
                Column::edition,
                "select show, edition, listener from run where status = ? order by show, edition, listener",
                status));
  }

  /** Editions of a show that were made for nobody: held, failed, dropped or skipped. */
  public List<EditionId> unpublished(String show) {
    return database.read(
        session ->
            session.list(
                Column::edition,
                "select show, edition, listener from run where show = ? and status <> ?",
                show,
                RunStatus.PUBLISHED));
  }

  /** How long the latest editions of a show took; at most so many. */
  public List<Duration> whole(String show, int most) {
    return database.read(
        session ->
            session.list(
                row -> Duration.ofMillis(row.getLong(1)),
                "select whole from run where show = ? and whole is not null"
                    + " order by edition desc limit ?",
                show,
                most));
  }

  /**
   * Notes it in place of the one before, with the words about which the owner is to decide.
   *
   * @param lease the edition's, where several nodes share the library; nothing is noted if another
   *     node took it meanwhile
   */
  public void note(Ended run, Optional<String> held, Optional<Lease> lease) {
    database.write(
        session ->
            Leases.isHeld(session, lease)
                ? session.put(
                    "run",
                    "show, edition, listener",
                    "show, edition, listener, status, degraded, ended, whole, record, held,"
                        + " privacy",
                    run.edition(),
                    run.status(),
                    run.degraded(),
                    run.at(),
                    run.whole().map(Duration::toMillis).orElse(null),
                    run.record(),
                    held.orElse(null),
                    Level.LOCAL)
                : 0);
  }

  /** The words about which the owner is to decide. */
  public Optional<String> held(Edition edition) {
    return text(edition, "held");
  }

  /**
   * Notes the owner's decision, once.
   *
   * @param before the record about which they decided
   * @return false if there is nothing to decide about any more
   */
  public boolean decide(Edition edition, String before, Decided decided) {
    return database.write(
            session ->
                session.update(
                    "update run set status = ?, record = ?, held = null,"
                        + " approved = coalesce(?, approved)"
                        + " where "
                        + Session.EDITION
                        + " and held is not null and record = ?",
                    decided.status(),
                    decided.record(),
                    decided.approved().orElse(null),
                    edition.id(),
                    before))
        == 1;
  }

  /** The words that the owner approved last. */
  public Optional<String> approved(Edition edition) {
    return text(edition, "approved");
  }

  /** Forgets them. */
  public void makeAnew(Edition edition) {
    database.write(
        session ->
            session.update(
                "update run set approved = null where " + Session.EDITION, edition.id()));
  }

  private Optional<String> text(Edition edition, String column) {
    return database
        .read(
            session ->
                session.first(
                    Column::optional,
                    "select " + column + " from run where " + Session.EDITION,
                    edition.id()))
        .flatMap(value -> value);
  }
}
