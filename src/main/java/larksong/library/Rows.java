package larksong.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import larksong.json.Json;
import larksong.library.store.Column;
import larksong.library.store.Session;
import larksong.model.Chapter;
import larksong.model.Cue;
import larksong.model.EditionId;
import larksong.model.Kept;
import larksong.model.Level;
import larksong.model.Loudness;
import larksong.model.Provenance;

/** The columns of shows and episodes, and what becomes of a row of them. */
public final class Rows {

  static final String EPISODE =
      "select guid, show, edition, listener, title, summary, notes, published, millis, bytes, sha256, cover,"
          + " lufs, true_peak, chapters, cues, transcript, provenance, seal from episode ";

  static final String LISTED =
      "select guid, show, edition, listener, title, summary, published, millis, bytes, cover"
          + " from episode ";

  static final String SHOW =
      "select name, title, description, language, guid, account, created, announced, picture,"
          + " token, waits from show ";

  private Rows() {}

  static ShelvedShow show(ResultSet row) throws SQLException {
    return new ShelvedShow(
        row.getString("name"),
        row.getString("title"),
        row.getString("description"),
        Locale.forLanguageTag(row.getString("language")),
        Column.uuid(row, "guid"),
        row.getString("account"),
        Column.instant(row, "created"),
        row.getBoolean("announced"),
        Optional.ofNullable(row.getString("picture")),
        Optional.ofNullable(row.getString("token")).map(UUID::fromString),
        row.getBoolean("waits"));
  }

  static ListedEpisode listed(ResultSet row) throws SQLException {
    return new ListedEpisode(
        Column.uuid(row, "guid"),
        Column.edition(row),
        row.getString("title"),
        row.getString("summary"),
        Column.instant(row, "published"),
        Duration.ofMillis(row.getLong("millis")),
        row.getLong("bytes"),
        row.getString("cover"));
  }

  static Kept opening(ResultSet row) throws SQLException {
    return new Kept(row.getString("opening"), Level.valueOf(row.getString("opening_privacy")));
  }

  static Library.Media media(ResultSet row) throws SQLException {
    return new Library.Media(
        Column.edition(row), row.getLong("bytes"), row.getString("sha256"), row.getString("cover"));
  }

  public static ShelvedEpisode episode(ResultSet row) throws SQLException {
    try {
      return new ShelvedEpisode(
          Column.uuid(row, "guid"),
          Column.edition(row),
          row.getString("title"),
          row.getString("summary"),
          row.getString("notes"),
          Column.instant(row, "published"),
          Duration.ofMillis(row.getLong("millis")),
          row.getLong("bytes"),
          row.getString("sha256"),
          row.getString("cover"),
          new Loudness(row.getDouble("lufs"), row.getDouble("true_peak")),
          List.of(Json.read(row.getString("chapters"), Chapter[].class)),
          List.of(Json.read(row.getString("cues"), Cue[].class)),
          row.getString("transcript"),
          Json.read(row.getString("provenance"), Provenance.class),
          Optional.of(Json.read(row.getString("seal"), Seal.Signed.class)));
    } catch (JsonProcessingException e) {
      throw new SQLException("An episode's row is damaged: " + row.getString("guid"), e);
    }
  }

  public static Optional<ShelvedEpisode> episode(Session session, UUID guid) throws SQLException {
    return session.first(Rows::episode, EPISODE + "where guid = ?", guid);
  }

  public static Optional<ShelvedEpisode> episode(Session session, EditionId edition)
      throws SQLException {
    return session.first(Rows::episode, EPISODE + "where " + Session.EDITION, edition);
  }
}
