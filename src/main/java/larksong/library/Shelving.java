package larksong.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import larksong.files.Fingerprint;
import larksong.json.Json;
import larksong.model.Chapter;
import larksong.model.Cue;
import larksong.model.EditionId;
import larksong.model.Episode;
import larksong.model.Recording;
import larksong.model.Show;

/** Puts episodes on the shelf and takes them off; each change of a show counts in its version. */
final class Shelving {

  private final Database database;
  private final MediaStore media;
  private final Seal seal;
  private final Clock clock;

  Shelving(Database database, MediaStore media, Seal seal, Clock clock) {
    this.database = database;
    this.media = media;
    this.seal = seal;
    this.clock = clock;
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
    record Shelved(ShelvedEpisode episode, Left left) {}
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
                      ? left(session, before.get(), List.of(before.get().cover()))
                      : Left.NOTHING);
            });
    remove(shelved.left());
    if (!Files.exists(media.path(episode.recording().sha256(), ".mp3"))
        || !Files.exists(media.path(cover, ".jpg"))) {
      // Another episode with the same sound or picture was taken off the shelf meanwhile.
      media.keep(episode.mp3(), episode.recording().sha256(), ".mp3");
      media.keep(episode.cover(), cover, ".jpg");
    }
    return shelved.episode();
  }

  /** Media that nothing has any more: sound by its SHA-256, and pictures. */
  private record Left(Optional<String> sound, List<String> pictures) {
    static final Left NOTHING = new Left(Optional.empty(), List.of());
  }

  private static Left left(Session session, ShelvedEpisode gone, Collection<String> pictures)
      throws SQLException {
    boolean sound = isLeft(session, "sha256", gone.sha256());
    return new Left(sound ? Optional.of(gone.sha256()) : Optional.empty(), left(session, pictures));
  }

  /** Looks again before each: another episode may have come with the same. */
  private void remove(Left left) throws IOException {
    for (String sound : left.sound().stream().toList()) {
      whileNobodyWrites(
          session -> isLeft(session, "sha256", sound), () -> media.remove(sound, ".mp3"));
    }
    removePictures(left.pictures());
  }

  /** Something to do with files. */
  @FunctionalInterface
  private interface FileWork {
    void run() throws IOException;
  }

  private void whileNobodyWrites(Database.Work<Boolean> condition, FileWork work)
      throws IOException {
    try {
      database.write(
          session -> {
            boolean holds = condition.in(session);
            if (holds) {
              run(work);
            }
            return holds;
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void run(FileWork work) {
    try {
      work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
        Rows.UNKNOWN_PRIVACY,
        episode.opening(),
        Rows.UNKNOWN_PRIVACY,
        place.guid().getMostSignificantBits());
    forgetSpoken(session, place.guid());
    session.update(
        "insert into spoken (rowid, stems) values (?, ?)",
        place.guid().getMostSignificantBits(),
        Stems.of(episode.show().language()).all(words(episode)));
  }

  private static void forgetSpoken(Session session, UUID guid) throws SQLException {
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

  private static void remember(Session session, Episode episode, EditionId edition)
      throws SQLException {
    forgetTold(session, edition);
    for (String content : episode.told()) {
      session.put(
          "told",
          "show, edition, listener, content",
          "show, edition, listener, content, privacy",
          edition,
          content,
          Rows.UNKNOWN_PRIVACY);
    }
  }

  private static int forgetTold(Session session, EditionId edition) throws SQLException {
    return session.update("delete from told where " + Rows.EDITION, edition);
  }

  /** How many shows of the name there are: one or none. */
  private static int changed(Session session, String show) throws SQLException {
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
                    Rows.UNKNOWN_PRIVACY);
              }
              setChapters(session, guid);
              return left(session, before);
            });
    removePictures(left);
  }

  private static List<String> pictures(Session session, UUID guid) throws SQLException {
    return timeline(session, guid).map(Timeline::pictures).orElse(List.of());
  }

  /** Those that no episode has, as its cover or beside its sound. */
  private static List<String> left(Session session, Collection<String> pictures)
      throws SQLException {
    List<String> left = new ArrayList<>();
    for (String picture : pictures) {
      boolean seen =
          session
              .first(
                  Column::text,
                  "select guid from timeline where items like ? limit 1",
                  "%" + picture + "%")
              .isPresent();
      if (!seen && isLeft(session, "cover", picture)) {
        left.add(picture);
      }
    }
    return left;
  }

  private void removePictures(List<String> pictures) throws IOException {
    for (String picture : pictures) {
      whileNobodyWrites(
          session -> !left(session, List.of(picture)).isEmpty(),
          () -> media.remove(picture, ".jpg"));
    }
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

  /**
   * Takes an episode off the shelf, with all that belongs to it alone.
   *
   * @param tellsAgain whether what it told may be told again
   */
  void takeOff(ShelvedEpisode episode, boolean tellsAgain) throws IOException {
    Left left =
        database.write(
            session -> {
              Set<String> pictures = new LinkedHashSet<>(pictures(session, episode.guid()));
              pictures.add(episode.cover());
              for (String table : List.of("timeline", "position", "upload", "episode")) {
                session.update("delete from " + table + " where guid = ?", episode.guid());
              }
              forgetSpoken(session, episode.guid());
              session.update("delete from sending where " + Rows.EDITION, episode.edition());
              if (tellsAgain) {
                forgetTold(session, episode.edition());
              }
              changed(session, episode.show());
              return left(session, episode, pictures);
            });
    remove(left);
  }

  private static boolean isLeft(Session session, String column, String hash) throws SQLException {
    return session
        .first(Column::text, "select guid from episode where " + column + " = ? limit 1", hash)
        .isEmpty();
  }

  /** Takes a show off the shelf that has no episode any more. */
  void takeOff(ShelvedShow show) {
    database.write(
        session -> {
          for (String table : List.of("upload", "grade", "told")) {
            session.update("delete from " + table + " where show = ?", show.name());
          }
          return session.update("delete from show where name = ?", show.name());
        });
  }
}
