package larksong.schedule;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quartz.SchedulerException;

/** Quartz's triggers, for the questions that it has no answers to. */
final class TriggerTable {

  private static final String COLUMNS =
      "select sched_name, trigger_name, trigger_group, job_name, trigger_state, next_fire_time,"
          + " job_data from qrtz_triggers where ";

  private static final String OF_ALL_SHARDS = COLUMNS + "sched_name like ? and trigger_group = ?";

  private static final Duration RESERVED = Duration.ofMinutes(1);

  private final larksong.schedule.Scheduler.Tables tables;
  private final String name;

  /**
   * @param name of the whole schedule, with which its shards' names begin
   */
  TriggerTable(larksong.schedule.Scheduler.Tables tables, String name) {
    this.tables = tables;
    this.name = name;
  }

  /**
   * A trigger.
   *
   * @param next when it fires, by the machine's clock
   */
  record Row(
      String shard,
      String name,
      String group,
      String show,
      String state,
      Instant next,
      Map<String, String> data) {

    /** Whether its show is at work, so that it waits. */
    boolean isBlocked() {
      return state.equals("BLOCKED");
    }

    /** Whether some node may have reserved it, to replace it. */
    boolean isReserved(Instant now) {
      return isBlocked() && next.isAfter(now) && !next.isAfter(now.plus(RESERVED));
    }

    boolean isWaiting() {
      return state.equals("WAITING");
    }

    Looked looked() {
      return Looked.of(data);
    }

    Optional<String> edition() {
      return Optional.ofNullable(data.get("edition"));
    }
  }

  /** Those of all shows. */
  List<Row> shows() throws SchedulerException {
    return list(OF_ALL_SHARDS, List.of(name + "-%", Roster.SHOW));
  }

  /** Those of editions that are to be tried again or go on. */
  List<Row> editions() throws SchedulerException {
    return list(
        OF_ALL_SHARDS + " and trigger_state <> 'COMPLETE'", List.of(name + "-%", Roster.EDITION));
  }

  /** Those of one show's editions, on their way but not at work, in some shards. */
  List<Row> waiting(String show, Collection<String> shards) throws SchedulerException {
    String marks = String.join(", ", Collections.nCopies(shards.size(), "?"));
    List<Object> values = new ArrayList<>(shards);
    values.add(show);
    values.add(Roster.SHOW);
    values.add(Roster.SHOW);
    return list(
        COLUMNS
            + "sched_name in ("
            + marks
            + ") and job_name = ? and job_group = ? and trigger_group <> ?"
            + " and trigger_state <> 'COMPLETE'",
        values);
  }

  /** Those of shows that were to fire before an instant. */
  List<Row> overdue(Instant before) throws SchedulerException {
    return list(
        OF_ALL_SHARDS
            + " and trigger_state in ('WAITING', 'BLOCKED') and next_fire_time < ?"
            + " order by next_fire_time",
        List.of(name + "-%", Roster.SHOW, before.toEpochMilli()));
  }

  private List<Row> list(String sql, List<?> values) throws SchedulerException {
    return with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
              statement.setObject(i + 1, values.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
              List<Row> all = new ArrayList<>();
              while (rows.next()) {
                all.add(row(rows));
              }
              return all;
            }
          }
        });
  }

  private static Row row(ResultSet row) throws SQLException {
    Properties written = new Properties();
    byte[] bytes = row.getBytes("job_data");
    try {
      written.load(new ByteArrayInputStream(bytes == null ? new byte[0] : bytes));
    } catch (IOException e) {
      throw new SQLException(e);
    }
    Map<String, String> data = new HashMap<>();
    written.stringPropertyNames().forEach(key -> data.put(key, written.getProperty(key)));
    return new Row(
        row.getString("sched_name"),
        row.getString("trigger_name"),
        row.getString("trigger_group"),
        row.getString("job_name"),
        row.getString("trigger_state"),
        Instant.ofEpochMilli(row.getLong("next_fire_time")),
        data);
  }

  /** The shards that have something to do, and the shows of which each has. */
  Map<String, Set<String>> shards() throws SchedulerException {
    return with(
        connection -> {
          Map<String, Set<String>> shards = new TreeMap<>();
          for (String table : List.of("qrtz_triggers", "qrtz_fired_triggers")) {
            try (PreparedStatement statement =
                connection.prepareStatement(
                    "select distinct sched_name, job_name from "
                        + table
                        + " where sched_name like ? and job_name is not null")) {
              statement.setString(1, name + "-%");
              try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                  shards
                      .computeIfAbsent(rows.getString(1), none -> new TreeSet<>())
                      .add(rows.getString(2));
                }
              }
            }
          }
          return shards;
        });
  }

  /** Moves a show's trigger to a shard that has its job, unless it is at work or moved already. */
  boolean move(Row row, String shard) throws SchedulerException {
    return with(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "update qrtz_triggers set sched_name = ? where sched_name = ? and trigger_name = ?"
                      + " and trigger_group = ? and trigger_state = 'WAITING'"
                      + " and not exists (select 1 from qrtz_triggers there where there.sched_name = ?"
                      + " and there.trigger_name = ? and there.trigger_group = ?)")) {
            statement.setString(1, shard);
            statement.setString(2, row.shard());
            statement.setString(3, row.name());
            statement.setString(4, row.group());
            statement.setString(5, shard);
            statement.setString(6, row.name());
            statement.setString(7, row.group());
            return statement.executeUpdate() == 1;
          }
        });
  }

  /**
   * Keeps a trigger from firing, so that it can be replaced, unless it fired or was replaced since
   * it was read. If the process dies before it replaces it, the trigger no longer matches its plan,
   * and is corrected like any other.
   */
  boolean reserve(Row row) throws SchedulerException {
    return with(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "update qrtz_triggers set trigger_state = 'BLOCKED', next_fire_time = ?"
                      + " where sched_name = ? and trigger_name = ? and trigger_group = ?"
                      + " and trigger_state = ? and next_fire_time = ?")) {
            statement.setLong(1, Instant.now().plus(RESERVED).toEpochMilli());
            statement.setString(2, row.shard());
            statement.setString(3, row.name());
            statement.setString(4, row.group());
            statement.setString(5, row.state());
            statement.setLong(6, row.next().toEpochMilli());
            return statement.executeUpdate() == 1;
          }
        });
  }

  /** Undoes {@link #reserve}, of a trigger that could not be replaced. */
  void release(Row row) throws SchedulerException {
    with(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "update qrtz_triggers set next_fire_time = ?, trigger_state = case when exists"
                      + " (select 1 from qrtz_fired_triggers fired"
                      + " where fired.sched_name = qrtz_triggers.sched_name"
                      + " and fired.job_name = qrtz_triggers.job_name"
                      + " and fired.job_group = qrtz_triggers.job_group)"
                      + " then 'BLOCKED' else 'WAITING' end"
                      + " where sched_name = ? and trigger_name = ? and trigger_group = ?"
                      + " and trigger_state = 'BLOCKED' and next_fire_time <> ?"
                      + " and next_fire_time <= ?")) {
            statement.setLong(1, row.next().toEpochMilli());
            statement.setString(2, row.shard());
            statement.setString(3, row.name());
            statement.setString(4, row.group());
            statement.setLong(5, row.next().toEpochMilli());
            statement.setLong(6, Instant.now().plus(RESERVED).toEpochMilli());
            return statement.executeUpdate();
          }
        });
  }

  /** Has the database count what is there, after much of it is new. */
  void analyze() throws SchedulerException {
    with(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute("analyze qrtz_triggers");
          }
        });
  }

  private interface Query<T> {
    T in(Connection connection) throws SQLException;
  }

  private <T> T with(Query<T> query) throws SchedulerException {
    try (Connection connection = tables.connection()) {
      return query.in(connection);
    } catch (SQLException e) {
      throw new SchedulerException("The schedule could not be read", e);
    }
  }
}
