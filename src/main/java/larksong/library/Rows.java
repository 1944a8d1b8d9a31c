package larksong.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import larksong.json.Json;
import larksong.model.Chapter;
import larksong.model.Cue;
import larksong.model.EditionId;
import larksong.model.Loudness;
import larksong.model.Provenance;

/** The columns of shows and episodes, and what becomes of a row of them. */
final class Rows {

  static final String EPISODE =
      "select guid, show, edition, title, summary, notes, published, millis, bytes, sha256, cover,"
          + " lufs, true_peak, chapters, cues, transcript, provenance, seal from episode ";

  static final String SHOW =
      "select name, title, description, language, guid, account, created, announced, picture from show ";

  private Rows() {}

  /** The only column. */
  static String text(ResultSet row) throws SQLException {
    return row.getString(1);
  }

  static ShelvedShow show(ResultSet row) throws SQLException {
    return new ShelvedShow(
        row.getString("name"),
        row.getString("title"),
        row.getString("description"),
        Locale.forLanguageTag(row.getString("language")),
        row.getObject("guid", UUID.class),
        row.getString("account"),
        row.getObject("created", OffsetDateTime.class).toInstant(),
        row.getBoolean("announced"),
        Optional.ofNullable(row.getString("picture")));
  }

  static ShelvedEpisode episode(ResultSet row) throws SQLException {
    try {
      return new ShelvedEpisode(
          row.getObject("guid", UUID.class),
          EditionId.of(row.getString("show"), row.getString("edition")),
          row.getString("title"),
          row.getString("summary"),
          row.getString("notes"),
          row.getObject("published", OffsetDateTime.class).toInstant(),
          Duration.ofMillis(row.getLong("millis")),
          row.getLong("bytes"),
          row.getString("sha256"),
          row.getString("cover"),
          new Loudness(row.getDouble("lufs"), row.getDouble("true_peak")),
          List.of(Json.read(row.getString("chapters"), Chapter[].class)),
          List.of(Json.read(row.getString("cues"), Cue[].class)),
          row.getString("transcript"),
          Json.read(row.getString("provenance"), Provenance.class),
          row.getString("seal") == null
              ? Optional.empty()
              : Optional.of(Json.read(row.getString("seal"), Seal.Signed.class)));
    } catch (JsonProcessingException e) {
      throw new SQLException("An episode's row is damaged: " + row.getString("guid"), e);
    }
  }

  static Optional<ShelvedEpisode> episode(Session session, UUID guid) throws SQLException {
    return session.first(Rows::episode, EPISODE + "where guid = ?", guid);
  }

  static Optional<ShelvedEpisode> episode(Session session, EditionId edition) throws SQLException {
    return session.first(
        Rows::episode, EPISODE + "where show = ? and edition = ?", edition.show(), edition.label());
  }
}
