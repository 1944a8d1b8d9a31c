package larksong.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

/** All shows and episodes, the canonical copy; safe for use by many threads and processes. */
public final class Library implements AutoCloseable {

  /** How many openings are remembered. */
  private static final int RECENT = 10;

  private static final int MOST_FOUND = 100;

  private static final String EPISODE =
      "select guid, show, edition, title, summary, notes, published, millis, bytes, sha256, cover,"
          + " lufs, true_peak, chapters, cues, transcript, provenance, seal from episode ";

  private static final String SHOWS =
      "select name, title, description, language, guid, account, created, announced from show ";

  private final JdbcConnectionPool pool;
  private final Database database;
  private final MediaStore media;
  private final Seal seal;
  private final Clock clock;
  private final Recent<String, Media> recentMedia = new Recent<>();
  private final Recent<String, String> recentVersions = new Recent<>();

  private Library(JdbcConnectionPool pool, MediaStore media, Seal seal, Clock clock) {
    this.pool = pool;
    this.database = new Database(pool);
    this.media = media;
    this.seal = seal;
    this.clock = clock;
  }

  /** Opens the library in the home folder, or begins one. */
  public static Library open(Path home, Clock clock) throws IOException {
    WholeFile.privateFolder(home);
    // Another process on this home shares the database over this address, never over the network.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    // Compacting at each close costs a command a tenth of a second; free space is used again
    // anyway.
    String url =
        "jdbc:h2:file:"
            + home.toAbsolutePath().resolve("library")
            + ";AUTO_SERVER=TRUE;AUTO_RECONNECT=TRUE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0;MAX_COMPACT_TIME=0;NON_KEYWORDS=SHOW";
    JdbcConnectionPool pool = JdbcConnectionPool.create(url, "larksong", "");
    try {
      Migrations.apply(pool);
      return new Library(pool, new MediaStore(home.resolve("media")), Seal.in(home), clock);
    } catch (RuntimeException e) {
      pool.dispose();
      throw new LibraryException(
          "The library in '" + home + "' could not be opened. Check the folder and its disk.", e);
    }
  }

  /** What checks the signatures under episodes' origins. */
  public Seal seal() {
    return seal;
  }

  /** Recordings on their way in, which lie in the folder meanwhile. */
  public Intake intake(Path folder) {
    return new Intake(this, database, folder, clock);
  }

  public MediaStore media() {
    return media;
  }

  /** What was asked of models. */
  public Calls calls() {
    return new Calls(database);
  }

  /** Who may look into the studio. */
  public Accounts accounts() {
    return new Accounts(database, clock);
  }

  /** Where listeners stopped. */
  public Positions positions() {
    return new Positions(database, clock);
  }

  /** What the owner remembers of study cards. */
  public Grades grades() {
    return new Grades(database);
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
    return shelve(episode, Tokens.OWNER);
  }

  /**
   * The same for an account, which gets the show if there was none.
   *
   * @throws TakenShowException if the show is another account's
   */
  public ShelvedEpisode shelve(Episode episode, String account) throws IOException {
    return shelve(
        episode,
        session -> {
          putShow(session, episode, account);
          String edition = episode.edition().label();
          return new Place(
              edition,
              find(session, episode.show().name(), edition)
                  .map(ShelvedEpisode::guid)
                  .orElseGet(UUID::randomUUID));
        });
  }

  /**
   * Puts a recording that someone sent on the shelf of a show that there is, under its own GUID: at
   * its minute, or the next that no other episode of the show has.
   *
   * @throws TakenShowException if the show is gone
   */
  ShelvedEpisode shelveSent(Episode episode, UUID guid) throws IOException {
    return shelve(
        episode,
        session -> {
          // Locks the show's row, so that no two take the same minute.
          if (changed(session, episode.show().name()) == 0) {
            throw new TakenShowException(episode.show().name());
          }
          Optional<ShelvedEpisode> own =
              session.first(Library::episode, EPISODE + "where guid = ?", guid);
          LocalDateTime minute = episode.edition().nominal();
          String edition = own.map(ShelvedEpisode::edition).orElse(episode.edition().label());
          while (own.isEmpty() && find(session, episode.show().name(), edition).isPresent()) {
            minute = minute.plusMinutes(1);
            edition = new Edition(episode.show().name(), minute, episode.edition().zone()).label();
          }
          return new Place(edition, guid);
        });
  }

  /** Where an episode comes to stand. */
  private record Place(String edition, UUID guid) {}

  private ShelvedEpisode shelve(Episode episode, Database.Work<Place> placing) throws IOException {
    Recording recording = episode.recording();
    String cover = Fingerprint.of(episode.cover());
    media.keep(episode.mp3(), recording.sha256(), ".mp3");
    media.keep(episode.cover(), cover, ".jpg");
    String transcript = java.nio.file.Files.readString(episode.transcript());
    ShelvedEpisode shelved =
        database.inTransaction(
            session -> {
              Place place = placing.in(session);
              String edition = place.edition();
              UUID guid = place.guid();
              OffsetDateTime published =
                  find(session, episode.show().name(), edition)
                      .map(old -> old.published().atOffset(ZoneOffset.UTC))
                      .orElseGet(() -> OffsetDateTime.now(clock));
              session.update(
                  "merge into episode (guid, show, edition, title, summary, notes, published, millis,"
                      + " bytes, sha256, cover, lufs, true_peak, chapters, cues, transcript,"
                      + " provenance, opening, seal, words) key (show, edition)"
                      + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                  guid,
                  episode.show().name(),
                  edition,
                  episode.title(),
                  episode.summary(),
                  episode.notes(),
                  published,
                  recording.duration().toMillis(),
                  recording.bytes(),
                  recording.sha256(),
                  cover,
                  recording.loudness().lufs(),
                  recording.loudness().truePeakDbtp(),
                  Json.write(recording.chapters()),
                  Json.write(recording.cues()),
                  transcript,
                  Json.write(episode.provenance()),
                  episode.opening(),
                  Json.write(seal.sign(guid, recording.sha256(), episode.provenance())),
                  words(episode));
              remember(session, episode, edition);
              changed(session, episode.show().name());
              return find(session, episode.show().name(), edition).orElseThrow();
            });
    forget();
    return shelved;
  }

  private static void putShow(Session session, Episode episode, String account)
      throws SQLException {
    String name = episode.show().name();
    Optional<String> whose =
        session.first(Library::text, "select account from show where name = ? for update", name);
    if (whose.isPresent() && !whose.get().equals(account)) {
      throw new TakenShowException(name);
    }
    session.update(
        "merge into show (name, title, description, language, account) key (name)"
            + " values (?, ?, ?, ?, ?)",
        name,
        episode.show().title(),
        episode.show().description(),
        episode.show().language().toLanguageTag(),
        account);
  }

  private static void remember(Session session, Episode episode, String edition)
      throws SQLException {
    session.update(
        "delete from told where show = ? and edition = ?", episode.show().name(), edition);
    for (String content : episode.told()) {
      session.update(
          "merge into told (show, edition, content) key (show, edition, content) values (?, ?, ?)",
          episode.show().name(),
          edition,
          content);
    }
  }

  /** Writes a copy of the database, as it is now, into a ZIP file. */
  void copyTo(Path zip) {
    database.inSession(session -> session.update("backup to ?", zip.toAbsolutePath().toString()));
  }

  /** Whether the database answers. */
  public boolean isThere() {
    return database
        .inSession(session -> session.first(row -> row.getInt(1), "select 1"))
        .isPresent();
  }

  /**
   * The address by which feeds know themselves: the first that this library was reached at. A
   * library that moves stays the same podcast.
   */
  public URI identity(URI publicUrl) {
    return URI.create(
        database.inTransaction(
            session -> {
              Optional<String> kept =
                  session.first(Library::text, "select text from setting where name = 'identity'");
              if (kept.isEmpty()) {
                session.update(
                    "merge into setting (name, text) key (name) values ('identity', ?)",
                    publicUrl.toString());
              }
              return kept.orElse(publicUrl.toString());
            }));
  }

  /**
   * Takes a show's oldest editions off the shelf. What they told is not told again.
   *
   * @param newest how many stay at least
   * @param before what was published before this goes
   * @return how many went
   */
  public int retain(String show, int newest, Instant before) throws IOException {
    int gone = 0;
    for (ShelvedEpisode old : episodes(show, newest, Integer.MAX_VALUE)) {
      if (old.published().isBefore(before)) {
        takeOff(old);
        gone++;
      }
    }
    return gone;
  }

  /** What the show's editions before this one told. */
  public Recollection before(Edition edition) {
    return database.inSession(
        session ->
            new Recollection(
                new HashSet<>(
                    session.list(
                        Library::text,
                        "select content from told where show = ? and edition < ?",
                        edition.show(),
                        edition.label())),
                session.list(
                    Library::text,
                    "select opening from episode where show = ? and edition < ?"
                        + " order by edition desc limit "
                        + RECENT,
                    edition.show(),
                    edition.label()),
                Grades.due(session, edition.show(), edition.date())));
  }

  /** All shows of all accounts. */
  public List<ShelvedShow> shows() {
    return database.inSession(session -> session.list(Library::show, SHOWS + "order by title"));
  }

  /** The shows of an account. */
  public List<ShelvedShow> shows(String account) {
    return database.inSession(
        session ->
            session.list(Library::show, SHOWS + "where account = ? order by title", account));
  }

  public Optional<ShelvedShow> show(String name) {
    return database.inSession(
        session -> session.first(Library::show, SHOWS + "where name = ?", name));
  }

  public Optional<ShelvedShow> show(UUID guid) {
    return database.inSession(
        session -> session.first(Library::show, SHOWS + "where guid = ?", guid));
  }

  /** Makes a show of an account that is filled over the publishing API. */
  public ShelvedShow announce(String account, String title, String description, Locale language) {
    UUID guid = UUID.randomUUID();
    String name = nameOf(title) + guid.toString().substring(0, 8);
    database.inSession(
        session ->
            session.update(
                "insert into show (name, title, description, language, guid, account, created,"
                    + " announced) values (?, ?, ?, ?, ?, ?, ?, true)",
                name,
                title,
                description,
                language.toLanguageTag(),
                guid,
                account,
                OffsetDateTime.now(clock)));
    forget();
    return show(guid).orElseThrow();
  }

  /** The title's Latin letters and digits, as they may stand in an address. */
  private static String nameOf(String title) {
    String plain =
        Normalizer.normalize(title, Normalizer.Form.NFD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String end = plain.isEmpty() ? "" : "-";
    return plain.substring(0, Math.min(plain.length(), 40)).replaceAll("-$", "") + end;
  }

  /**
   * Takes an episode off the shelf, with all that belongs to it alone; what it told comes again.
   */
  public void remove(ShelvedEpisode episode) throws IOException {
    database.inSession(
        session ->
            session.update(
                "delete from told where show = ? and edition = ?",
                episode.show(),
                episode.edition()));
    takeOff(episode);
  }

  private void takeOff(ShelvedEpisode episode) throws IOException {
    boolean lastOfSound =
        database.inTransaction(
            session -> {
              for (String table : List.of("timeline", "position", "upload", "episode")) {
                session.update("delete from " + table + " where guid = ?", episode.guid());
              }
              session.update(
                  "merge into gone (guid, at) key (guid) values (?, ?)",
                  episode.guid(),
                  OffsetDateTime.now(clock));
              changed(session, episode.show());
              return !isUsed(session, "sha256", episode.sha256());
            });
    forget();
    if (lastOfSound) {
      media.remove(episode.sha256(), ".mp3");
    }
    if (!database.inSession(session -> isUsed(session, "cover", episode.cover()))) {
      media.remove(episode.cover(), ".jpg");
    }
  }

  private static boolean isUsed(Session session, String column, String hash) throws SQLException {
    return session
        .first(Library::text, "select guid from episode where " + column + " = ? limit 1", hash)
        .isPresent();
  }

  /** Takes a show off the shelf, with all its episodes. */
  public void remove(ShelvedShow show) throws IOException {
    for (ShelvedEpisode episode : episodes(show.name())) {
      remove(episode);
    }
    database.inTransaction(
        session -> {
          session.update("delete from upload where show = ?", show.name());
          session.update("delete from grade where show = ?", show.name());
          return session.update("delete from show where name = ?", show.name());
        });
    forget();
  }

  private void chapters(UUID guid, List<Chapter> chapters) {
    database.inTransaction(
        session -> {
          session.update(
              "update show set version = version + 1 where name in (select show from episode"
                  + " where guid = ?)",
              guid);
          return session.update(
              "update episode set chapters = ? where guid = ?", Json.write(chapters), guid);
        });
    forget();
  }

  private static int changed(Session session, String show) throws SQLException {
    return session.update("update show set version = version + 1 where name = ?", show);
  }

  /** Differs whenever a show of the account, or an episode in it, does. */
  public String version(String account) {
    return recentVersions
        .find(
            account,
            () ->
                Optional.of(
                    database.inSession(
                        session ->
                            String.join(
                                " ",
                                session.list(
                                    row -> row.getString(1) + ":" + row.getLong(2),
                                    "select name, version from show where account = ?"
                                        + " order by name",
                                    account)))))
        .orElse("");
  }

  private void forget() {
    recentMedia.forget();
    recentVersions.forget();
  }

  /** What accompanies an episode's sound in time, as JSON; empty if nothing was sent. */
  public Optional<String> timeline(UUID guid) {
    return database.inSession(
        session -> session.first(Library::text, "select items from timeline where guid = ?", guid));
  }

  /**
   * Gives an episode the chapters of a timeline that lie within it; one of its title if there are
   * none.
   */
  public void accompany(ShelvedEpisode episode, Optional<String> items) {
    List<Chapter> chapters =
        items.map(Timeline::chapters).orElse(List.of()).stream()
            .filter(chapter -> chapter.start().compareTo(episode.duration()) < 0)
            .toList();
    chapters(
        episode.guid(),
        chapters.isEmpty()
            ? List.of(new Chapter(episode.title(), Duration.ZERO, Optional.empty()))
            : chapters);
  }

  /** Replaces what accompanies an episode; nothing ends it. */
  public void timeline(UUID guid, Optional<String> items) {
    database.inSession(
        session ->
            items.isEmpty()
                ? session.update("delete from timeline where guid = ?", guid)
                : session.update(
                    "merge into timeline (guid, items) key (guid) values (?, ?)",
                    guid,
                    items.get()));
  }

  /** A show's episodes, latest edition first. */
  public List<ShelvedEpisode> episodes(String show) {
    return database.inSession(
        session ->
            session.list(Library::episode, EPISODE + "where show = ? order by edition desc", show));
  }

  /** A part of a show's episodes, latest edition first. */
  public List<ShelvedEpisode> episodes(String show, int from, int most) {
    return database.inSession(
        session ->
            session.list(
                Library::episode,
                EPISODE + "where show = ? order by edition desc limit ? offset ?",
                show,
                most,
                from));
  }

  /** A part of all episodes of an account, latest first. */
  public List<ShelvedEpisode> latest(String account, int from, int most) {
    return database.inSession(
        session ->
            session.list(
                Library::episode,
                EPISODE
                    + "where show in (select name from show where account = ?)"
                    + " order by published desc, guid limit ? offset ?",
                account,
                most,
                from));
  }

  /** All that is said in it, and of it. */
  private static String words(Episode episode) {
    return Stream.concat(
            Stream.of(episode.title(), episode.summary(), Notes.text(episode.notes())),
            episode.recording().cues().stream().map(Cue::text))
        .collect(Collectors.joining("\n"));
  }

  /** Episodes of an account in which all of these words are said or written, latest first. */
  public List<ShelvedEpisode> search(String account, String words) {
    return database.inSession(
        session ->
            session.list(
                Library::episode,
                EPISODE
                    + "where guid in (select cast(keys[1] as uuid) from ft_search_data(?, 0, 0)"
                    + " where \"TABLE\" = 'EPISODE')"
                    + " and show in (select name from show where account = ?)"
                    + " order by published desc limit "
                    + MOST_FOUND,
                words,
                account));
  }

  /** How many episodes a show has. */
  public int count(String show) {
    return database.inSession(
        session ->
            session
                .first(row -> row.getInt(1), "select count(*) from episode where show = ?", show)
                .orElse(0));
  }

  public Optional<ShelvedEpisode> find(String show, String edition) {
    return database.inSession(session -> find(session, show, edition));
  }

  /** What an episode of an account sounds and looks like, by the media store's hashes. */
  public record Media(String sha256, String cover) {}

  /** The same as {@link #find(String, UUID)}, for each of the many requests of a player. */
  public Optional<Media> media(String account, UUID guid) {
    return recentMedia.find(
        account + guid,
        () ->
            database.inSession(
                session ->
                    session.first(
                        row -> new Media(row.getString(1), row.getString(2)),
                        "select sha256, cover from episode where guid = ?"
                            + " and show in (select name from show where account = ?)",
                        guid,
                        account)));
  }

  /** The episode, if it is in one of the account's shows. */
  public Optional<ShelvedEpisode> find(String account, UUID guid) {
    return database.inSession(
        session ->
            session.first(
                Library::episode,
                EPISODE + "where guid = ? and show in (select name from show where account = ?)",
                guid,
                account));
  }

  public Optional<ShelvedEpisode> find(UUID guid) {
    return database.inSession(
        session -> session.first(Library::episode, EPISODE + "where guid = ?", guid));
  }

  private static Optional<ShelvedEpisode> find(Session session, String show, String edition)
      throws SQLException {
    return session.first(
        Library::episode, EPISODE + "where show = ? and edition = ?", show, edition);
  }

  private static String text(ResultSet row) throws SQLException {
    return row.getString(1);
  }

  private static ShelvedShow show(ResultSet row) throws SQLException {
    return new ShelvedShow(
        row.getString("name"),
        row.getString("title"),
        row.getString("description"),
        Locale.forLanguageTag(row.getString("language")),
        row.getObject("guid", UUID.class),
        row.getString("account"),
        row.getObject("created", OffsetDateTime.class).toInstant(),
        row.getBoolean("announced"));
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
          Json.read(row.getString("provenance"), Provenance.class),
          row.getString("seal") == null
              ? Optional.empty()
              : Optional.of(Json.read(row.getString("seal"), Seal.Signed.class)));
    } catch (JsonProcessingException e) {
      throw new SQLException("An episode's row is damaged: " + row.getString("guid"), e);
    }
  }

  @Override
  public void close() {
    pool.dispose();
  }
}
