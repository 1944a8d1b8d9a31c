package larksong.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import larksong.files.Fingerprint;
import larksong.files.Folders;
import larksong.files.WholeFile;
import larksong.library.Delivery;
import larksong.library.Leases.Lease;
import larksong.library.ShelvedEpisode;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Recording;
import larksong.model.Show;
import larksong.publish.Editions;

/** Finds the files of what is to be brought to a target: on its bench, else on the shelf. */
record FetchedEpisodes(Larksong larksong) implements Editions {

  @Override
  public Optional<Show> show(String name) {
    return larksong.find(name).map(Wired::show);
  }

  @Override
  public Optional<Lease> lease(Edition edition) {
    return larksong.lease(edition);
  }

  /** What lies on its bench is sent only if it still is what was made. */
  @Override
  public Optional<Episode> episode(Delivery delivery) {
    try {
      Optional<Episode> here =
          larksong
              .studio()
              .episode(delivery.edition())
              .filter(episode -> episode.recording().sha256().equals(delivery.sha256()));
      return here.isPresent() && isWhole(here.get()) ? here : shelved(delivery);
    } catch (IOException e) {
      throw new UncheckedIOException("The episode's files could not be read", e);
    }
  }

  private static boolean isWhole(Episode episode) throws IOException {
    Path mp3 = episode.mp3();
    return Files.isRegularFile(mp3)
        && Files.size(mp3) == episode.recording().bytes()
        && Fingerprint.of(mp3).equals(episode.recording().sha256())
        && Files.isRegularFile(episode.transcript())
        && Files.size(episode.transcript()) > 0
        && isPicture(episode.cover());
  }

  private static boolean isPicture(Path cover) throws IOException {
    return Files.isRegularFile(cover) && ImageIO.read(cover.toFile()) != null;
  }

  /** Another node made it, or the work folder was emptied. */
  private Optional<Episode> shelved(Delivery delivery) throws IOException {
    Optional<ShelvedEpisode> shelved =
        larksong
            .library()
            .find(delivery.edition())
            .filter(episode -> episode.sha256().equals(delivery.sha256()));
    Optional<Show> show = larksong.find(delivery.edition().show()).map(Wired::show);
    if (shelved.isEmpty() || show.isEmpty()) {
      return Optional.empty();
    }
    return fetched(shelved.get(), show.get());
  }

  /** Never onto the bench, where a run may be at work. */
  private Optional<Episode> fetched(ShelvedEpisode shelved, Show show) throws IOException {
    Optional<Path> sound = larksong.library().media().find(shelved.sha256(), ".mp3");
    Optional<Path> cover = larksong.library().media().find(shelved.cover(), ".jpg");
    if (sound.isEmpty()
        || cover.isEmpty()
        || !Fingerprint.of(sound.get()).equals(shelved.sha256())
        || !Fingerprint.of(cover.get()).equals(shelved.cover())) {
      return Optional.empty();
    }
    Path all = WholeFile.privateFolder(larksong.home().resolve("fetched"));
    Path folder = all.resolve(shelved.sha256());
    if (!Files.isDirectory(folder)
        || !isWhole(folder.resolve("episode.mp3"), shelved.sha256())
        || !isWhole(folder.resolve("cover.jpg"), shelved.cover())) {
      Folders.delete(folder);
      prune(all);
      Path part = Files.createTempDirectory(all, "part-");
      Files.copy(sound.get(), part.resolve("episode.mp3"));
      Files.copy(cover.get(), part.resolve("cover.jpg"));
      Files.writeString(part.resolve("transcript.vtt"), shelved.transcript());
      moved(part, folder);
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
            ""));
  }

  private static boolean isWhole(Path file, String sha256) throws IOException {
    return Files.isRegularFile(file) && Fingerprint.of(file).equals(sha256);
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
        if (Files.getLastModifiedTime(one).toInstant().isBefore(old)) {
          Folders.delete(one);
        }
      }
    }
  }
}
