package larksong.library;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import larksong.library.store.Column;
import larksong.library.store.Database;
import larksong.library.store.Store;

/** Where each account stopped listening, so that another device goes on there. */
public final class Positions {

  private final Database database;
  private final Clock clock;

  public Positions(Store store) {
    this.database = store.database();
    this.clock = store.clock();
  }

  /** A place in an episode, and when it was left. */
  public record Position(double seconds, Instant at) {}

  public void keep(String account, UUID guid, double seconds) {
    database.write(
        session ->
            session.put(
                "position",
                "account, guid",
                "account, guid, seconds, at",
                account,
                guid,
                seconds,
                clock.instant()));
  }

  public Optional<Position> of(String account, UUID guid) {
    return database.read(
        session ->
            session.first(
                row -> new Position(row.getDouble(1), Column.instant(row, "at")),
                "select seconds, at from position where account = ? and guid = ?",
                account,
                guid));
  }
}
