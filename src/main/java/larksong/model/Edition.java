package larksong.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * One dated issue of a show: the identity of a production.
 *
 * @param show the show's name
 * @param nominal the local time it is for, in minutes; midnight stands for "that day"
 */
public record Edition(String show, LocalDateTime nominal, ZoneId zone) {

  public Edition {
    Check.that(Show.isName(show), "Expected a show's name but was '" + show + "'");
    Check.that(
        nominal.getSecond() == 0 && nominal.getNano() == 0,
        "Expected a nominal time in whole minutes but was " + nominal);
    Check.that(isWritable(nominal), unwritable(nominal));
  }

  /**
   * Unique among all editions, such as {@code demo/2026-11-21} or {@code demo/2026-11-21T06:30}.
   */
  public String id() {
    return show + "/" + label();
  }

  /**
   * The show's edition of this label or slug.
   *
   * @throws DateTimeException if it is neither
   */
  public static Edition of(String show, String written, ZoneId zone) {
    String label = label(written);
    LocalDateTime nominal =
        label.contains("T") ? LocalDateTime.parse(label) : LocalDate.parse(label).atStartOfDay();
    if (!isWritable(nominal)) {
      throw new DateTimeException(unwritable(nominal));
    }
    return new Edition(show, nominal, zone);
  }

  /** Labels sort, and are read back, only with years of four digits. */
  private static boolean isWritable(LocalDateTime nominal) {
    return nominal.getYear() >= 1 && nominal.getYear() <= 9999;
  }

  private static String unwritable(LocalDateTime nominal) {
    return "Expected a year from 0001 to 9999 but was '" + nominal.toLocalDate() + "'";
  }

  /** The label of a slug; any other text as it is. */
  public static String label(String slug) {
    return slug.replaceFirst("T(\\d\\d)(\\d\\d)$", "T$1:$2");
  }

  /** The date, with the time where it has one; the form that {@code --edition} reads. */
  public String label() {
    return nominal.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? nominal.toLocalDate().toString()
        : nominal.toString();
  }

  /** The label without the colon: a folder's name and a part of an address. */
  public String slug() {
    return label().replace(":", "");
  }

  public LocalDate date() {
    return nominal.toLocalDate();
  }

  /** The instant it is for; a local time that the zone skips moves on by the length of the gap. */
  public ZonedDateTime at() {
    return nominal.atZone(zone);
  }

  @Override
  public String toString() {
    return id();
  }
}
