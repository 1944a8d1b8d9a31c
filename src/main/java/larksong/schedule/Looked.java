package larksong.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.quartz.JobDataMap;

/**
 * How far a show is looked after, as its trigger in the store says.
 *
 * @param until all its times up to this one
 * @param furthest the same, also if the clock was put back since
 * @param at when that was
 * @param lead how long before its time an edition is begun; negative if that is after it
 * @param times its timetable then
 * @param fired what was due when its trigger fired last
 */
record Looked(
    Instant until,
    Instant furthest,
    Instant at,
    Duration lead,
    String times,
    Optional<Fired> fired) {

  /** Nodes' clocks, and one that is set by a server, differ by as much. */
  private static final Duration SLACK = Duration.ofSeconds(10);

  /**
   * The times after one instant and up to another that were due together.
   *
   * @param at when they were
   * @param edition the label of the one to be made; empty if none is
   */
  record Fired(Instant from, Instant to, Instant at, String edition) {}

  static Looked anew(Instant now, Duration lead, String times) {
    return new Looked(now, now, now, lead, times, Optional.empty());
  }

  static Looked of(Map<String, ?> data) {
    return new Looked(
        instant(data, "until"),
        instant(data, "furthest"),
        instant(data, "at"),
        Duration.ofMillis(Long.parseLong(text(data, "lead"))),
        text(data, "times"),
        data.containsKey("edition")
            ? Optional.of(
                new Fired(
                    instant(data, "fired-from"),
                    instant(data, "fired-to"),
                    instant(data, "fired-at"),
                    text(data, "edition")))
            : Optional.empty());
  }

  private static String text(Map<String, ?> data, String key) {
    return String.valueOf(data.get(key));
  }

  private static Instant instant(Map<String, ?> data, String key) {
    return Instant.ofEpochMilli(Long.parseLong(text(data, key)));
  }

  /** In words only, so that the store needs no serialised objects. */
  JobDataMap data() {
    JobDataMap data = new JobDataMap();
    put(data, "until", until);
    put(data, "furthest", furthest);
    put(data, "at", at);
    data.put("lead", String.valueOf(lead.toMillis()));
    data.put("times", times);
    fired.ifPresent(
        times -> {
          put(data, "fired-from", times.from());
          put(data, "fired-to", times.to());
          put(data, "fired-at", times.at());
          data.put("edition", times.edition());
        });
    return data;
  }

  private static void put(JobDataMap data, String key, Instant instant) {
    data.put(key, String.valueOf(instant.toEpochMilli()));
  }

  /** What was looked after lies in the future: the clock was ahead then. */
  boolean isAhead(Instant now) {
    return at.isAfter(now.plus(SLACK));
  }

  /** Looked after up to now, and no further. */
  Looked putBack(Instant now) {
    return new Looked(now, furthest, now, lead, times, fired);
  }

  Looked with(Duration otherLead) {
    return new Looked(until, furthest, at, otherLead, times, fired);
  }

  Looked with(Optional<Fired> other) {
    return new Looked(until, furthest, at, lead, times, other);
  }
}
