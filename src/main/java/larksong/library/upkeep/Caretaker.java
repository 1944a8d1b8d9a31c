package larksong.library.upkeep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import larksong.files.Fingerprint;
import larksong.files.Folders;
import larksong.files.WholeFile;
import larksong.library.Library;
import larksong.library.ShelvedEpisode;
import larksong.library.deletion.Holdings;
import larksong.library.deletion.Holdings.Held;
import larksong.library.journal.Departures;
import larksong.library.upkeep.Backup.Lost;

/** Holds the rows of a library against its files: what is missing, and what has no owner. */
public final class Caretaker {

  /** Nothing younger is swept: whoever made it may still be at work. */
  private static final Duration OLD = Duration.ofDays(1);

  private static final Pattern MEDIA = Pattern.compile("[0-9a-f]{64}\\.(?:mp3|jpg)");

  /** What a process makes for itself in the home folder and takes away when it ends. */
  private static final List<String> OF_HOME =
      List.of("backup-*", "restore-*", "say-*", "doctor-*", "voice-*.part");

  private static final List<String> OF_UPLOADS = List.of("own-*", "upload-*");

  private static final int DEEPEST = 6;

  private final Library library;
  private final Path home;
  private int swept;

  public Caretaker(Library library, Path home) {
    this.library = library;
    this.home = home;
  }

  /**
   * The files that rows name and that are not there, or not with the length that they should have.
   *
   * @param reads whether each is also read through, so that none is taken for another
   */
  public List<Lost> missing(boolean reads) {
    HeldFiles files = new HeldFiles(library.store(), home);
    List<Held> suspects = new ArrayList<>();
    for (Held held : library.store().database().read(Holdings::of).values()) {
      if (why(files, held, reads).isPresent()) {
        suspects.add(held);
      }
    }
    if (suspects.isEmpty()) {
      return List.of();
    }
    // What was taken off the shelf since the rows were read is not missing.
    Set<String> still = library.store().database().read(Holdings::of).keySet();
    return suspects.stream()
        .filter(held -> still.contains(held.name()))
        .flatMap(
            held ->
                why(files, held, reads).stream()
                    .map(why -> new Lost(held.name(), why, List.copyOf(held.owners()))))
        .toList();
  }

  private static Optional<String> why(HeldFiles files, Held held, boolean reads) {
    try {
      Held known = files.known(held);
      if (!files.isThere(known)) {
        return Optional.of("is missing or damaged");
      }
      if (reads && !known.sha256().isEmpty()) {
        Optional<Path> file = files.find(held.name());
        if (file.isEmpty() || !Fingerprint.of(file.get()).equals(known.sha256())) {
          return Optional.of("is damaged");
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("could not be read");
    }
  }

  /**
   * Whether the sound and the picture of an episode are there as its row says, read to the last
   * byte.
   */
  public static boolean isWhole(Library library, ShelvedEpisode episode) {
    try {
      return isWhole(library.media().find(episode.sha256(), ".mp3"), episode.sha256())
          && isWhole(library.media().find(episode.cover(), ".jpg"), episode.cover());
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isWhole(Optional<Path> file, String sha256) throws IOException {
    return file.isPresent() && Fingerprint.of(file.get()).equals(sha256);
  }

  /**
   * Takes away what processes that were killed left, once it is a day old, and forgets what left
   * this machine long ago.
   *
   * @return how many files and folders it was
   */
  public int sweep() throws IOException {
    new Departures(library.store()).endOld();
    swept = 0;
    for (String names : OF_HOME) {
      sweep(home, names);
    }
    sweep(home.resolve("keys"), ".*.part");
    for (String names : OF_UPLOADS) {
      sweep(home.resolve("uploads"), names);
    }
    sweep(home.resolve("fetched"), "part-*");
    for (String folder : List.of("uploads", "work", "media")) {
      sweepParts(home.resolve(folder));
    }
    sweep(home, ".*.part");
    sweepMedia();
    return swept;
  }

  private void sweep(Path folder, String names) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, names)) {
      for (Path one : found) {
        sweepOld(one);
      }
    }
  }

  private void sweepParts(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    for (Path file : files(folder)) {
      if (WholeFile.isPart(file)) {
        sweepOld(file);
      }
    }
  }

  /** Others may take away at the same time what is listed. */
  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        return List.of(); // the next sweep finds it
      }
      throw e.getCause();
    }
  }

  private void sweepOld(Path one) throws IOException {
    if (!isOld(one)) {
      return;
    }
    if (Files.isDirectory(one)) {
      Folders.delete(one);
      swept++;
    } else if (Files.deleteIfExists(one)) {
      swept++;
    }
  }

  /** Nothing in it is younger either. */
  private boolean isOld(Path one) throws IOException {
    Instant end = library.store().clock().instant().minus(OLD);
    if (Files.isDirectory(one)) {
      for (Path file : files(one)) {
        if (!isBefore(file, end)) {
          return false;
        }
      }
    }
    return isBefore(one, end);
  }

  private static boolean isBefore(Path file, Instant end) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(end);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** A node takes its own copies away; what all nodes share stays. */
  private void sweepMedia() throws IOException {
    Path media = home.resolve("media");
    if (!Files.isDirectory(media)) {
      return;
    }
    List<Path> old = new ArrayList<>();
    for (Path file : files(media)) {
      if (MEDIA.matcher(String.valueOf(file.getFileName())).matches() && isOld(file)) {
        old.add(file);
      }
    }
    Set<String> held = library.store().database().read(Holdings::of).keySet();
    old.removeIf(file -> held.contains(name(file)));
    if (old.isEmpty()) {
      return;
    }
    try {
      // An episode with the same sound may come at this moment: nobody writes meanwhile.
      swept +=
          library
              .store()
              .database()
              .write(session -> withoutOwner(old, Holdings.of(session).keySet()));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private int withoutOwner(List<Path> old, Set<String> held) {
    int gone = 0;
    for (Path file : old) {
      try {
        if (!held.contains(name(file)) && isOld(file) && Files.deleteIfExists(file)) {
          gone++;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return gone;
  }

  private String name(Path file) {
    return home.relativize(file).toString().replace('\\', '/');
  }
}
