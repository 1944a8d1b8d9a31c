package larksong.library;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import larksong.files.Fingerprint;
import larksong.json.Json;
import larksong.library.store.Column;
import larksong.library.store.Database;
import larksong.library.store.Session;
import larksong.library.store.Stems;
import larksong.library.store.Store;
import larksong.model.Chapter;
import larksong.model.Cue;
import larksong.model.EditionId;
import larksong.model.Episode;
import larksong.model.Level;
import larksong.model.Recording;
import larksong.model.Show;

/** Puts episodes on the shelf; each change of a show counts in its version. */
public final class Shelving {

  private final Database database;
  private final MediaStore media;
  private final Seal seal;
  private final UnaryOperator<String> fingerprint;
  private final Clock clock;
  private final Leftovers leftovers;

  /**
   * A shelf.
   *
   * @param fingerprint is kept in place of what was told
   */
  Shelving(Store store, MediaStore media, Seal seal, UnaryOperator<String> fingerprint) {
    this.database = store.database();
    this.media = media;
    this.seal = seal;
    this.fingerprint = fingerprint;
    this.clock = store.clock();
    this.leftovers = new Leftovers(database, media);
  }

  /** Where an episode comes to stand. */
  private record Place(EditionId edition, UUID guid) {}

  /** What must be so for an episode to come on the shelf; it throws if it is not. */
  @FunctionalInterface
  interface Condition {
    void check(Session session) throws SQLException;
  }

  /** No other recording came meanwhile in place of the one that the sender saw, or of none. */
  static void checkPlace(Session session, Episode episode, Optional<String> before)
      throws SQLException {
    Optional<String> there =
        Rows.episode(session, episode.edition().id()).map(ShelvedEpisode::sha256);
    boolean again = there.equals(Optional.of(episode.recording().sha256()));
    if (!there.equals(before) && !again) {
      throw new ReplacedMeanwhileException(episode.edition());
    }
  }

  /**
   * An edition, at its place; the account gets the show if there was none.
   *
   * @param condition is checked when nobody else can change the show any more
   * @throws TakenShowException if the show is another account's
   */
  ShelvedEpisode shelve(Episode episode, String account, Condition condition) throws IOException {
    return shelve(
        episode,
        session -> {
          putShow(session, episode, account);
          condition.check(session);
          EditionId edition = episode.edition().id();
          return new Place(
              edition,
              Rows.episode(session, edition).map(ShelvedEpisode::guid).orElseGet(UUID::randomUUID));
        });
  }

  /**
   * A recording that someone sent, in a show that there is and under its own GUID: at its minute,
   * or the next that no other episode of the show has.
   *
   * @throws TakenShowException if the show is gone
   */
  ShelvedEpisode shelveSent(Episode episode, UUID guid) throws IOException {
    return shelve(
        episode,
        session -> {
          String show = episode.show().name();
          // Locks the show's row, so that no two take the same minute.
          if (changed(session, show) == 0) {
            throw new TakenShowException(show);
          }
          Optional<ShelvedEpisode> own = Rows.episode(session, guid);
          EditionId edition = own.map(ShelvedEpisode::edition).orElse(episode.edition().id());
          while (own.isEmpty() && Rows.episode(session, edition).isPresent()) {
            edition = new EditionId(show, edition.nominal().plusMinutes(1));
          }
          return new Place(edition, guid);
        });
  }

  private ShelvedEpisode shelve(Episode episode, Database.Work<Place> placing) throws IOException {
    String cover = Fingerprint.of(episode.cover());
    media.keep(episode.mp3(), episode.recording().sha256(), ".mp3");
    media.keep(episode.cover(), cover, ".jpg");
    String transcript = Files.readString(episode.transcript());
    /* What is there now, and what of the media before it nothing has any more. */
    record Shelved(ShelvedEpisode episode, Leftovers.Left left) {}
    Shelved shelved =
        database.write(
            session -> {
              Place place = placing.in(session);
              Optional<ShelvedEpisode> before = Rows.episode(session, place.guid());
              put(session, episode, place, cover, transcript);
              remember(session, episode, place.edition());
              if (timeline(session, place.guid()).isPresent()) {
                setChapters(session, place.guid());
              }
              show(session, episode.show().name());
              return new Shelved(
                  Rows.episode(session, place.guid()).orElseThrow(),
                  before.isPresent()
                      ? Leftovers.of(session, before.get(), List.of(before.get().cover()))
                      : Leftovers.Left.NOTHING);
            });
    leftovers.remove(shelved.left());
    if (!Files.exists(media.path(episode.recording().sha256(), ".mp3"))
        || !Files.exists(media.path(cover, ".jpg"))) {
      // Another episode with the same sound or picture was taken off the shelf meanwhile.
      media.keep(episode.mp3(), episode.recording().sha256(), ".mp3");
      media.keep(episode.cover(), cover, ".jpg");
    }
    return shelved.episode();
  }

  private void put(Session session, Episode episode, Place place, String cover, String transcript)
      throws SQLException {
    Recording recording = episode.recording();
    Instant published =
        Rows.episode(session, place.edition())
            .map(ShelvedEpisode::published)
            .orElseGet(clock::instant);
    session.put(
        "episode",
        "show, edition, listener",
        "guid, show, edition, listener, title, summary, notes, published, millis, bytes, sha256,"
            + " cover, lufs, true_peak, chapters, cues, transcript, provenance, seal, privacy,"
            + " opening, opening_privacy, spoken",
        place.guid(),
        place.edition(),
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
        Json.write(seal.sign(place.guid(), recording.sha256(), episode.provenance())),
        episode.level(),
        episode.opening().text(),
        episode.opening().level(),
        place.guid().getMostSignificantBits());
    forgetSpoken(session, place.guid());
    session.update(
        "insert into spoken (rowid, stems) values (?, ?)",
        place.guid().getMostSignificantBits(),
        Stems.of(episode.show().language()).all(words(episode)));
  }

  public static void forgetSpoken(Session session, UUID guid) throws SQLException {
    session.update("delete from spoken where rowid = ?", guid.getMostSignificantBits());
  }

  /** All that is said in it, and of it. */
  private static String words(Episode episode) {
    return Stream.concat(
            Stream.of(episode.title(), episode.summary(), Notes.text(episode.notes())),
            episode.recording().cues().stream().map(Cue::text))
        .collect(Collectors.joining("\n"));
  }

  private void putShow(Session session, Episode episode, String account) throws SQLException {
    Show show = episode.show();
    session.putFirst(
        "show",
        "name",
        "name, title, description, language, guid, account, created, announced, version",
        show.name(),
        show.title(),
        show.description(),
        show.language().toLanguageTag(),
        UUID.randomUUID(),
        account,
        clock.instant(),
        false,
        0);
    String whose =
        session
            .first(
                Column::text,
                "select account from show where name = ?" + session.dialect().locking(),
                show.name())
            .orElseThrow();
    if (!whose.equals(account)) {
      throw new TakenShowException(show.name());
    }
    session.update(
        "update show set title = ?, description = ?, language = ? where name = ?",
        show.title(),
        show.description(),
        show.language().toLanguageTag(),
        show.name());
  }

  private void remember(Session session, Episode episode, EditionId edition) throws SQLException {
    session.update("delete from told where " + Session.EDITION, edition);
    for (String content : episode.told()) {
      session.put(
          "told",
          "show, edition, listener, content",
          "show, edition, listener, content, privacy",
          edition,
          fingerprint.apply(content),
          Level.LOCAL);
    }
  }

  /** How many shows of the name there are: one or none. */
  public static int changed(Session session, String show) throws SQLException {
    return session.update("update show set version = version + 1 where name = ?", show);
  }

  /** It is not on the shelf yet. */
  static void checkWaits(Session session, UUID guid) throws SQLException {
    if (Rows.episode(session, guid).isPresent()) {
      throw new ShelvedMeanwhileException();
    }
  }

  /** It has something by now, so that listeners see it. */
  private static void show(Session session, String show) throws SQLException {
    changed(session, show);
    session.update("update show set waits = false where name = ? and waits", show);
  }

  /** Replaces what accompanies an episode in time, on the shelf or on its way there. */
  void accompany(UUID guid, Optional<String> items, Condition condition) throws IOException {
    List<String> left =
        database.write(
            session -> {
              condition.check(session);
              List<String> before = pictures(session, guid);
              session.update("delete from timeline where guid = ?", guid);
              if (items.isPresent()) {
                session.update(
                    "insert into timeline (guid, items, privacy) values (?, ?, ?)",
                    guid,
                    items.get(),
                    Level.LOCAL);
              }
              setChapters(session, guid);
              return Leftovers.of(session, before);
            });
    for (String picture : left) {
      leftovers.removePicture(picture);
    }
  }

  public static List<String> pictures(Session session, UUID guid) throws SQLException {
    return timeline(session, guid).map(Timeline::pictures).orElse(List.of());
  }

  static Optional<String> timeline(Session session, UUID guid) throws SQLException {
    return session.first(Column::text, "select items from timeline where guid = ?", guid);
  }

  /** Those of its timeline that lie within it; one of its title if there are none. */
  private static int setChapters(Session session, UUID guid) throws SQLException {
    Optional<ShelvedEpisode> episode = Rows.episode(session, guid);
    if (episode.isEmpty()) {
      return 0;
    }
    List<Chapter> within =
        timeline(session, guid).map(Timeline::chapters).orElse(List.of()).stream()
            .filter(chapter -> chapter.start().compareTo(episode.get().duration()) < 0)
            .toList();
    List<Chapter> chapters =
        within.isEmpty()
            ? List.of(new Chapter(episode.get().title(), Duration.ZERO, Optional.empty()))
            : within;
    changed(session, episode.get().show());
    return session.update(
        "update episode set chapters = ? where guid = ?", Json.write(chapters), guid);
  }
}
