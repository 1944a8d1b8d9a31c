package larksong.library.journal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import larksong.library.store.Column;
import larksong.library.store.Database;
import larksong.library.store.Session;
import larksong.library.store.Store;
import larksong.model.EditionId;

/** Which edition each of the owner's own recordings became, so that none becomes two. */
public final class Sendings {

  /** So long may it take until a command that was stopped is repeated. */
  private static final Duration REPEATED = Duration.ofDays(1);

  private final Database database;
  private final Clock clock;

  public Sendings(Store store) {
    this.database = store.database();
    this.clock = store.clock();
  }

  private record Noted(EditionId edition, Instant at) {}

  /**
   * The edition that a recording became, if it is on the shelf or on its way to a target; or was to
   * become within a day, when whoever sent it was stopped.
   *
   * @param content of the recording, its title and its show
   */
  public Optional<EditionId> find(String content) {
    return database.read(
        session -> {
          Optional<Noted> noted =
              session.first(
                  row -> new Noted(Column.edition(row), Column.instant(row, "at")),
                  "select show, edition, listener, at from sending where content = ?",
                  content);
          if (noted.isEmpty()) {
            return Optional.empty();
          }
          EditionId edition = noted.get().edition();
          boolean known =
              session
                      .first(
                          Column::text,
                          "select title from episode where " + Session.EDITION,
                          edition)
                      .isPresent()
                  || session
                      .first(
                          Column::text,
                          "select target from delivery where " + Session.EDITION + " limit 1",
                          edition)
                      .isPresent();
          return known || noted.get().at().plus(REPEATED).isAfter(clock.instant())
              ? Optional.of(edition)
              : Optional.empty();
        });
  }

  /** Notes what a recording is to become, before it is anywhere. */
  public void note(String content, EditionId edition) {
    database.write(
        session ->
            session.put(
                "sending",
                "content",
                "content, show, edition, listener, at",
                content,
                edition,
                clock.instant()));
  }
}
