package larksong.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import larksong.files.Fingerprint;
import larksong.files.Folders;
import larksong.files.WholeFile;
import larksong.library.ShelvedEpisode;
import larksong.library.journal.Delivery;
import larksong.library.store.Leases.Lease;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Kept;
import larksong.model.Level;
import larksong.model.Recording;
import larksong.model.Show;
import larksong.publish.Editions;

/** Finds the files of what is to be brought to a target: on its bench, else on the shelf. */
record FetchedEpisodes(Larksong larksong) implements Editions {

  private static final String FOLDER = "fetched";
  private static final String PART = "part-";

  @Override
  public Optional<Show> show(String name) {
    return larksong
        .find(name)
        .map(Wired::show)
        .or(
            () ->
                larksong
                    .library()
                    .show(name)
                    .map(
                        shelved ->
                            Show.ofRecordings(
                                name,
                                shelved.title(),
                                shelved.description(),
                                shelved.language(),
                                larksong.clock().getZone())));
  }

  /** Takes away what was fetched of a recording, and what killed processes left of that. */
  static void forget(Path home, String sha256) throws IOException {
    Path all = home.resolve(FOLDER);
    if (!Files.isDirectory(all)) {
      return;
    }
    Folders.delete(all.resolve(sha256));
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(all, PART + sha256 + "-*")) {
      for (Path part : parts) {
        Folders.delete(part);
      }
    }
  }

  @Override
  public Optional<Lease> lease(Edition edition) {
    return larksong.lease(edition);
  }

  @Override
  public Optional<Episode> episode(Delivery delivery) {
    Optional<Episode> here =
        larksong
            .studio()
            .episode(delivery.edition())
            .filter(episode -> episode.recording().sha256().equals(delivery.sha256()));
    return here.isPresent() ? here : shelved(delivery);
  }

  /** Another node made it, or the work folder was emptied. */
  private Optional<Episode> shelved(Delivery delivery) {
    Optional<ShelvedEpisode> shelved =
        larksong
            .library()
            .find(delivery.edition())
            .filter(episode -> episode.sha256().equals(delivery.sha256()));
    Optional<Show> show = show(delivery.edition().show());
    if (shelved.isEmpty() || show.isEmpty()) {
      return Optional.empty();
    }
    try {
      return fetched(shelved.get(), show.get());
    } catch (IOException e) {
      throw new UncheckedIOException("The episode's files could not be fetched", e);
    }
  }

  /** Never onto the bench, where a run may be at work. */
  private Optional<Episode> fetched(ShelvedEpisode shelved, Show show) throws IOException {
    Path all = WholeFile.privateFolder(larksong.home().resolve(FOLDER));
    Path folder = all.resolve(shelved.sha256());
    if (!isWhole(folder, shelved) && !fetch(all, folder, shelved)) {
      return Optional.empty();
    }
    Recording recording =
        new Recording(
            "episode.mp3",
            "transcript.vtt",
            "cover.jpg",
            shelved.duration(),
            shelved.bytes(),
            shelved.sha256(),
            shelved.loudness(),
            shelved.chapters(),
            shelved.cues());
    return Optional.of(
        new Episode(
            new Edition(shelved.edition(), show.zone()),
            show,
            shelved.title(),
            shelved.summary(),
            shelved.notes(),
            recording,
            shelved.provenance(),
            folder,
            List.of(),
            new Kept("", Level.LOCAL),
            Level.LOCAL));
  }

  /** Whether its files are all that the shelf says they are. */
  private static boolean isWhole(Path folder, ShelvedEpisode shelved) {
    try {
      return Fingerprint.of(folder.resolve("episode.mp3")).equals(shelved.sha256())
          && Fingerprint.of(folder.resolve("cover.jpg")).equals(shelved.cover())
          && Files.readString(folder.resolve("transcript.vtt")).equals(shelved.transcript());
    } catch (IOException e) {
      return false; // not there, or whatever keeps it from being read
    }
  }

  /** False if the shelf has not got them whole. */
  private boolean fetch(Path all, Path folder, ShelvedEpisode shelved) throws IOException {
    Optional<Path> sound = larksong.library().media().find(shelved.sha256(), ".mp3");
    Optional<Path> cover = larksong.library().media().find(shelved.cover(), ".jpg");
    if (sound.isEmpty() || cover.isEmpty()) {
      return false;
    }
    prune(all);
    Path part = Files.createTempDirectory(all, PART + shelved.sha256() + "-");
    WholeFile.copy(sound.get(), part.resolve("episode.mp3"));
    WholeFile.copy(cover.get(), part.resolve("cover.jpg"));
    WholeFile.write(part.resolve("transcript.vtt"), shelved.transcript());
    if (!isWhole(part, shelved)) {
      Folders.delete(part);
      return false;
    }
    if (!isWhole(folder, shelved)) {
      Folders.delete(folder);
    }
    moved(part, folder);
    return true;
  }

  /** Another target may have fetched it meanwhile. */
  private static void moved(Path part, Path folder) throws IOException {
    try {
      Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Folders.delete(part);
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  /** What is older than a day is brought, or fetched again. */
  private void prune(Path all) throws IOException {
    Instant old = larksong.clock().instant().minus(Duration.ofDays(1));
    try (Stream<Path> folders = Files.list(all)) {
      for (Path one : folders.toList()) {
        if (isBefore(one, old)) {
          Folders.delete(one);
        }
      }
    }
  }

  private static boolean isBefore(Path folder, Instant end) throws IOException {
    try {
      return Files.getLastModifiedTime(folder).toInstant().isBefore(end);
    } catch (NoSuchFileException e) {
      return false; // a deletion took it away
    }
  }
}
