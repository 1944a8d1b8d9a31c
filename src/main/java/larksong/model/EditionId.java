package larksong.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What names one edition wherever it is kept: in rows, folders, addresses and messages.
 *
 * <p>Its text form is {@code demo/2026-11-21} or {@code demo/2026-11-21T06:30}, and ends in {@code
 * /ada} where the show is made for several listeners.
 *
 * @param show the show's name
 * @param nominal the local time it is for, in minutes; midnight stands for "that day"
 * @param listener whose it is; empty where the show makes one edition for everyone
 */
public record EditionId(String show, LocalDateTime nominal, String listener)
    implements Comparable<EditionId> {

  private static final Pattern SLUG =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(?:T(\\d\\d):?(\\d\\d))?(?:_([a-z0-9-]+))?");

  private static final Comparator<EditionId> ORDER =
      Comparator.comparing(EditionId::show)
          .thenComparing(EditionId::nominal)
          .thenComparing(EditionId::listener);

  public EditionId {
    Check.that(Show.isName(show), "Expected a show's name but was '" + show + "'");
    Check.that(
        listener.isEmpty() || Show.isName(listener),
        "Expected a listener's name but was '" + listener + "'");
    Check.that(
        nominal.truncatedTo(ChronoUnit.MINUTES).equals(nominal),
        "Expected a nominal time in whole minutes but was " + nominal);
    Check.that(
        nominal.getYear() >= 1 && nominal.getYear() <= 9999,
        "Expected a year of four digits but was " + nominal.getYear());
  }

  /** The edition for everyone. */
  public EditionId(String show, LocalDateTime nominal) {
    this(show, nominal, "");
  }

  /**
   * Reads {@link #text()}.
   *
   * @throws DateTimeException if it is no edition's
   */
  public static EditionId parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length < 2 || parts.length > 3 || !Show.isName(parts[0])) {
      throw unreadable(text);
    }
    EditionId everyones = of(parts[0], parts[1]);
    return parts.length == 2 ? everyones : everyones.with(parts[2], text);
  }

  /**
   * The show's edition of this label or slug.
   *
   * @throws DateTimeException if it is neither
   */
  public static EditionId of(String show, String written) {
    Matcher parts = SLUG.matcher(written);
    if (!parts.matches()) {
      throw unreadable(written);
    }
    LocalDate date = LocalDate.parse(parts.group(1));
    LocalTime time =
        parts.group(2) == null
            ? LocalTime.MIDNIGHT
            : LocalTime.parse(parts.group(2) + ":" + parts.group(3));
    EditionId everyones = new EditionId(show, date.atTime(time));
    return parts.group(4) == null ? everyones : everyones.with(parts.group(4), written);
  }

  /** The same, of what may be anything. */
  public static Optional<EditionId> find(String show, String written) {
    try {
      return Optional.of(of(show, written));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private EditionId with(String someone, String written) {
    if (!Show.isName(someone)) {
      throw unreadable(written);
    }
    return new EditionId(show, nominal, someone);
  }

  private static DateTimeException unreadable(String written) {
    return new DateTimeException(
        "Expected an edition such as 2026-11-21 or 2026-11-21T06:30 but was '" + written + "'");
  }

  /** The whole of it, as {@link #parse} reads it. */
  public String text() {
    return show + "/" + label() + (listener.isEmpty() ? "" : "/" + listener);
  }

  /** The date, with the time where it has one; the form that {@code --edition} reads. */
  public String label() {
    return nominal.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? date().toString()
        : nominal.toString();
  }

  /** A folder's name and a part of an address, unique within the show. */
  public String slug() {
    return label().replace(":", "") + (listener.isEmpty() ? "" : "_" + listener);
  }

  public LocalDate date() {
    return nominal.toLocalDate();
  }

  @Override
  public int compareTo(EditionId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text();
  }
}
