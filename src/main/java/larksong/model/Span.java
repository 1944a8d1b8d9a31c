package larksong.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** When something takes place: between two moments, or on whole days that have no zone. */
public sealed interface Span {

  /** Its first day, in a zone. */
  LocalDate day(ZoneId zone);

  /** When it begins, for someone in a zone. */
  Instant begin(ZoneId zone);

  /** Start and end keep the zones they were written in; a flight's differ. */
  record Timed(ZonedDateTime start, ZonedDateTime end) implements Span {
    public Timed {
      Check.that(!end.isBefore(start), "Expected an end at or after " + start + " but was " + end);
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return start.withZoneSameInstant(zone).toLocalDate();
    }

    @Override
    public Instant begin(ZoneId zone) {
      return start.toInstant();
    }
  }

  /** From the first day to the last, both included. */
  record Days(LocalDate first, LocalDate last) implements Span {
    public Days {
      Check.that(
          !last.isBefore(first), "Expected a last day at or after " + first + " but was " + last);
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return first;
    }

    @Override
    public Instant begin(ZoneId zone) {
      return first.atStartOfDay(zone).toInstant();
    }
  }
}
