package larksong.library.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import larksong.files.Fingerprint;
import larksong.files.WholeFile;
import larksong.library.MediaStore;
import larksong.library.access.Tokens;
import larksong.library.deletion.Holdings;
import larksong.library.store.Database;
import larksong.library.store.LibraryException;
import larksong.library.store.SharedFolder;
import larksong.library.store.Store;

/** Pictures that were sent to go with a recording or a show, until something has them. */
public final class SentPictures {

  /** How long a picture waits to be named by an episode. */
  private static final Duration KEPT = Duration.ofDays(1);

  /** Digits of a name that tell whose it is. */
  private static final int BEGINNING = 16;

  private final MediaStore media;
  private final Database database;
  private final SharedFolder files;
  private final Clock clock;

  public SentPictures(Store store, MediaStore media) {
    this.media = media;
    this.database = store.database();
    this.files = store.files(store.home().resolve("uploads/pictures"), "uploads/pictures");
    this.clock = store.clock();
  }

  /** Keeps a JPEG; the token by which its sender's account may name it. */
  public String keep(String account, byte[] jpeg) throws IOException {
    String token = Tokens.random();
    String name = named(account, token);
    WholeFile.write(files.path(name), jpeg);
    files.share(name, "image/jpeg");
    return token;
  }

  /** The picture that a token of this account names, as an episode keeps it. */
  public Optional<String> of(String account, String token) {
    String name = named(account, token);
    try {
      return files.find(name).map(file -> name);
    } catch (IOException e) {
      throw new LibraryException("A picture could not be fetched.", e);
    }
  }

  /** Begins alike for all of an account. */
  private static String named(String account, String token) {
    return beginning(account) + Fingerprint.of(account, token).substring(BEGINNING);
  }

  private static String beginning(String account) {
    return Fingerprint.of(account).substring(0, BEGINNING);
  }

  /** Bytes of those that an account sent and that are here, for whatever they are. */
  long bytes(String account) throws IOException {
    if (!Files.isDirectory(files.folder())) {
      return 0;
    }
    try (Stream<Path> all = Files.list(files.folder())) {
      return all.filter(file -> String.valueOf(file.getFileName()).startsWith(beginning(account)))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  /** The file of a name, if there still is one. */
  Optional<Path> file(String name) throws IOException {
    return files.find(name);
  }

  /**
   * Puts the picture of this name beside those of episodes, where it stays as long as one has it.
   *
   * @return the SHA-256 of its JPEG
   */
  public String shelve(String name) throws IOException {
    Path picture =
        files.find(name).orElseThrow(() -> new IOException("The picture is gone. Send it again."));
    String sha256 = Fingerprint.of(picture);
    media.keep(picture, sha256, ".jpg");
    return sha256;
  }

  /** Forgets those that nothing named. */
  void sweep() throws IOException {
    if (!Files.isDirectory(files.folder())) {
      return;
    }
    try (Stream<Path> all = Files.list(files.folder())) {
      for (Path file : all.toList()) {
        String name = String.valueOf(file.getFileName());
        boolean old =
            Files.getLastModifiedTime(file).toInstant().isBefore(clock.instant().minus(KEPT));
        if (old && !database.read(session -> Holdings.isNamed(session, name))) {
          files.remove(name);
        }
      }
    }
  }
}
