package larksong.library.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import larksong.library.store.Column;
import larksong.library.store.Database;
import larksong.library.store.Store;
import larksong.model.CardMemory;
import larksong.model.Grade;

/** What the owner remembers of each show's study cards. */
public final class Grades {

  private static final String LATEST_FIRST = " order by reviewed desc, number desc";

  private final Database database;

  public Grades(Store store) {
    this.database = store.database();
  }

  /** Notes a grade; the schedule is given what was known before. */
  public CardMemory note(
      String show, String card, Grade grade, Function<Optional<CardMemory>, CardMemory> schedule) {
    return database.write(
        session -> {
          CardMemory known =
              schedule.apply(
                  session.first(
                      Grades::memory,
                      "select stability, difficulty, reviewed, due from grade"
                          + " where show = ? and card = ?"
                          + LATEST_FIRST
                          + " limit 1",
                      show,
                      card));
          session.update(
              "insert into grade (show, card, reviewed, number, grade, stability, difficulty, due)"
                  + " select ?, ?, ?, count(*), ?, ?, ?, ? from grade"
                  + " where show = ? and card = ? and reviewed = ?",
              show,
              card,
              known.reviewed(),
              grade.name(),
              known.stability(),
              known.difficulty(),
              known.due(),
              show,
              card,
              known.reviewed());
          return known;
        });
  }

  /** When each card is due, by the grades of the days before one. */
  public Map<String, LocalDate> due(String show, LocalDate before) {
    record Due(String card, LocalDate day) {}
    List<Due> all =
        database.read(
            session ->
                session.list(
                    row -> new Due(row.getString("card"), Column.day(row, "due")),
                    "select card, due from grade where show = ? and reviewed < ?" + LATEST_FIRST,
                    show,
                    before));
    Map<String, LocalDate> latest = new HashMap<>();
    all.forEach(due -> latest.putIfAbsent(due.card(), due.day()));
    return latest;
  }

  private static CardMemory memory(ResultSet row) throws SQLException {
    return new CardMemory(
        row.getDouble("stability"),
        row.getDouble("difficulty"),
        Column.day(row, "reviewed"),
        Column.day(row, "due"));
  }
}
