package larksong.library.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import larksong.files.Fingerprint;
import larksong.files.Folders;
import larksong.files.WholeFile;
import larksong.json.Json;
import larksong.library.Library;
import larksong.library.ShelvedEpisode;
import larksong.library.ShelvedShow;
import larksong.library.TakenShowException;
import larksong.library.Upload;
import larksong.library.Upload.Details;
import larksong.library.Upload.State;
import larksong.library.UploadFolder;
import larksong.library.access.Tokens;
import larksong.library.access.Tokens.Grant;
import larksong.library.deletion.Deletions;
import larksong.library.intake.Finishing.UnfitException;
import larksong.library.store.Database;
import larksong.library.store.Leases;
import larksong.library.store.Leases.Lease;
import larksong.library.store.SharedFolder;
import larksong.library.store.Store;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Kept;
import larksong.model.Level;
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

  /** How long a node has what it finishes for itself; finished twice, it is there once. */
  private static final Duration TURN = Duration.ofMinutes(10);

  private static final Set<State> OPEN_STATES =
      EnumSet.of(State.WAITING, State.RECEIVED, State.HELD);

  private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final int LONGEST_REASON = 1000;

  /** Whatever a token announced may be sent as long as the token is valid, and no longer. */
  private static final String OF_VALID_TOKEN =
      " and token in (select id from token where revoked is null and (expires is null or expires"
          + " > ?))";

  private final Library library;
  private final Database database;
  private final SharedFolder files;
  private final SentPictures pictures;
  private final Clock clock;

  /** Recordings on their way into a library. */
  public Intake(Library library) {
    Store store = library.store();
    this.library = library;
    this.database = store.database();
    this.files = store.files(store.home().resolve("uploads"), "uploads");
    this.pictures = new SentPictures(store, library.media());
    this.clock = store.clock();
  }

  /** Pictures that come with recordings. */
  public SentPictures pictures() {
    return pictures;
  }

  /** How much each account stores. */
  public Room room() {
    return new Room(database, library.media(), files, pictures);
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
    Instant now = clock.instant();
    database.write(
        session ->
            session.put(
                "upload",
                "guid",
                "guid, show, uploader, token, approval, title, summary, notes, language, video,"
                    + " picture, address, state, created, expires, bytes, privacy",
                guid,
                show.name(),
                sender.name(),
                sender.id(),
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
                now.plus(OPEN),
                0,
                Level.LOCAL));
    return new Opened(find(guid).orElseThrow(), secret);
  }

  /** The upload whose address this is, if it still takes bytes. */
  public Optional<Upload> awaiting(String secret) {
    return database.read(
        session ->
            session.first(
                Upload::of,
                Upload.SELECT
                    + "where address = ? and state = 'WAITING' and expires > ?"
                    + OF_VALID_TOKEN,
                Fingerprint.of(secret),
                clock.instant(),
                clock.instant()));
  }

  /** Where the bytes of an upload belong. */
  public Path sound(Upload upload) throws IOException {
    return WholeFile.privateFolder(bench(upload)).resolve(UploadFolder.SENT);
  }

  private Path bench(Upload upload) {
    return files.path(upload.guid().toString());
  }

  private static String name(Upload upload, String file) {
    return upload.guid() + "/" + file;
  }

  /** Notes that all bytes are here; false if another request was quicker. */
  public boolean receive(Upload upload) throws IOException {
    if (!isIn(upload, State.WAITING)) {
      return false;
    }
    files.share(name(upload, UploadFolder.SENT), "application/octet-stream");
    long bytes = Files.size(sound(upload));
    return database.write(
            session ->
                session.update(
                    "update upload set state = 'RECEIVED', bytes = ?"
                        + " where guid = ? and state = 'WAITING'"
                        + OF_VALID_TOKEN,
                    bytes,
                    upload.guid(),
                    clock.instant()))
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
    return database.read(
        session ->
            session.list(
                Upload::of, Upload.SELECT + "where state = ? order by created", state.name()));
  }

  /** All uploads of a show, the oldest first. */
  public List<Upload> of(String show) {
    return database.read(
        session ->
            session.list(Upload::of, Upload.SELECT + "where show = ? order by created", show));
  }

  public Optional<Upload> find(UUID guid) {
    return database.read(
        session -> session.first(Upload::of, Upload.SELECT + "where guid = ?", guid));
  }

  /**
   * Makes an episode of what was received; shelves it, or holds it for the owner. What was made
   * before something failed is not made again, nor what another node is at.
   */
  public void finish(Upload upload, Finishing finishing) throws IOException {
    if (!library.isShared()) {
      finished(upload, finishing);
      return;
    }
    Optional<Lease> turn = new Leases(library.store()).take("upload " + upload.guid(), "", TURN);
    if (turn.isPresent()) {
      try {
        if (isIn(upload, State.RECEIVED)) { // else another node finished it since it was listed
          finished(upload, finishing);
        }
      } finally {
        new Leases(library.store()).release(turn.get());
      }
    }
  }

  private boolean isIn(Upload upload, State state) {
    return find(upload.guid()).filter(now -> now.state() == state).isPresent();
  }

  private void finished(Upload upload, Finishing finishing) throws IOException {
    ShelvedShow show = library.show(upload.show()).orElseThrow();
    try {
      if (files.find(name(upload, UploadFolder.RECORDING)).isEmpty()) {
        WholeFile.write(
            files.path(name(upload, UploadFolder.RECORDING)),
            Json.write(made(upload, show, finishing)));
      }
      if (!upload.approval()) {
        shelve(upload, show, State.RECEIVED);
      } else {
        share(upload);
        if (become(upload, State.RECEIVED, State.HELD, null) == 0
            && find(upload.guid()).isEmpty()) {
          clear(upload); // it was deleted meanwhile
        }
      }
    } catch (UnfitException e) {
      fail(upload, String.valueOf(e.getMessage()));
    } catch (TakenShowException e) {
      clear(upload); // its show was deleted meanwhile
    }
  }

  private Recording made(Upload upload, ShelvedShow show, Finishing finishing)
      throws UnfitException, IOException {
    Path sent =
        files
            .find(name(upload, UploadFolder.SENT))
            .orElseGet(() -> files.path(name(upload, UploadFolder.SENT)));
    Optional<Path> picture =
        upload.picture().isPresent() ? pictures.file(upload.picture().get()) : Optional.empty();
    return finishing.recording(sent, show, upload, picture, bench(upload));
  }

  /** The owner may be at any node. */
  private void share(Upload upload) throws IOException {
    for (String file : parts(recording(upload))) {
      files.share(name(upload, file), "application/octet-stream");
    }
    files.share(name(upload, UploadFolder.RECORDING), "application/json");
  }

  private static List<String> parts(Recording recording) {
    return List.of(recording.mp3(), recording.transcript(), recording.cover());
  }

  /** Gives an upload up that was received. */
  public void fail(Upload upload, String reason) throws IOException {
    String told = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
    if (become(upload, State.RECEIVED, State.FAILED, told) > 0) {
      clear(upload);
    }
  }

  /** What waits for the owner's word under this GUID. */
  public Optional<Upload> held(UUID guid) {
    return find(guid).filter(upload -> upload.state() == State.HELD);
  }

  /** The recording of what is held, for the owner's ear. */
  public Path heldSound(Upload upload) throws IOException {
    return here(upload, recording(upload).mp3());
  }

  private Recording recording(Upload upload) throws IOException {
    return Json.read(Files.readString(here(upload, UploadFolder.RECORDING)), Recording.class);
  }

  private Path here(Upload upload, String file) throws IOException {
    return files
        .find(name(upload, file))
        .orElseThrow(() -> new IOException("A part of the upload is gone. Have it sent again."));
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
    for (String part : parts(recording)) {
      here(upload, part);
    }
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
            new Kept("", Level.LOCAL),
            Level.LOCAL);
    ShelvedEpisode shelved = library.shelveSent(episode, upload.guid());
    if (become(upload, before, State.READY, null) == 0
        && find(upload.guid()).map(Upload::state).filter(State.READY::equals).isEmpty()) {
      new Deletions(library).remove(shelved); // it was deleted meanwhile
    }
    clear(upload);
  }

  private int become(Upload upload, State before, State after, @Nullable String reason) {
    return database.write(
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
    database.write(session -> session.update("delete from upload where guid = ?", upload.guid()));
    clear(upload);
    Optional<ShelvedEpisode> shelved = library.find(upload.guid());
    if (shelved.isPresent()) {
      new Deletions(library).remove(shelved.get());
    }
  }

  /** Forgets what is not on the shelf; false if it came there meanwhile, where it stays. */
  public boolean withdraw(Upload upload) throws IOException {
    int gone =
        database.write(
            session ->
                session.update(
                    "delete from upload where guid = ? and state <> 'READY'", upload.guid()));
    if (gone > 0) {
      library.accompany(upload.guid(), Optional.empty());
      clear(upload);
    }
    return gone > 0;
  }

  /** Forgets what was announced and never came, and pictures that nothing named; how many. */
  public int sweep() throws IOException {
    List<Upload> late =
        database.read(
            session ->
                session.list(
                    Upload::of,
                    Upload.SELECT + "where state = 'WAITING' and expires <= ?",
                    clock.instant()));
    for (Upload upload : late) {
      drop(upload);
    }
    pictures.sweep();
    sweepBenches();
    return late.size();
  }

  /** Takes away what is left here of uploads that another node finished, or that are decided. */
  private void sweepBenches() throws IOException {
    if (!Files.isDirectory(files.folder())) {
      return;
    }
    try (Stream<Path> folders = Files.list(files.folder())) {
      for (Path bench : folders.filter(folder -> GUID.matcher(name(folder)).matches()).toList()) {
        boolean open =
            find(UUID.fromString(name(bench)))
                .filter(upload -> OPEN_STATES.contains(upload.state()))
                .isPresent();
        if (!open) {
          Folders.delete(bench);
        }
      }
    }
  }

  private static String name(Path folder) {
    return String.valueOf(folder.getFileName());
  }

  private void clear(Upload upload) throws IOException {
    UploadFolder.clear(files, upload.guid());
  }
}
