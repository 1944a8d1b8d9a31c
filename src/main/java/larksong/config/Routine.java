package larksong.config;

import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When a show is made, as the owner wrote it.
 *
 * @param cron its times, as a Quartz cron expression in the show's zone
 * @param readyBy whether editions are to be ready at these times, rather than begun
 * @param catchUp how long after its time an edition is still made
 * @param patience how long after its time one that failed is tried again
 * @param limit how long one attempt may take
 * @param skips whether no edition is made while an earlier one of the show still is
 */
public record Routine(
    Optional<String> cron,
    boolean readyBy,
    Duration catchUp,
    Duration patience,
    Duration limit,
    boolean skips) {

  private static final String DAY = "(MON|TUE|WED|THU|FRI|SAT|SUN)";

  /** Names only: where a week begins that is counted, two crons do not agree. */
  private static final Pattern DAYS =
      Pattern.compile(
          "\\*|" + DAY + "(-" + DAY + ")?(," + DAY + "(-" + DAY + ")?)*|" + DAY + "(#[1-5]|L)",
          Pattern.CASE_INSENSITIVE);

  private static final Duration CATCH_UP = Duration.ofHours(6);
  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final Duration LIMIT = Duration.ofMinutes(30);

  static Routine of(Section section) {
    Optional<String> cron = section.text("cron");
    Optional<String> readyBy = section.text("ready-by");
    Optional<String> days = section.text("days");
    if (cron.isPresent() && readyBy.isPresent()) {
      section.problem("ready-by", "expected either cron or ready-by, not both");
    }
    if (days.isPresent() && readyBy.isEmpty()) {
      section.problem("days", "belongs to ready-by; a cron expression has days of its own");
    }
    Routine routine =
        new Routine(
            readyBy.map(time -> daily(section, time, days.orElse("*"))).or(() -> cron),
            readyBy.isPresent(),
            section.duration("catch-up", CATCH_UP),
            section.duration("retry", PATIENCE),
            section.duration("limit", LIMIT),
            section.choice("overlap", "queue", List.of("queue", "skip")).equals("skip"));
    section.finish();
    return routine;
  }

  private static String daily(Section section, String written, String days) {
    LocalTime time = LocalTime.MIDNIGHT;
    try {
      time = LocalTime.parse(written);
    } catch (DateTimeParseException e) {
      section.problem("ready-by", "expected a time such as 07:00 but was '" + written + "'");
    }
    boolean known = DAYS.matcher(days).matches();
    if (!known) {
      section.problem(
          "days", "expected weekdays such as MON-FRI or SAT,SUN but was '" + days + "'");
    }
    return "0 " + time.getMinute() + " " + time.getHour() + " ? * " + (known ? days : "*");
  }
}
