package larksong.publish.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import larksong.model.Episode;
import larksong.model.Publication;
import larksong.publish.Publisher;
import org.junit.jupiter.api.Test;

class ShelfPublisherTest extends LibraryPublisherContract {

  @Override
  protected Publisher publisher() {
    return new ShelfPublisher(
        "library", served.library, served.tokens, served.url(), edition -> Optional.empty());
  }

  @Test
  void doesNotFindAnEpisodeWhoseSoundIsGoneOrAnother() throws Exception {
    Episode episode = episode(SOUND);
    Publication there = published(episode);
    Path sound = served.library.media().path(there.sha256(), ".mp3");
    assertThat(publisher().find(episode.edition(), there.sha256())).isPresent();

    Files.writeString(sound, SOUND.toUpperCase(Locale.ROOT));
    assertThat(publisher().find(episode.edition(), there.sha256())).isEmpty();
    Files.delete(sound);
    assertThat(publisher().find(episode.edition(), there.sha256())).isEmpty();

    published(episode);
    assertThat(sound).as("it is shelved again").hasContent(SOUND);
  }
}
