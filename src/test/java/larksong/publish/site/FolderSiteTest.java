package larksong.publish.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import larksong.config.Sections;
import larksong.library.Episodes;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Fixtures;
import larksong.publish.PublishException;
import larksong.publish.Publisher;
import org.junit.jupiter.api.Test;

class FolderSiteTest extends SitePublisherContract {

  @Override
  protected Publisher publisher() {
    return FolderSite.of(
        "attic",
        Sections.of(folder, "{ path: published, url: \"https://attic.example.com/x/\" }"),
        Clock.systemUTC());
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
  void takesNothingFromTheIndexThatAnotherNodePutThereMeanwhile() throws Exception {
    Edition next =
        new Edition("morning", Fixtures.EDITION.nominal().plusDays(1), Fixtures.EDITION.zone());
    Episode tomorrow = Episodes.of(folder.resolve("next"), next, SOUND + " tomorrow");
    FolderSite published = new FolderSite(folder.resolve("published"));
    SitePublisher stalled =
        new SitePublisher(
            "attic",
            new Stalled(published, () -> publisher().publish(tomorrow)),
            URI.create(base()),
            Clock.systemUTC());
    Episode today = episode(SOUND);

    assertThatThrownBy(() -> stalled.publish(today))
        .isInstanceOf(PublishException.class)
        .hasMessageContaining("This one goes the next time");
    assertThat(audible()).containsExactly(SOUND + " tomorrow");

    publisher().publish(today);
    assertThat(audible()).containsExactly(SOUND + " tomorrow", SOUND);
  }

  /** What happens while a node is stalled. */
  private interface Meanwhile {
    void happens() throws PublishException;
  }

  /** A site whose writer is stalled while it sends the sound. */
  private record Stalled(Site site, Meanwhile meanwhile) implements Site {

    @Override
    public Optional<byte[]> read(String path) throws IOException {
      return site.read(path);
    }

    @Override
    public void write(String path, byte[] content, String type) throws IOException {
      site.write(path, content, type);
    }

    @Override
    public void copy(String path, Path file, String type) throws IOException {
      if (path.endsWith(".mp3")) {
        try {
          meanwhile.happens();
        } catch (PublishException e) {
          throw new IOException(e);
        }
      }
      site.copy(path, file, type);
    }

    @Override
    public void remove(String path) throws IOException {
      site.remove(path);
    }

    @Override
    public String place() {
      return site.place();
    }
  }
}
