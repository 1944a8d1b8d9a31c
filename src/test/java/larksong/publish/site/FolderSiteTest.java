package larksong.publish.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import larksong.config.Sections;
import larksong.json.Json;
import larksong.library.Episodes;
import larksong.model.Edition;
import larksong.model.Fixtures;
import larksong.publish.PublishException;
import larksong.publish.Publisher;
import larksong.publish.Receipts;
import org.junit.jupiter.api.Test;

class FolderSiteTest extends SitePublisherContract {

  @Override
  protected Publisher publisher(Receipts receipts) {
    return FolderSite.of(
        "attic",
        Sections.of(folder, "{ path: published, url: \"https://attic.example.com/x/\" }"),
        outside(receipts));
  }

  @Override
  protected Site site() {
    return new FolderSite(folder.resolve("published"));
  }

  @Override
  protected long sounds() throws Exception {
    try (Stream<Path> files = Files.walk(folder.resolve("published"))) {
      return files.filter(file -> file.toString().endsWith(".mp3")).count();
    }
  }

  @Override
  protected String base() {
    return "https://attic.example.com/x/";
  }

  @Override
  protected String file(String path) throws Exception {
    Path file = folder.resolve("published").resolve(path);
    return Files.exists(file)
        ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
        : "";
  }

  @Test
  void letsAWebServerReadWhatIsInAFolderThatItMayLookInto() throws Exception {
    Files.createDirectories(folder.resolve("published"));
    published(episode(SOUND));

    try (Stream<Path> files = Files.walk(folder.resolve("published"))) {
      assertThat(files.filter(file -> !file.endsWith(".lock")))
          .hasSizeGreaterThan(8)
          .allMatch(FolderSiteTest::isForOthers);
    }
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    new FolderSite(closed).write("secret", new byte[0], "text/plain");
    assertThat(isForOthers(closed.resolve("secret"))).isFalse();
  }

  @Test
  void keepsTheEditionsOfAFolderThatHadNoNamesForRecordings() throws Exception {
    published(episode(SOUND));
    Path show = folder.resolve("published/shows/morning");
    JsonNode index = Json.tree(Files.readString(show.resolve("episodes.json")));
    Files.writeString(show.resolve("index.json"), index.path("episodes").toString());
    Files.delete(show.resolve("episodes.json"));
    String guid = index.path("episodes").path(0).path("guid").asText();
    Files.writeString(folder.resolve("published/media").resolve(guid + ".mp3"), "of before");
    Edition next =
        new Edition("morning", Fixtures.EDITION.nominal().plusDays(1), Fixtures.EDITION.zone());

    published(Episodes.of(folder.resolve("next"), next, SOUND + " tomorrow"));

    assertThat(audible()).containsExactly(SOUND + " tomorrow", "of before");
  }

  @Test
  void writesNowhereElseWhateverTheIndexSays() throws Exception {
    published(episode(SOUND));
    Path index = folder.resolve("published/shows/morning/episodes.json");
    Files.writeString(
        index,
        Files.readString(index).replaceFirst("(\"files\":\\{\"[^\"]+\":\")[^\"]+", "$1../../x"));

    assertThatThrownBy(() -> published(episode(SOUND))).isInstanceOf(PublishException.class);
    assertThat(folder.resolve("x.mp3")).doesNotExist();
  }

  private static boolean isForOthers(Path file) {
    try {
      return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
