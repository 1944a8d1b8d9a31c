package larksong.library.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import larksong.json.Json;
import larksong.library.store.Column;
import larksong.library.store.Database;
import larksong.library.store.Session;
import larksong.library.store.Store;
import larksong.model.Departure;
import larksong.model.Departure.Part;
import larksong.model.Departure.Purpose;
import larksong.model.EditionId;

/** What left this machine, call by call; its words are in no row. */
public final class Departures {

  /** What no {@code keep} ends earlier is gone after a year and a month. */
  public static final Duration KEPT = Duration.ofDays(400);

  private static final String DEPARTURE =
      "select show, edition, listener, at, purpose, recipient, place, parts, bytes from egress ";

  private static final String ORDER = " order by at, id";

  private final Database database;
  private final Clock clock;

  public Departures(Store store) {
    this.database = store.database();
    this.clock = store.clock();
  }

  /** A call, and when it left. */
  public record Noted(Instant at, Departure departure) {}

  /** Notes a call; it is on the disk when this returns. */
  public UUID note(Departure departure) {
    return database.write(session -> note(session, departure));
  }

  /** Notes what leaves all the time, unless that is noted: to whom, and what for. */
  public void noteOnce(Departure departure) {
    database.write(
        session -> {
          boolean noted =
              session
                  .first(
                      Column::text,
                      "select place from egress where purpose = ? and recipient = ? and place = ?"
                          + " and parts = ?",
                      departure.purpose(),
                      departure.recipient(),
                      departure.place(),
                      Json.write(departure.parts()))
                  .isPresent();
          return noted ? Optional.empty() : Optional.of(note(session, departure));
        });
  }

  private UUID note(Session session, Departure departure) throws SQLException {
    UUID id = UUID.randomUUID();
    Optional<EditionId> edition = departure.edition();
    session.update(
        "insert into egress (id, show, edition, listener, at, purpose, recipient, place, parts,"
            + " bytes) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        edition.map(EditionId::show).orElse(""),
        edition.map(EditionId::label).orElse(""),
        edition.map(EditionId::listener).orElse(""),
        clock.instant(),
        departure.purpose(),
        departure.recipient(),
        departure.place(),
        Json.write(departure.parts()),
        departure.bytes());
    return id;
  }

  /** Notes that another number of bytes went. */
  public void correct(UUID noted, long bytes) {
    database.write(
        session -> session.update("update egress set bytes = ? where id = ?", bytes, noted));
  }

  /** All there are, the earliest first. */
  public List<Noted> all() {
    return database.read(session -> session.list(Departures::noted, DEPARTURE + ORDER));
  }

  /** Those for a show, the earliest first. */
  public List<Noted> of(String show) {
    return database.read(
        session -> session.list(Departures::noted, DEPARTURE + "where show = ?" + ORDER, show));
  }

  /** Forgets those that are older than they are kept. */
  public void endOld() {
    database.write(
        session -> session.update("delete from egress where at < ?", clock.instant().minus(KEPT)));
  }

  private static Noted noted(ResultSet row) throws SQLException {
    try {
      return new Noted(
          Column.instant(row, "at"),
          new Departure(
              row.getString("show").isEmpty() ? Optional.empty() : Optional.of(Column.edition(row)),
              Purpose.valueOf(row.getString("purpose")),
              row.getString("recipient"),
              row.getString("place"),
              List.of(Json.read(row.getString("parts"), Part[].class)),
              row.getLong("bytes")));
    } catch (JsonProcessingException e) {
      throw new SQLException("A row of what left is damaged", e);
    }
  }
}
