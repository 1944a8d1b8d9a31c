package larksong.library.deletion;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import larksong.json.Json;
import larksong.library.Leftovers;
import larksong.library.Library;
import larksong.library.ListedEpisode;
import larksong.library.Rows;
import larksong.library.ShelvedEpisode;
import larksong.library.ShelvedShow;
import larksong.library.Shelving;
import larksong.library.UploadFolder;
import larksong.library.journal.Delivery.State;
import larksong.library.store.Column;
import larksong.library.store.Database;
import larksong.library.store.Session;
import larksong.library.store.SharedFolder;
import larksong.library.store.Store;
import larksong.model.EditionId;
import larksong.model.RunStatus;

/**
 * Ends editions: their rows in one transaction, with a note of what lies in files, so that these go
 * too, however often it is broken off before.
 */
public final class Deletions {

  private static final String FETCHED = "fetched/";
  private static final String DELETION =
      "select show, edition, listener, rest, files, at from deletion ";

  private final Library library;
  private final Store store;
  private final Database database;
  private final Leftovers leftovers;
  private final Clock clock;

  /** Deletions of a library. */
  public Deletions(Library library) {
    this.library = library;
    this.store = library.store();
    this.database = store.database();
    this.leftovers = new Leftovers(database, library.media());
    this.clock = store.clock();
  }

  /** What stays of an edition that is ended. */
  public enum Rest {
    /** That it was made and when, and of what it told what keeps it from being told again. */
    FINGERPRINTS,
    NOTHING
  }

  /**
   * An edition without rows, whose files are to go.
   *
   * @param files their names in a home folder
   */
  public record Begun(EditionId edition, Rest rest, Set<String> files, Instant at) {
    public Begun {
      files = Set.copyOf(files);
    }

    /** The names of the folders of those that were fetched from the shelf for a target. */
    public List<String> fetched() {
      return files.stream()
          .filter(file -> file.startsWith(FETCHED))
          .map(file -> file.substring(FETCHED.length()))
          .toList();
    }
  }

  /**
   * Ends an edition's rows, whatever there is of it.
   *
   * @param bare makes of a run's record one without words, for what stays
   */
  public Begun begin(EditionId edition, Rest rest, UnaryOperator<String> bare) {
    Begun begun = database.write(session -> begin(session, edition, rest, bare));
    library.changed();
    return begun;
  }

  private Begun begin(Session session, EditionId edition, Rest asked, UnaryOperator<String> bare)
      throws SQLException {
    Optional<Begun> before = find(session, edition);
    Set<String> files = new TreeSet<>(before.map(Begun::files).orElse(Set.of()));
    Rest rest = before.map(Begun::rest).filter(Rest.NOTHING::equals).orElse(asked);
    files.addAll(deliveries(session, edition, rest));
    Optional<ShelvedEpisode> episode = Rows.episode(session, edition);
    if (episode.isPresent()) {
      files.addAll(takeOff(session, episode.get()));
    }
    session.update("delete from sending where " + Session.EDITION, edition);
    session.update("delete from egress where " + Session.EDITION, edition);
    if (rest == Rest.NOTHING) {
      endAll(session, edition);
    } else {
      strip(session, edition, bare);
    }
    Begun begun = new Begun(edition, rest, files, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    session.put(
        "deletion",
        "show, edition, listener",
        "show, edition, listener, rest, files, at",
        edition,
        rest,
        Json.write(files),
        begun.at());
    return begun;
  }

  /** What it cost stays in the sum of its month. */
  private static void endAll(Session session, EditionId edition) throws SQLException {
    session.update("delete from told where " + Session.EDITION, edition);
    session.update("delete from run where " + Session.EDITION, edition);
    session.update(
        "update call set show = '', edition = '', listener = '' where " + Session.EDITION, edition);
  }

  /** How long it took is what the next ones are begun by. */
  private static void strip(Session session, EditionId edition, UnaryOperator<String> bare)
      throws SQLException {
    session.update(
        "delete from run where " + Session.EDITION + " and status <> ?",
        edition,
        RunStatus.PUBLISHED);
    Optional<String> record =
        session.first(Column::text, "select record from run where " + Session.EDITION, edition);
    if (record.isPresent()) {
      session.update(
          "update run set record = ?, held = null, approved = null where " + Session.EDITION,
          bare.apply(record.get()),
          edition);
    }
  }

  /** Each target is still to take it away, and needs its receipt for that. */
  private Set<String> deliveries(Session session, EditionId edition, Rest rest)
      throws SQLException {
    Set<String> files = new LinkedHashSet<>();
    for (String sha256 :
        session.list(
            Column::text, "select sha256 from delivery where " + Session.EDITION, edition)) {
      files.add(FETCHED + sha256);
    }
    session.update(
        "update delivery set state = ?, attempts = 0, due = ?, reason = '' where "
            + Session.EDITION
            + " and state not in ('DELETING', ?)",
        rest == Rest.NOTHING ? State.DELETING : State.ENDING,
        clock.instant(),
        edition,
        rest == Rest.NOTHING ? State.DELETING : State.ENDING);
    return files;
  }

  /** Takes an episode off the shelf, with all that belongs to it alone; what its files are. */
  private static Set<String> takeOff(Session session, ShelvedEpisode episode) throws SQLException {
    Set<String> files = new LinkedHashSet<>();
    files.add(Holdings.media(episode.sha256(), ".mp3"));
    files.add(Holdings.media(episode.cover(), ".jpg"));
    files.add(FETCHED + episode.sha256());
    for (String picture : Shelving.pictures(session, episode.guid())) {
      files.add(Holdings.media(picture, ".jpg"));
    }
    for (Optional<String> picture :
        session.list(
            Column::optional, "select picture from upload where guid = ?", episode.guid())) {
      picture.ifPresent(name -> files.add(Holdings.PICTURES + name));
      files.add(Holdings.UPLOADS + episode.guid());
    }
    for (String table : List.of("timeline", "position", "upload", "episode")) {
      session.update("delete from " + table + " where guid = ?", episode.guid());
    }
    Shelving.forgetSpoken(session, episode.guid());
    Shelving.changed(session, episode.show());
    return files;
  }

  /** Ends an episode and all of its edition, unless another has come in its place. */
  public void remove(ShelvedEpisode episode) throws IOException {
    Optional<Begun> begun =
        database.write(
            session -> {
              boolean another =
                  Rows.episode(session, episode.edition())
                      .filter(there -> !there.guid().equals(episode.guid()))
                      .isPresent();
              return another
                  ? Optional.empty()
                  : Optional.of(
                      begin(session, episode.edition(), Rest.NOTHING, UnaryOperator.identity()));
            });
    library.changed();
    if (begun.isPresent()) {
      removeFiles(begun.get());
    }
  }

  /** Ends a show with all its episodes. */
  public void remove(ShelvedShow show) throws IOException {
    for (ListedEpisode listed : library.list(show.name(), 0, Integer.MAX_VALUE)) {
      Optional<ShelvedEpisode> whole = library.find(listed.guid());
      if (whole.isPresent()) {
        remove(whole.get());
      }
    }
    database.write(
        session -> {
          for (String table : List.of("upload", "grade", "told", "run", "sending")) {
            session.update("delete from " + table + " where show = ?", show.name());
          }
          return session.update("delete from show where name = ?", show.name());
        });
    library.changed();
  }

  /** Takes away what lies in the library's own files, unless something else has them too. */
  public void removeFiles(Begun begun) throws IOException {
    for (String file : begun.files()) {
      String name = file.substring(file.lastIndexOf('/') + 1);
      if (file.startsWith(Holdings.MEDIA)) {
        String sha256 = name.substring(0, name.indexOf('.'));
        if (name.endsWith(".mp3")) {
          leftovers.removeSound(sha256);
        } else {
          leftovers.removePicture(sha256);
        }
      } else if (file.startsWith(Holdings.PICTURES)) {
        leftovers.ifStill(
            session -> !Holdings.isNamed(session, name),
            () -> files("uploads/pictures").remove(name));
      } else if (file.startsWith(Holdings.UPLOADS)) {
        UploadFolder.clear(files("uploads"), UUID.fromString(name));
      }
    }
  }

  private SharedFolder files(String folder) {
    return store.files(store.home().resolve(folder), folder);
  }

  /** Those of which something may still lie in files, the oldest first. */
  public List<Begun> begun() {
    return database.read(session -> session.list(Deletions::read, DELETION + "order by at"));
  }

  /** Whether it has not ended since, and the edition was not made anew. */
  public boolean isBegun(Begun begun) {
    return database.read(session -> find(session, begun.edition())).equals(Optional.of(begun));
  }

  private static Optional<Begun> find(Session session, EditionId edition) throws SQLException {
    return session.first(Deletions::read, DELETION + "where " + Session.EDITION, edition);
  }

  private static Begun read(ResultSet row) throws SQLException {
    try {
      return new Begun(
          Column.edition(row),
          Rest.valueOf(row.getString("rest")),
          Set.of(Json.read(row.getString("files"), String[].class)),
          Column.instant(row, "at"));
    } catch (JsonProcessingException e) {
      throw new SQLException("A deletion's row is damaged", e);
    }
  }

  /** Takes what was deleted out of the database's files; false if that is to be tried later. */
  public boolean scrub() {
    return database.scrub();
  }

  /** Notes that nothing lies anywhere any more. */
  public void end(Begun begun) {
    database.write(
        session ->
            session.update(
                "delete from deletion where " + Session.EDITION + " and at = ?",
                begun.edition(),
                begun.at()));
  }
}
