package larksong.publish.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.stream.Stream;
import larksong.config.Sections;
import larksong.net.Http;
import larksong.publish.Publisher;
import larksong.publish.Receipts;
import org.junit.jupiter.api.Test;

class FolderSiteTest extends SitePublisherContract {

  @Override
  protected Publisher publisher(Receipts receipts) {
    return FolderSite.of(
        "attic",
        Sections.of(folder, "{ path: published, url: \"https://attic.example.com/x/\" }"),
        new SitePublisher.Outside(() -> Http.withoutCache().client(), receipts, Clock.systemUTC()));
  }

  @Override
  protected Site site() {
    return new FolderSite(folder.resolve("published"));
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

  private static boolean isForOthers(Path file) {
    try {
      return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
