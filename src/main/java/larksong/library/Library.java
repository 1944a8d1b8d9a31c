package larksong.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import larksong.files.Fingerprint;
import larksong.files.WholeFile;
import larksong.json.Json;
import larksong.model.Chapter;
import larksong.model.Cue;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Loudness;
import larksong.model.Provenance;
import larksong.model.Recollection;
import larksong.model.Recording;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Handle;

/** All shows and episodes, the canonical copy; safe for use by many threads and processes. */
public final class Library implements AutoCloseable {

  /** How many openings are remembered. */
  private static final int RECENT = 10;

  private static final String EPISODE =
      "select guid, show, edition, title, summary, notes, published, millis, bytes, sha256, cover,"
          + " lufs, true_peak, chapters, cues, transcript, provenance from episode ";

  private final JdbcConnectionPool pool;
  private final Database database;
  private final MediaStore media;
  private final Clock clock;

  private Library(JdbcConnectionPool pool, MediaStore media, Clock clock) {
    this.pool = pool;
    this.database = new Database(pool);
    this.media = media;
    this.clock = clock;
  }

  /** Opens the library in the home folder, or begins one. */
  public static Library open(Path home, Clock clock) throws IOException {
    WholeFile.privateFolder(home);
    // Another process on this home shares the database over this address, never over the network.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    String url =
        "jdbc:h2:file:"
            + home.toAbsolutePath().resolve("library")
            + ";AUTO_SERVER=TRUE;AUTO_RECONNECT=TRUE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0;NON_KEYWORDS=SHOW";
    JdbcConnectionPool pool = JdbcConnectionPool.create(url, "larksong", "");
    try {
      Migrations.apply(pool);
      return new Library(pool, new MediaStore(home.resolve("media")), clock);
    } catch (RuntimeException e) {
      pool.dispose();
      throw new LibraryException(
          "The library in '" + home + "' could not be opened. Check the folder and its disk.", e);
    }
  }

  public MediaStore media() {
    return media;
  }

  /** The tokens of this library, derived from the key in the home folder. */
  public Tokens tokens(Path home) throws IOException {
    return new Tokens(database, TokenKey.in(home), clock);
  }

  /**
   * Puts an episode on the shelf in one step: its files, then one transaction with the episode and
   * what it told. An episode of the same edition is replaced and keeps its GUID and date.
   */
  public ShelvedEpisode shelve(Episode episode) throws IOException {
    Recording recording = episode.recording();
    String cover = Fingerprint.of(episode.cover());
    media.keep(episode.mp3(), recording.sha256(), ".mp3");
    media.keep(episode.cover(), cover, ".jpg");
    String transcript = java.nio.file.Files.readString(episode.transcript());
    String edition = episode.edition().label();
    return database.inTransaction(
        handle -> {
          putShow(handle, episode);
          Optional<ShelvedEpisode> before = find(handle, episode.show().name(), edition);
          UUID guid = before.map(ShelvedEpisode::guid).orElseGet(UUID::randomUUID);
          OffsetDateTime published =
              before
                  .map(shelved -> shelved.published().atOffset(ZoneOffset.UTC))
                  .orElseGet(() -> OffsetDateTime.now(clock));
          handle
              .createUpdate(
                  "merge into episode (guid, show, edition, title, summary, notes, published,"
                      + " millis, bytes, sha256, cover, lufs, true_peak, chapters, cues,"
                      + " transcript, provenance, opening) key (show, edition) values (:guid,"
                      + " :show, :edition, :title, :summary, :notes, :published, :millis, :bytes,"
                      + " :sha256, :cover, :lufs, :truePeak, :chapters, :cues, :transcript,"
                      + " :provenance, :opening)")
              .bind("guid", guid)
              .bind("show", episode.show().name())
              .bind("edition", edition)
              .bind("title", episode.title())
              .bind("summary", episode.summary())
              .bind("notes", episode.notes())
              .bind("published", published)
              .bind("millis", recording.duration().toMillis())
              .bind("bytes", recording.bytes())
              .bind("sha256", recording.sha256())
              .bind("cover", cover)
              .bind("lufs", recording.loudness().lufs())
              .bind("truePeak", recording.loudness().truePeakDbtp())
              .bind("chapters", Json.write(recording.chapters()))
              .bind("cues", Json.write(recording.cues()))
              .bind("transcript", transcript)
              .bind("provenance", Json.write(episode.provenance()))
              .bind("opening", episode.opening())
              .execute();
          remember(handle, episode, edition);
          return find(handle, episode.show().name(), edition).orElseThrow();
        });
  }

  private static void putShow(Handle handle, Episode episode) {
    handle
        .createUpdate(
            "merge into show (name, title, description, language) key (name)"
                + " values (:name, :title, :description, :language)")
        .bind("name", episode.show().name())
        .bind("title", episode.show().title())
        .bind("description", episode.show().description())
        .bind("language", episode.show().language().toLanguageTag())
        .execute();
  }

  private static void remember(Handle handle, Episode episode, String edition) {
    handle.execute(
        "delete from told where show = ? and edition = ?", episode.show().name(), edition);
    for (String content : episode.told()) {
      handle.execute(
          "merge into told (show, edition, content) key (show, edition, content) values (?, ?, ?)",
          episode.show().name(),
          edition,
          content);
    }
  }

  /** What the show's editions before this one told. */
  public Recollection before(Edition edition) {
    return database.withHandle(
        handle ->
            new Recollection(
                new HashSet<>(
                    handle
                        .createQuery("select content from told where show = ? and edition < ?")
                        .bind(0, edition.show())
                        .bind(1, edition.label())
                        .mapTo(String.class)
                        .list()),
                handle
                    .createQuery(
                        "select opening from episode where show = ? and edition < ?"
                            + " order by edition desc limit "
                            + RECENT)
                    .bind(0, edition.show())
                    .bind(1, edition.label())
                    .mapTo(String.class)
                    .list()));
  }

  public List<ShelvedShow> shows() {
    return database.withHandle(
        handle ->
            handle
                .createQuery("select name, title, description, language from show order by title")
                .map((row, context) -> show(row))
                .list());
  }

  public Optional<ShelvedShow> show(String name) {
    return shows().stream().filter(show -> show.name().equals(name)).findFirst();
  }

  /** A show's episodes, latest edition first. */
  public List<ShelvedEpisode> episodes(String show) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(EPISODE + "where show = ? order by edition desc")
                .bind(0, show)
                .map((row, context) -> episode(row))
                .list());
  }

  public Optional<ShelvedEpisode> find(String show, String edition) {
    return database.withHandle(handle -> find(handle, show, edition));
  }

  public Optional<ShelvedEpisode> find(UUID guid) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(EPISODE + "where guid = ?")
                .bind(0, guid)
                .map((row, context) -> episode(row))
                .findOne());
  }

  private static Optional<ShelvedEpisode> find(Handle handle, String show, String edition) {
    return handle
        .createQuery(EPISODE + "where show = ? and edition = ?")
        .bind(0, show)
        .bind(1, edition)
        .map((row, context) -> episode(row))
        .findOne();
  }

  private static ShelvedShow show(ResultSet row) throws SQLException {
    return new ShelvedShow(
        row.getString("name"),
        row.getString("title"),
        row.getString("description"),
        Locale.forLanguageTag(row.getString("language")));
  }

  private static ShelvedEpisode episode(ResultSet row) throws SQLException {
    try {
      return new ShelvedEpisode(
          row.getObject("guid", UUID.class),
          row.getString("show"),
          row.getString("edition"),
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
          Json.read(row.getString("provenance"), Provenance.class));
    } catch (JsonProcessingException e) {
      throw new SQLException("An episode's row is damaged: " + row.getString("guid"), e);
    }
  }

  @Override
  public void close() {
    pool.dispose();
  }
}
