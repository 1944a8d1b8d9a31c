package larksong.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import larksong.library.Episodes;
import larksong.library.ShelvedEpisode;
import larksong.model.Fixtures;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording's or a picture's file is a link to something that nobody put on the shelf. */
class LinkedMediaTest {

  private static final String SOUND = "0123456789".repeat(100);
  private static final String SECRET = "a secret  ".repeat(100);

  @TempDir Path folder;

  private Served served;
  private ShelvedEpisode episode;
  private String listener;

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"));
    episode = served.library.shelve(Episodes.of(folder.resolve("bench"), Fixtures.EDITION, SOUND));
    listener = served.listener();
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void servesNoFileOutsideOfTheSameLength() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), SECRET);
    replace(served.library.media().path(episode.sha256(), ".mp3"), secret);

    assertThat(sound()).doesNotContain("secret");
  }

  @Test
  void servesNoFileOutsideThatWasServedBeforeItWasALink() throws Exception {
    assertThat(sound()).isEqualTo(SOUND);
    Path secret = Files.writeString(folder.resolve("secret"), SECRET);
    replace(served.library.media().path(episode.sha256(), ".mp3"), secret);

    assertThat(sound()).doesNotContain("secret");
  }

  @Test
  void servesNoFileOfAFolderOutside() throws Exception {
    Path file = served.library.media().path(episode.sha256(), ".mp3");
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Files.writeString(outside.resolve(file.getFileName()), SECRET);
    Files.move(file.getParent(), folder.resolve("moved"));
    Files.createSymbolicLink(file.getParent(), outside);

    assertThat(sound()).doesNotContain("secret");
  }

  @Test
  void endsOnALinkToWhatHasNoEnd() throws Exception {
    replace(served.library.media().path(episode.cover(), ".jpg"), Path.of("/dev/zero"));

    String page = listener + "media/" + episode.guid() + "-" + episode.cover().substring(0, 8);
    try (Response response = served.get(page + ".jpg")) {
      assertThat(response.code()).isIn(404, 410, 503);
    }
  }

  @Test
  void stillServesAShelfWhoseWholeFolderIsALink() throws Exception {
    Path media = folder.resolve("home/media");
    Files.move(media, folder.resolve("larger disk"));
    Files.createSymbolicLink(media, folder.resolve("larger disk"));

    assertThat(sound()).isEqualTo(SOUND);
  }

  private static void replace(Path file, Path target) throws Exception {
    Files.delete(file);
    Files.createSymbolicLink(file, target);
  }

  private String sound() throws Exception {
    try (Response response = served.get(listener + "media/" + episode.guid() + ".mp3")) {
      return response.body().string();
    }
  }
}
