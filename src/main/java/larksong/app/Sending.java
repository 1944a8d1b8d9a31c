package larksong.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import larksong.audio.EncodingException;
import larksong.audio.Remastering;
import larksong.audio.UnplayableException;
import larksong.files.Fingerprint;
import larksong.files.Folders;
import larksong.files.PrivateFiles;
import larksong.files.WholeFile;
import larksong.library.Notes;
import larksong.library.ShelvedEpisode;
import larksong.library.ShelvedShow;
import larksong.library.journal.Sendings;
import larksong.model.Edition;
import larksong.model.EditionId;
import larksong.model.Episode;
import larksong.model.Kept;
import larksong.model.Level;
import larksong.model.Provenance;
import larksong.model.Publication;
import larksong.model.Recording;
import larksong.model.Show;
import larksong.publish.PublishException;
import larksong.publish.Publisher;
import larksong.publish.QueuedPublisher;

/** Brings a finished recording, made by anyone, to where a show's editions go. */
public final class Sending {

  /** The show of recordings that name none. */
  private static final String RECORDINGS = "recordings";

  private final Larksong larksong;

  public Sending(Larksong larksong) {
    this.larksong = larksong;
  }

  /**
   * A recording to send.
   *
   * @param summary plain text or HTML of paragraphs and links
   * @param show a configured show's name, or one on the shelf; else a show of recordings
   * @param cover a JPEG or PNG
   */
  public record Parcel(
      Path sound, String title, String summary, Optional<String> show, Optional<Path> cover) {}

  /**
   * Where it is now.
   *
   * @param failures why other targets did not take it
   */
  public record Sent(List<Publication> publications, List<String> failures) {}

  /**
   * Masters and publishes it.
   *
   * @throws UnplayableException if it is no recording, or the cover no picture
   * @throws EncodingException if the encoder failed
   */
  public Sent send(Parcel parcel) throws IOException, UnplayableException, EncodingException {
    Show show = show(parcel.show().orElse(RECORDINGS));
    String content = Fingerprint.of(show.name(), parcel.title(), Fingerprint.of(parcel.sound()));
    Optional<Sent> before = before(show, content);
    if (before.isPresent()) {
      return before.get();
    }
    Path bench = Files.createTempDirectory(WholeFile.privateFolder(larksong.uploads()), "own-");
    try {
      Provenance provenance = Provenance.sentBy("");
      Optional<Path> cover = cover(parcel, bench);
      LocalDateTime now = LocalDateTime.now(larksong.clock().withZone(show.zone()));
      Recording recording =
          new Remastering(larksong.encoder())
              .master(
                  parcel.sound(),
                  new Remastering.Label(
                      show, parcel.title(), now.toLocalDate(), provenance.sentence()),
                  cover,
                  bench);
      // One after another, each at a minute of its own; other processes wait here too.
      Path file = larksong.uploads().resolve("turns");
      PrivateFiles.make(file);
      try (FileChannel turns =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        FileLock turn = turns.lock();
        try {
          Episode episode =
              new Episode(
                  edition(show, content, turns, now.truncatedTo(ChronoUnit.MINUTES)),
                  show,
                  parcel.title(),
                  Notes.text(parcel.summary()),
                  Notes.html(parcel.summary()),
                  recording,
                  provenance,
                  bench,
                  List.of(),
                  new Kept("", Level.LOCAL),
                  Level.LOCAL);
          return published(episode);
        } finally {
          turn.release();
        }
      }
    } finally {
      Folders.delete(bench);
    }
  }

  private static Optional<Path> cover(Parcel parcel, Path bench)
      throws IOException, UnplayableException {
    if (parcel.cover().isEmpty()) {
      return Optional.empty();
    }
    Path jpeg = bench.resolve("picture.jpg");
    WholeFile.write(jpeg, Remastering.picture(Files.readAllBytes(parcel.cover().get())));
    return Optional.of(jpeg);
  }

  /** Where the recording is, if it was sent before under this title and is everywhere. */
  private Optional<Sent> before(Show show, String content) {
    Optional<ShelvedEpisode> shelved =
        new Sendings(larksong.library().store()).find(content).flatMap(larksong.library()::find);
    if (shelved.isEmpty()) {
      return Optional.empty();
    }
    Edition edition = new Edition(shelved.get().edition(), show.zone());
    List<Publication> publications = new ArrayList<>();
    for (Publisher publisher : larksong.publishers(show.name())) {
      try {
        Optional<Publication> there = publisher.find(edition, shelved.get().sha256());
        if (there.isEmpty()) {
          return Optional.empty();
        }
        publications.add(there.get());
      } catch (PublishException e) {
        return Optional.empty(); // publishing it again says why
      }
    }
    return Optional.of(new Sent(publications, List.of()));
  }

  /** One target that fails does not keep it from the others. */
  private Sent published(Episode made) throws IOException {
    List<Publication> publications = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    List<Publisher> publishers = larksong.publishers(made.show().name());
    boolean mayWait = publishers.stream().anyMatch(QueuedPublisher.class::isInstance);
    Episode episode = mayWait ? larksong.studio().adopt(made) : made;
    for (Publisher publisher : publishers) {
      try {
        publications.add(publisher.publish(episode));
      } catch (PublishException e) {
        failures.add(String.valueOf(e.getMessage()));
      }
    }
    return new Sent(publications, failures);
  }

  private Show show(String name) {
    Optional<Show> configured = larksong.find(name).map(Wired::show);
    if (configured.isPresent()) {
      return configured.get();
    }
    Optional<ShelvedShow> shelved = larksong.library().show(name);
    return Show.ofRecordings(
        name,
        shelved.map(ShelvedShow::title).orElse(name.equals(RECORDINGS) ? "Recordings" : name),
        shelved.map(ShelvedShow::description).orElse(""),
        shelved.map(ShelvedShow::language).orElse(Locale.ENGLISH),
        larksong.clock().getZone());
  }

  /** What the recording was to become when it was sent before, or else one of its own. */
  private Edition edition(Show show, String content, FileChannel turns, LocalDateTime now)
      throws IOException {
    Optional<EditionId> before = new Sendings(larksong.library().store()).find(content);
    if (before.isPresent()) {
      return new Edition(before.get(), show.zone());
    }
    Edition edition = edition(show, turns, now);
    new Sendings(larksong.library().store()).note(content, edition.id());
    return edition;
  }

  /**
   * This minute, or the next that no other recording was sent in, no episode of the show has, and
   * no edition is scheduled for.
   */
  private Edition edition(Show show, FileChannel turns, LocalDateTime now) throws IOException {
    ByteBuffer kept = ByteBuffer.allocate(Long.BYTES);
    boolean first = turns.read(kept, 0) < Long.BYTES;
    LocalDateTime last =
        first
            ? LocalDateTime.MIN
            : LocalDateTime.ofEpochSecond(kept.flip().getLong(), 0, ZoneOffset.UTC);
    LocalDateTime minute = last.isBefore(now) ? now : last.plusMinutes(1);
    while (isTaken(show, minute)) {
      minute = minute.plusMinutes(1);
    }
    turns.write(
        ByteBuffer.allocate(Long.BYTES).putLong(minute.toEpochSecond(ZoneOffset.UTC)).flip(), 0);
    return new Edition(show.name(), minute, show.zone());
  }

  private boolean isTaken(Show show, LocalDateTime minute) {
    Edition edition = new Edition(show.name(), minute, show.zone());
    return larksong.library().find(edition.id()).isPresent()
        || Optional.ofNullable(larksong.timetables().get(show.name()))
            .map(timetable -> timetable.next(edition.at().toInstant().minusSeconds(1), 1))
            .filter(
                next -> !next.isEmpty() && next.get(0).toInstant().equals(edition.at().toInstant()))
            .isPresent();
  }
}
