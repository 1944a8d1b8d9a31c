package larksong.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import larksong.library.Episodes;
import larksong.library.ShelvedEpisode;
import larksong.model.Episode;
import larksong.model.Fixtures;
import larksong.model.Publication;
import larksong.model.Publication.State;
import larksong.server.Served;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every publisher into a library promises; the library is behind a real server. */
public abstract class PublisherContract {

  /** Begins as an MP3 with a tag does. */
  private static final String SOUND = "ID3 a sound";

  @TempDir protected Path folder;

  protected Served served;

  protected abstract Publisher publisher();

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void publishesAnEpisodeWhoseLocationOpens() throws Exception {
    Publication publication = publisher().publish(episode(SOUND));

    assertThat(publication.state()).isEqualTo(State.PUBLISHED);
    assertThat(publication.sha256()).isEqualTo(episode(SOUND).recording().sha256());
    String path = publication.location().substring(served.url().toString().length());
    try (Response response = served.get(path)) {
      assertThat(response.code()).isEqualTo(200);
      assertThat(response.body().string()).contains("Morning &amp; more");
    }
  }

  @Test
  void leavesOneEpisodeWhenItIsDoneTwice() throws Exception {
    publisher().publish(episode(SOUND));
    publisher().publish(episode(SOUND));
    publisher().publish(episode(SOUND + " made again"));

    assertThat(served.library.episodes("morning"))
        .extracting(ShelvedEpisode::bytes)
        .containsExactly((long) (SOUND + " made again").length());
  }

  @Test
  void knowsWhatIsThere() throws Exception {
    String sha256 = episode(SOUND).recording().sha256();
    assertThat(publisher().find(Fixtures.EDITION, sha256)).isEmpty();

    publisher().publish(episode(SOUND));

    assertThat(publisher().find(Fixtures.EDITION, sha256))
        .contains(publisher().publish(episode(SOUND)));
    assertThat(publisher().find(Fixtures.EDITION, "other")).isEmpty();
  }

  @Test
  void leavesNothingVisibleWhenItFailsHalfway() throws Exception {
    Episode broken = episode(SOUND);
    Files.delete(broken.transcript());

    assertThatThrownBy(() -> publisher().publish(broken)).isInstanceOf(PublishException.class);

    assertThat(served.library.shows()).isEmpty();
  }

  protected final Episode episode(String sound) throws Exception {
    return Episodes.of(folder.resolve("bench"), Fixtures.EDITION, sound);
  }
}
