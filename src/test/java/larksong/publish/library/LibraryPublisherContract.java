package larksong.publish.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import larksong.library.ShelvedEpisode;
import larksong.publish.PublisherContract;
import larksong.server.Served;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every publisher into a library promises; the library is behind a real server. */
abstract class LibraryPublisherContract extends PublisherContract {

  protected Served served;

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Override
  protected List<String> audible() throws Exception {
    List<String> sounds = new ArrayList<>();
    for (ShelvedEpisode episode : served.library.episodes("morning")) {
      sounds.add(Files.readString(served.library.media().path(episode.sha256(), ".mp3")));
    }
    return sounds;
  }

  @Override
  protected String opened(String location) throws Exception {
    try (Response response = served.get(location.substring(served.url().toString().length()))) {
      assertThat(response.code()).isEqualTo(200);
      return response.body().string();
    }
  }

  @Test
  void showsTheEpisodeOnItsPage() throws Exception {
    assertThat(opened(published(episode(SOUND)).location())).contains("Morning &amp; more");
  }
}
