package larksong.library;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import larksong.library.store.Column;

/**
 * A recording that someone sends, from its announcement to the shelf.
 *
 * @param guid the episode's, from the beginning
 * @param uploader the name of the token that announced it
 * @param token that token's id
 * @param approval whether the owner listens before anyone else does
 * @param picture SHA-256 of its cover among the pictures that were sent
 * @param reason why it failed
 */
public record Upload(
    UUID guid,
    String show,
    String uploader,
    UUID token,
    boolean approval,
    Details details,
    Optional<String> picture,
    State state,
    Optional<String> reason,
    Instant created) {

  /** The columns that {@link #of} reads. */
  public static final String SELECT =
      "select guid, show, uploader, token, approval, title, summary, notes, language, video,"
          + " picture, state, reason, created from upload ";

  /** How far it came. */
  public enum State {
    /** Announced; no bytes yet. */
    WAITING,
    /** All bytes are here and are being made into an episode. */
    RECEIVED,
    /** Made, and waiting for the owner's word. */
    HELD,
    /** On the shelf. */
    READY,
    /** It is no recording. */
    FAILED
  }

  /**
   * What its sender says of it.
   *
   * @param notes HTML that was cleaned
   */
  public record Details(
      String title, String summary, String notes, Locale language, boolean video) {}

  /** What a row of its table holds. */
  public static Upload of(ResultSet row) throws SQLException {
    return new Upload(
        Column.uuid(row, "guid"),
        row.getString("show"),
        row.getString("uploader"),
        Column.uuid(row, "token"),
        row.getBoolean("approval"),
        new Details(
            row.getString("title"),
            row.getString("summary"),
            row.getString("notes"),
            Locale.forLanguageTag(row.getString("language")),
            row.getBoolean("video")),
        Optional.ofNullable(row.getString("picture")),
        State.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("reason")),
        Column.instant(row, "created"));
  }
}
