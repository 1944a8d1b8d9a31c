package larksong.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import larksong.library.Episodes;
import larksong.model.Episode;
import larksong.model.Fixtures;
import larksong.model.Publication;
import larksong.model.Publication.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every publisher promises. */
public abstract class PublisherContract {

  /** Begins as an MP3 with a tag does. */
  protected static final String SOUND = "ID3 a sound";

  @TempDir protected Path folder;

  protected abstract Publisher publisher() throws Exception;

  /** The sound of each episode that can be heard at the target. */
  protected abstract List<String> audible() throws Exception;

  /** What is at a location. */
  protected abstract String opened(String location) throws Exception;

  @Test
  void publishesAnEpisodeWhoseLocationOpens() throws Exception {
    Publication publication = published(episode(SOUND));

    assertThat(publication.state()).isEqualTo(State.PUBLISHED);
    assertThat(publication.target()).isEqualTo(publisher().target());
    assertThat(publication.sha256()).isEqualTo(episode(SOUND).recording().sha256());
    assertThat(opened(publication.location())).isNotEmpty();
  }

  @Test
  void leavesOneEpisodeWhenItIsDoneTwice() throws Exception {
    published(episode(SOUND));
    published(episode(SOUND));
    published(episode(SOUND + " made again"));

    assertThat(audible()).containsExactly(SOUND + " made again");
  }

  @Test
  void knowsWhatIsThere() throws Exception {
    String sha256 = episode(SOUND).recording().sha256();
    assertThat(publisher().find(Fixtures.EDITION, sha256)).isEmpty();

    published(episode(SOUND));

    assertThat(publisher().find(Fixtures.EDITION, sha256)).contains(published(episode(SOUND)));
    assertThat(publisher().find(Fixtures.EDITION, "other")).isEmpty();
  }

  @Test
  void leavesNothingVisibleWhenItFailsHalfway() throws Exception {
    Episode broken = episode(SOUND);
    Files.delete(broken.transcript());
    Files.delete(broken.cover());

    assertThatThrownBy(() -> publisher().publish(broken)).isInstanceOf(PublishException.class);

    assertThat(audible()).isEmpty();
  }

  /** Until it is there, as the backlog does. */
  protected Publication published(Episode episode) throws Exception {
    Publication publication = publisher().publish(episode);
    while (publication.state() == State.SENT) {
      publication = publisher().publish(episode);
    }
    return publication;
  }

  protected final Episode episode(String sound) throws Exception {
    return Episodes.of(folder.resolve("bench"), Fixtures.EDITION, sound);
  }
}
