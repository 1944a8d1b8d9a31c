package larksong.library;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import larksong.files.Fingerprint;
import larksong.library.store.Column;
import larksong.library.store.Database;
import larksong.library.store.EndedSearchException;
import larksong.library.store.Leases;
import larksong.library.store.Leases.Lease;
import larksong.library.store.LibraryException;
import larksong.library.store.Recent;
import larksong.library.store.Sought;
import larksong.library.store.Store;
import larksong.library.store.TokenKey;
import larksong.model.Edition;
import larksong.model.EditionId;
import larksong.model.Episode;
import larksong.model.Recollection;

/** All shows and episodes, the canonical copy; safe for use by many threads and processes. */
public final class Library implements AutoCloseable {

  /** How many openings are remembered. */
  private static final int RECENT = 10;

  private static final int MOST_FOUND = 50;

  /** So written, a database that takes the latest first need not sort all that there are. */
  private static final String OF_ACCOUNT =
      "exists (select 1 from show where show.name = episode.show and show.account = ?)";

  private static final int ANSWER_SECONDS = 2;

  /** Ten thousand episodes take a tenth of it. */
  private static final Duration LONGEST_SEARCH = Duration.ofSeconds(2);

  private final Store store;
  private final Database database;
  private final Seal seal;
  private final ToldKey told;
  private final MediaStore media;
  private final Shelving shelving;
  private final Recent<String, Media> recentMedia = new Recent<>();
  private final Recent<String, String> recentVersions = new Recent<>();

  private Library(Store store, Path home) {
    this.store = store;
    this.database = store.database();
    this.seal = new Seal(home);
    this.told = new ToldKey(home);
    this.media = new MediaStore(store);
    this.shelving = new Shelving(store, media, seal, told::fingerprint);
  }

  /** Opens the library in the home folder, or begins one. */
  public static Library open(Path home, Clock clock) throws IOException {
    return over(Store.in(home, clock), home);
  }

  /** Opens a shared library, or begins one; the home has its keys, and copies of its media. */
  public static Library open(Path home, Store.Shared shared, Clock clock) throws IOException {
    return over(Store.of(home, shared, clock), home);
  }

  private static Library over(Store store, Path home) throws IOException {
    try {
      Library library = new Library(store, home);
      if (library.isShared()) {
        library.checkKeys(home);
      }
      return library;
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** Tokens, signatures and fingerprints of all nodes are made with the same keys. */
  private void checkKeys(Path home) throws IOException {
    String ours =
        Fingerprint.of(TokenKey.in(home).token("", "", 0), seal.publicKey(), told.fingerprint(""));
    if (!setting("keys", () -> ours).equals(ours)) {
      throw new LibraryException(
          "The keys in '"
              + home.resolve("keys")
              + "' are not those of the shared library. Copy the folder from its first node.");
    }
  }

  /** Whether other nodes may share it. */
  public boolean isShared() {
    return store.isShared();
  }

  /** What checks the signatures under episodes' origins. */
  public Seal seal() {
    return seal;
  }

  public MediaStore media() {
    return media;
  }

  /** To the database, for the tables of the schedule. */
  public Connection connection() throws SQLException {
    return database.connection();
  }

  /** What no other library is called. */
  public String id() {
    return setting("id", () -> UUID.randomUUID().toString());
  }

  /** Where listeners stopped. */
  public Positions positions() {
    return new Positions(store);
  }

  /**
   * Puts an episode on the shelf in one step: its files, then one transaction with the episode and
   * what it told. An episode of the same edition is replaced and keeps its GUID and date.
   */
  public ShelvedEpisode shelve(Episode episode) throws IOException {
    return shelve(episode, Store.OWNER);
  }

  /**
   * The same for an account, which gets the show if there was none.
   *
   * @throws TakenShowException if the show is another account's
   */
  public ShelvedEpisode shelve(Episode episode, String account) throws IOException {
    return shelve(episode, account, Optional.empty());
  }

  /**
   * The same under a lease.
   *
   * @throws LibraryException if another node took it meanwhile
   */
  public ShelvedEpisode shelve(Episode episode, String account, Optional<Lease> lease)
      throws IOException {
    return shelved(shelving.shelve(episode, account, session -> Leases.check(session, lease)));
  }

  /**
   * The same in place of a recording, or of none.
   *
   * @param before the SHA-256 of its MP3
   * @throws ReplacedMeanwhileException if the library has another one, which is not this either
   */
  public ShelvedEpisode shelveInPlace(Episode episode, String account, Optional<String> before)
      throws IOException {
    return shelved(
        shelving.shelve(
            episode, account, session -> Shelving.checkPlace(session, episode, before)));
  }

  private ShelvedEpisode shelved(ShelvedEpisode episode) {
    changed();
    return episode;
  }

  /** A recording that someone sent, under its own GUID. */
  public ShelvedEpisode shelveSent(Episode episode, UUID guid) throws IOException {
    return shelved(shelving.shelveSent(episode, guid));
  }

  /** Where it is kept, for the rooms beside the shelf. */
  public Store store() {
    return store;
  }

  /** Whether the database answers now. */
  public boolean isThere() {
    try (Connection connection = store.reading().getConnection()) {
      return connection.isValid(ANSWER_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  /**
   * The address by which feeds know themselves: the first that this library was reached at. A
   * library that moves stays the same podcast.
   */
  public URI identity(URI publicUrl) {
    return URI.create(setting("identity", publicUrl::toString));
  }

  /** What was written under this name first, whoever asks. */
  private String setting(String name, Supplier<String> first) {
    return database.write(
        session -> {
          String query = "select text from setting where name = ?";
          Optional<String> kept = session.first(Column::text, query, name);
          if (kept.isPresent()) {
            return kept.get();
          }
          session.putFirst("setting", "name", "name, text", name, first.get());
          return session.first(Column::text, query, name).orElseThrow();
        });
  }

  /**
   * What the editions before this one told of the show to the same listener.
   *
   * @param due the study cards of the show that are known, by id, with the day each is due
   */
  public Recollection before(Edition edition, Map<String, LocalDate> due) {
    String before = "show = ? and edition < ? and listener = ?";
    return database.read(
        session ->
            new Recollection(
                new HashSet<>(
                    session.list(
                        Column::text, "select content from told where " + before, edition.id())),
                session.list(
                    Rows::opening,
                    "select opening, opening_privacy from episode where "
                        + before
                        + " order by edition desc limit "
                        + RECENT,
                    edition.id()),
                due,
                told::fingerprint));
  }

  /** All shows of all accounts. */
  public List<ShelvedShow> shows() {
    return database.read(session -> session.list(Rows::show, Rows.SHOW + "order by title"));
  }

  /** The shows of an account. */
  public List<ShelvedShow> shows(String account) {
    return database.read(
        session ->
            session.list(Rows::show, Rows.SHOW + "where account = ? order by title", account));
  }

  public Optional<ShelvedShow> show(String name) {
    return database.read(session -> session.first(Rows::show, Rows.SHOW + "where name = ?", name));
  }

  public Optional<ShelvedShow> show(UUID guid) {
    return database.read(session -> session.first(Rows::show, Rows.SHOW + "where guid = ?", guid));
  }

  /**
   * The JPEG with this SHA-256 that accompanies an episode of an account, if one does; the file may
   * have gone.
   */
  public Optional<Path> picture(String account, UUID guid, String sha256) {
    return find(account, guid)
        .flatMap(episode -> timeline(episode.guid()))
        .filter(items -> Timeline.pictures(items).contains(sha256))
        .map(items -> pictureFile(sha256));
  }

  private Path pictureFile(String sha256) {
    try {
      return media().find(sha256, ".jpg").orElseGet(() -> media().path(sha256, ".jpg"));
    } catch (IOException e) {
      throw new LibraryException("A picture could not be fetched.", e);
    }
  }

  /** Differs whenever a show of the account, or an episode in it, does. */
  public String version(String account) {
    return recentVersions
        .find(
            account,
            () ->
                Optional.of(
                    database.read(
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

  /** Says that a show or an episode is another than it was. */
  public void changed() {
    recentMedia.forget();
    recentVersions.forget();
  }

  /** What accompanies an episode's sound in time, as JSON; empty if nothing was sent. */
  public Optional<String> timeline(UUID guid) {
    return database.read(session -> Shelving.timeline(session, guid));
  }

  /**
   * Replaces what accompanies an episode, and with it the chapters: those of the items that lie
   * within it, or one of its title.
   */
  public void accompany(UUID guid, Optional<String> items) throws IOException {
    shelving.accompany(guid, items, session -> {});
    changed();
  }

  /** The same, unless it is on the shelf by now: then false. */
  public boolean accompanyWaiting(UUID guid, Optional<String> items) throws IOException {
    try {
      shelving.accompany(guid, items, session -> Shelving.checkWaits(session, guid));
      return true;
    } catch (ShelvedMeanwhileException e) {
      return false;
    }
  }

  /** What a list shows of a part of a show's episodes, latest edition first. */
  public List<ListedEpisode> list(String show, int from, int most) {
    return database.read(
        session ->
            session.list(
                Rows::listed,
                Rows.LISTED + "where show = ? order by edition desc, listener limit ? offset ?",
                show,
                most,
                from));
  }

  /** The same of all episodes of an account, latest first. */
  public List<ListedEpisode> listLatest(String account, int from, int most) {
    return database.read(
        session ->
            session.list(
                Rows::listed,
                Rows.LISTED
                    + "where "
                    + OF_ACCOUNT
                    + " order by published desc, guid limit ? offset ?",
                account,
                most,
                from));
  }

  /** A show's episodes with all their words, latest edition first. */
  public List<ShelvedEpisode> episodes(String show) {
    return database.read(
        session ->
            session.list(
                Rows::episode,
                Rows.EPISODE + "where show = ? order by edition desc, listener",
                show));
  }

  /** A part of a show's episodes, latest edition first. */
  public List<ShelvedEpisode> episodes(String show, int from, int most) {
    return database.read(
        session ->
            session.list(
                Rows::episode,
                Rows.EPISODE + "where show = ? order by edition desc, listener limit ? offset ?",
                show,
                most,
                from));
  }

  /** A part of all episodes of an account, latest first. */
  public List<ShelvedEpisode> latest(String account, int from, int most) {
    return database.read(
        session ->
            session.list(
                Rows::episode,
                Rows.EPISODE
                    + "where "
                    + OF_ACCOUNT
                    + " order by published desc, guid limit ? offset ?",
                account,
                most,
                from));
  }

  /**
   * Episodes of an account in which all of these words are said or written, latest first; the last
   * word may be the beginning of one.
   *
   * @throws EndedSearchException if it takes too long
   */
  public List<ShelvedEpisode> search(String account, String words) {
    Sought sought = Sought.of(words);
    return sought.isEmpty()
        ? List.of()
        : database.read(
            session ->
                session
                    .endedAfter(LONGEST_SEARCH)
                    .list(
                        Rows::episode,
                        Rows.EPISODE
                            + "where guid in (select guid from episode where spoken in ("
                            + session.dialect().found()
                            + ") and "
                            + OF_ACCOUNT
                            + " order by published desc limit "
                            + MOST_FOUND
                            + ") order by published desc",
                        session.dialect().query(sought),
                        account));
  }

  /** How many episodes a show has. */
  public int count(String show) {
    return database.read(
        session ->
            session
                .first(row -> row.getInt(1), "select count(*) from episode where show = ?", show)
                .orElse(0));
  }

  public Optional<ShelvedEpisode> find(EditionId edition) {
    return database.read(session -> Rows.episode(session, edition));
  }

  /**
   * What an episode of an account sounds and looks like, by the media store's hashes.
   *
   * @param bytes of its recording
   */
  public record Media(EditionId edition, long bytes, String sha256, String cover) {}

  /** The same as {@link #find(String, UUID)}, for each of the many requests of a player. */
  public Optional<Media> media(String account, UUID guid) {
    return recentMedia.find(
        account + guid,
        () ->
            database.read(
                session ->
                    session.first(
                        Rows::media,
                        "select show, edition, listener, bytes, sha256, cover from episode"
                            + " where guid = ?"
                            + " and show in (select name from show where account = ?)",
                        guid,
                        account)));
  }

  /** The episode, if it is in one of the account's shows. */
  public Optional<ShelvedEpisode> find(String account, UUID guid) {
    return database.read(
        session ->
            session.first(
                Rows::episode,
                Rows.EPISODE
                    + "where guid = ? and show in (select name from show where account = ?)",
                guid,
                account));
  }

  public Optional<ShelvedEpisode> find(UUID guid) {
    return database.read(session -> Rows.episode(session, guid));
  }

  @Override
  public void close() {
    store.close();
  }
}
