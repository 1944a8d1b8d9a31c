/**
 * Appointments from iCalendar documents (RFC 5545).
 *
 * <p>A newcomer gets this wrong: a calendar's times have four forms (UTC, with a zone, floating,
 * whole days), and an occurrence that was moved stands in an event of its own that names the
 * original by RECURRENCE-ID.
 */
@NullMarked
package larksong.source.calendar;

import org.jspecify.annotations.NullMarked;
