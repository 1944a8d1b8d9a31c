package larksong.publish.site;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import larksong.config.Sections;
import larksong.publish.Publisher;

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
}
