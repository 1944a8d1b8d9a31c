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
import larksong.files.Folders;
import larksong.files.WholeFile;
import larksong.library.Delivery;
import larksong.library.ShelvedEpisode;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Recording;
import larksong.model.Show;

/** Finds the files of what is to be brought to a target: on its bench, else on the shelf. */
record FetchedEpisodes(Larksong larksong) {

  Optional<Episode> of(Delivery delivery) {
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
    Optional<Show> show = larksong.find(delivery.edition().show()).map(Wired::show);
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
    Optional<Path> sound = larksong.library().media().find(shelved.sha256(), ".mp3");
    Optional<Path> cover = larksong.library().media().find(shelved.cover(), ".jpg");
    if (sound.isEmpty() || cover.isEmpty()) {
      return Optional.empty();
    }
    Path all = WholeFile.privateFolder(larksong.home().resolve("fetched"));
    Path folder = all.resolve(shelved.sha256());
    if (!Files.isDirectory(folder)) {
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
