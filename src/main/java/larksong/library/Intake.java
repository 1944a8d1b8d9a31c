package larksong.library;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import larksong.files.Fingerprint;
import larksong.files.Folders;
import larksong.files.WholeFile;
import larksong.json.Json;
import larksong.library.Finishing.UnfitException;
import larksong.library.Tokens.Grant;
import larksong.library.Upload.Details;
import larksong.library.Upload.State;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Provenance;
import larksong.model.Recording;
import larksong.model.Show;
import org.jspecify.annotations.Nullable;

/**
 * Recordings that others send: announced, received, finished, held for the owner's word or shelved.
 *
 * <p>Nothing of an upload is on the shelf, or in a feed, before it is whole and may be heard.
 */
public final class Intake {

  /** How long an address takes bytes; what was not sent by then is forgotten. */
  private static final Duration OPEN = Duration.ofHours(6);

  /** How long a picture waits to be named by an episode. */
  private static final Duration PICTURE_KEPT = Duration.ofDays(1);

  private static final String RECORDING = "recording.json";
  private static final int LONGEST_REASON = 1000;

  private static final String UPLOAD =
      "select guid, show, uploader, approval, title, summary, notes, language, video, picture,"
          + " state, reason, created from upload ";

  private final Library library;
  private final Database database;
  private final Path folder;
  private final Clock clock;

  Intake(Library library, Database database, Path folder, Clock clock) {
    this.library = library;
    this.database = database;
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * An announced upload.
   *
   * @param secret stands in the one address that takes its bytes, until they are all here
   */
  public record Opened(Upload upload, String secret) {}

  /** Announces a recording for a show. */
  public Opened open(Grant sender, ShelvedShow show, Details details, Optional<String> picture) {
    UUID guid = UUID.randomUUID();
    String secret = Tokens.random();
    OffsetDateTime now = OffsetDateTime.now(clock);
    database.inSession(
        session ->
            session.put(
                "upload",
                "guid",
                "guid, show, uploader, approval, title, summary, notes, language, video, picture,"
                    + " address, state, created, expires",
                guid,
                show.name(),
                sender.name(),
                sender.terms().approval(),
                details.title(),
                details.summary(),
                details.notes(),
                details.language().toLanguageTag(),
                details.video(),
                picture.or(show::picture).orElse(null),
                Fingerprint.of(secret),
                State.WAITING.name(),
                now,
                now.plus(OPEN)));
    return new Opened(find(guid).orElseThrow(), secret);
  }

  /** The upload whose address this is, if it still takes bytes. */
  public Optional<Upload> awaiting(String secret) {
    return database.inSession(
        session ->
            session.first(
                Intake::upload,
                UPLOAD + "where address = ? and state = 'WAITING' and expires > ?",
                Fingerprint.of(secret),
                OffsetDateTime.now(clock)));
  }

  /** Where the bytes of an upload belong. */
  public Path sound(Upload upload) throws IOException {
    return WholeFile.privateFolder(bench(upload)).resolve("sent");
  }

  private Path bench(Upload upload) {
    return folder.resolve(upload.guid().toString());
  }

  /** Notes that all bytes are here; false if another request was quicker. */
  public boolean receive(Upload upload) {
    return database.inTransaction(
            session ->
                session.update(
                    "update upload set state = 'RECEIVED' where guid = ? and state = 'WAITING'",
                    upload.guid()))
        == 1;
  }

  /** What is received and not yet finished, the oldest first. */
  public List<Upload> received() {
    return inState(State.RECEIVED);
  }

  /** What waits for the owner's word, the oldest first. */
  public List<Upload> held() {
    return inState(State.HELD);
  }

  private List<Upload> inState(State state) {
    return database.inSession(
        session ->
            session.list(
                Intake::upload, UPLOAD + "where state = ? order by created", state.name()));
  }

  /** All uploads of a show, the oldest first. */
  public List<Upload> of(String show) {
    return database.inSession(
        session -> session.list(Intake::upload, UPLOAD + "where show = ? order by created", show));
  }

  public Optional<Upload> find(UUID guid) {
    return database.inSession(
        session -> session.first(Intake::upload, UPLOAD + "where guid = ?", guid));
  }

  /**
   * Makes an episode of what was received; shelves it, or holds it for the owner. What was made
   * before something failed is not made again.
   */
  public void finish(Upload upload, Finishing finishing) throws IOException {
    Path kept = bench(upload).resolve(RECORDING);
    ShelvedShow show = library.show(upload.show()).orElseThrow();
    try {
      if (!Files.exists(kept)) {
        Recording recording =
            finishing.recording(
                sound(upload),
                show,
                upload,
                upload.picture().map(this::picture).filter(Files::exists),
                bench(upload));
        WholeFile.write(kept, Json.write(recording));
      }
      if (!upload.approval()) {
        shelve(upload, show, State.RECEIVED);
      } else if (become(upload, State.RECEIVED, State.HELD, null) == 0) {
        clear(upload); // it was deleted meanwhile
      }
    } catch (UnfitException e) {
      fail(upload, String.valueOf(e.getMessage()));
    } catch (TakenShowException e) {
      clear(upload); // its show was deleted meanwhile
    }
  }

  /** Gives an upload up that was received. */
  public void fail(Upload upload, String reason) throws IOException {
    become(
        upload,
        State.RECEIVED,
        State.FAILED,
        reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
    clear(upload);
  }

  /** What waits for the owner's word under this GUID. */
  public Optional<Upload> held(UUID guid) {
    return find(guid).filter(upload -> upload.state() == State.HELD);
  }

  /** The recording of what is held, for the owner's ear. */
  public Path heldSound(Upload upload) throws IOException {
    return bench(upload).resolve(recording(upload).mp3());
  }

  private Recording recording(Upload upload) throws IOException {
    return Json.read(Files.readString(bench(upload).resolve(RECORDING)), Recording.class);
  }

  /** The owner's word: what is held goes onto the shelf. */
  public void approve(Upload upload) throws IOException {
    shelve(upload, library.show(upload.show()).orElseThrow(), State.HELD);
  }

  private void shelve(Upload upload, ShelvedShow show, State before) throws IOException {
    Details details = upload.details();
    LocalDateTime minute =
        LocalDateTime.ofInstant(upload.created(), clock.getZone()).truncatedTo(ChronoUnit.MINUTES);
    Recording recording = recording(upload);
    Episode episode =
        new Episode(
            new Edition(show.name(), minute, clock.getZone()),
            Show.ofRecordings(
                show.name(), show.title(), show.description(), show.language(), clock.getZone()),
            details.title(),
            details.summary(),
            details.notes(),
            recording,
            Provenance.sentBy(upload.uploader()),
            bench(upload),
            List.of(),
            "");
    ShelvedEpisode shelved = library.shelveSent(episode, upload.guid());
    if (become(upload, before, State.READY, null) == 0
        && find(upload.guid()).map(Upload::state).filter(State.READY::equals).isEmpty()) {
      library.remove(shelved); // it was deleted meanwhile
    }
    clear(upload);
  }

  private int become(Upload upload, State before, State after, @Nullable String reason) {
    return database.inTransaction(
        session ->
            session.update(
                "update upload set state = ?, reason = ? where guid = ? and state = ?",
                after.name(),
                reason,
                upload.guid(),
                before.name()));
  }

  /** Forgets an upload for ever, with its bytes, also if it came onto the shelf meanwhile. */
  public void drop(Upload upload) throws IOException {
    library.accompany(upload.guid(), Optional.empty());
    database.inSession(
        session -> session.update("delete from upload where guid = ?", upload.guid()));
    clear(upload);
    Optional<ShelvedEpisode> shelved = library.find(upload.guid());
    if (shelved.isPresent()) {
      library.remove(shelved.get());
    }
  }

  /** Forgets what was announced and never came, and pictures that nothing named; how many. */
  public int sweep() throws IOException {
    List<Upload> late =
        database.inSession(
            session ->
                session.list(
                    Intake::upload,
                    UPLOAD + "where state = 'WAITING' and expires <= ?",
                    OffsetDateTime.now(clock)));
    for (Upload upload : late) {
      drop(upload);
    }
    if (Files.isDirectory(pictures())) {
      try (Stream<Path> files = Files.list(pictures())) {
        for (Path file : files.toList()) {
          boolean old =
              Files.getLastModifiedTime(file)
                  .toInstant()
                  .isBefore(clock.instant().minus(PICTURE_KEPT));
          if (old && !isNamed(String.valueOf(file.getFileName()))) {
            Files.delete(file);
          }
        }
      }
    }
    return late.size();
  }

  /** Whether a show or an upload on its way has this picture. */
  private boolean isNamed(String picture) {
    return database
        .inSession(
            session ->
                session.first(
                    row -> row.getString(1),
                    "select name from show where picture = ? union select show from upload where"
                        + " picture = ? and state in ('WAITING', 'RECEIVED')",
                    picture,
                    picture))
        .isPresent();
  }

  /**
   * Bytes that an account holds: its episodes, what is on its way, and the pictures of timelines.
   * Of the owner's own, only what was sent counts.
   */
  public long bytes(String account) throws IOException {
    String sent = account.equals(Tokens.OWNER) ? " and guid in (select guid from upload)" : "";
    long shelved =
        database.inSession(
            session ->
                session
                    .first(
                        row -> row.getLong(1),
                        "select coalesce(sum(bytes), 0) from episode where show in (select name"
                            + " from show where account = ?)"
                            + sent,
                        account)
                    .orElse(0L));
    List<Upload> waiting =
        database.inSession(
            session ->
                session.list(
                    Intake::upload,
                    UPLOAD
                        + "where state in ('WAITING', 'RECEIVED', 'HELD')"
                        + " and show in (select name from show where account = ?)",
                    account));
    long onTheWay = 0;
    for (Upload upload : waiting) {
      onTheWay += size(bench(upload));
    }
    return shelved + onTheWay + pictureBytes(account);
  }

  private long pictureBytes(String account) {
    List<String> timelines =
        database.inSession(
            session ->
                session.list(
                    Rows::text,
                    "select items from timeline where guid in (select guid from episode where show"
                        + " in (select name from show where account = ?) union select guid from"
                        + " upload where show in (select name from show where account = ?))",
                    account,
                    account));
    return timelines.stream()
        .flatMap(items -> Timeline.pictures(items).stream())
        .distinct()
        .mapToLong(this::pictureLength)
        .sum();
  }

  private long pictureLength(String picture) {
    try {
      Optional<Path> file = library.media().find(picture, ".jpg");
      return file.isPresent() ? Files.size(file.get()) : 0;
    } catch (IOException e) {
      throw new LibraryException("A picture could not be measured.", e);
    }
  }

  private static long size(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(Path::toFile).mapToLong(File::length).sum();
    }
  }

  private void clear(Upload upload) throws IOException {
    Folders.delete(bench(upload));
  }

  /** Keeps a JPEG; the token by which its sender's account may name it. */
  public String keepPicture(String account, byte[] jpeg) throws IOException {
    String token = Tokens.random();
    WholeFile.write(picture(named(account, token)), jpeg);
    return token;
  }

  /** The picture that a token of this account names, as an episode keeps it. */
  public Optional<String> pictureOf(String account, String token) {
    return Optional.of(named(account, token)).filter(name -> Files.exists(picture(name)));
  }

  /**
   * Puts the picture of this name beside those of episodes, where it stays as long as one has it.
   *
   * @return the SHA-256 of its JPEG
   */
  public String shelvePicture(String name) throws IOException {
    String sha256 = Fingerprint.of(picture(name));
    library.media().keep(picture(name), sha256, ".jpg");
    return sha256;
  }

  private static String named(String account, String token) {
    return Fingerprint.of(account, token);
  }

  private Path picture(String name) {
    return pictures().resolve(name);
  }

  private Path pictures() {
    return folder.resolve("pictures");
  }

  private static Upload upload(ResultSet row) throws SQLException {
    return new Upload(
        row.getObject("guid", UUID.class),
        row.getString("show"),
        row.getString("uploader"),
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
        row.getObject("created", OffsetDateTime.class).toInstant());
  }
}
