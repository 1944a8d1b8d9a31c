package larksong.model;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** One dated issue of a show: its id, and the zone in which its nominal time counts. */
public record Edition(EditionId id, ZoneId zone) {

  /** The edition for everyone. */
  public Edition(String show, LocalDateTime nominal, ZoneId zone) {
    this(new EditionId(show, nominal), zone);
  }

  /**
   * The show's edition of this label or slug.
   *
   * @throws java.time.DateTimeException if it is neither
   */
  public static Edition of(String show, String written, ZoneId zone) {
    return new Edition(EditionId.of(show, written), zone);
  }

  public String show() {
    return id.show();
  }

  public LocalDateTime nominal() {
    return id.nominal();
  }

  public String label() {
    return id.label();
  }

  public String slug() {
    return id.slug();
  }

  public LocalDate date() {
    return id.date();
  }

  /** The instant it is for; a local time that the zone skips moves on by the length of the gap. */
  public ZonedDateTime at() {
    return nominal().atZone(zone);
  }

  @Override
  public String toString() {
    return id.text();
  }
}
