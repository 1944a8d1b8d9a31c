package larksong.publish.spotify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import larksong.config.Sections;
import larksong.library.Base62;
import larksong.library.ShelvedEpisode;
import larksong.library.ShelvedShow;
import larksong.library.intake.AnnouncedShows;
import larksong.model.Episode;
import larksong.net.Http;
import larksong.publish.KeptInMemory;
import larksong.publish.Publisher;
import larksong.publish.PublisherContract;
import larksong.server.Served;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Our client and our server speak the same language as the service. */
@Timeout(120)
class OwnServerTest extends PublisherContract {

  private final KeptInMemory receipts = new KeptInMemory();
  private Served served;
  private ShelvedShow show;
  private String token;

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"));
    show =
        new AnnouncedShows(served.library)
            .announce(
                "owner",
                new AnnouncedShows.Details("Mornings", "", Locale.ENGLISH, Optional.empty()));
    token = served.tokens.publishing("larksong");
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Override
  protected Publisher publisher() {
    return SpotifyPublisher.of(
        "spotify",
        Sections.of(
            folder,
            "{ show: "
                + Base62.of(show.guid())
                + ", url: \""
                + served.url()
                + "/\", token: "
                + token
                + " }"),
        new SpotifyPublisher.Outside(
            () -> Http.withoutCache().client(), receipts, Episode::mp3, Clock.systemUTC()));
  }

  @Override
  protected List<String> audible() throws Exception {
    List<String> sounds = new ArrayList<>();
    for (ShelvedEpisode episode : served.library.episodes(show.name())) {
      sounds.add(Files.readString(served.library.media().path(episode.sha256(), ".mp3")));
    }
    return sounds;
  }

  @Override
  protected String opened(String location) throws Exception {
    String id = location.replaceFirst(".*/", "");
    assertThat(served.library.find(Base62.guid(id).orElseThrow())).isPresent();
    return id;
  }
}
