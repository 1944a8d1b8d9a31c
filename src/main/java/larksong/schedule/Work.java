package larksong.schedule;

import java.time.Instant;
import java.time.ZoneId;
import larksong.model.Edition;
import org.quartz.JobDataMap;

/**
 * An edition on its way.
 *
 * @param attempts how many failed
 * @param lastAttempt until when another may begin
 */
record Work(Edition edition, int attempts, Instant lastAttempt) {

  static boolean isIn(JobDataMap data) {
    return data.containsKey("attempts");
  }

  static Work of(JobDataMap data) {
    return new Work(
        Edition.of(
            data.getString("show"), data.getString("edition"), ZoneId.of(data.getString("zone"))),
        Integer.parseInt(data.getString("attempts")),
        Instant.ofEpochMilli(Long.parseLong(data.getString("last-attempt"))));
  }

  /** In words only, so that the store needs no serialised objects. */
  JobDataMap data() {
    JobDataMap data = new JobDataMap();
    data.put("show", edition.show());
    data.put("edition", edition.label());
    data.put("zone", edition.zone().getId());
    data.put("attempts", String.valueOf(attempts));
    data.put("last-attempt", String.valueOf(lastAttempt.toEpochMilli()));
    return data;
  }

  boolean isFor(Edition other) {
    return edition.id().equals(other.id());
  }
}
