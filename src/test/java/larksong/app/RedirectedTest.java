package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import larksong.alert.WebMessenger;
import larksong.config.Sections;
import larksong.egress.EgressRecord;
import larksong.egress.Errand;
import larksong.library.Episodes;
import larksong.model.Episode;
import larksong.model.Fixtures;
import larksong.model.Level;
import larksong.net.Http;
import larksong.process.OwnersPrograms;
import larksong.publish.KeptInMemory;
import larksong.publish.Publisher;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that the owner wrote answers everything with a way into the owner's network. */
@Timeout(120)
class RedirectedTest {

  private final Errand.Scope free = Errand.current().of(Level.FREE).begin();

  @AfterEach
  void endErrand() {
    free.close();
  }

  @TempDir Path folder;

  private final MockWebServer written = new MockWebServer();
  private final MockWebServer secret = new MockWebServer();
  private final Http http = Http.withoutCache();

  @BeforeEach
  void start() throws Exception {
    written.start();
    secret.start();
  }

  @AfterEach
  void stop() {
    written.close();
    secret.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          library        | 301 | url: "%s", token: t
          library        | 307 | url: "%s", token: t
          webdav         | 302 | dav: "%s", url: "https://example.com", user: u, password: p
          webdav         | 308 | dav: "%s", url: "https://example.com", user: u, password: p
          s3             | 301 | endpoint: "%s", url: "https://example.com", bucket: pods, access-key: a, secret-key: s
          s3             | 307 | endpoint: "%s", url: "https://example.com", bucket: pods, access-key: a, secret-key: s
          audiobookshelf | 302 | url: "%s", token: t
          audiobookshelf | 307 | url: "%s", token: t
          spotify        | 302 | url: "%s", show: 4rOoJ6Egrf8K2IrywzwOMk, token: t
          spotify        | 308 | url: "%s", show: 4rOoJ6Egrf8K2IrywzwOMk, token: t
          """)
  void noTargetIsFollowedThere(String kind, int status, String section) throws Exception {
    redirectWith(status);
    Publisher publisher =
        Adapters.PUBLISHERS
            .get(kind)
            .read(
                kind,
                Sections.of(folder, "{ " + section.formatted(written.url("/")) + " }"),
                new Adapters.Outside(
                    http::client,
                    new KeptInMemory(),
                    Episode::mp3,
                    Clock.systemUTC(),
                    new OwnersPrograms(EgressRecord.NONE, false)));
    Episode episode = Episodes.of(folder.resolve("bench"), Fixtures.EDITION, "ID3 a sound");

    assertThatThrownBy(publisher::examine).hasMessageNotContaining("secret");
    assertThatThrownBy(() -> publisher.publish(episode)).hasMessageNotContaining("secret");

    assertThat(written.getRequestCount()).isPositive();
    assertThat(secret.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void noMessageAndNoPingFollowsThere(int status) {
    redirectWith(status);
    WebMessenger web = new WebMessenger(http::client);

    assertThatThrownBy(() -> web.ntfy(written.url("/").uri()).tell("Title", "text"));
    assertThatThrownBy(() -> web.webhook(written.url("/").uri()).tell("Title", "text"));
    assertThatThrownBy(() -> web.ping(written.url("/").uri(), true));

    assertThat(written.getRequestCount()).isEqualTo(3);
    assertThat(secret.getRequestCount()).isZero();
  }

  private void redirectWith(int status) {
    written.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder()
                .code(status)
                .addHeader("Location", secret.url("/admin").toString())
                .build();
          }
        });
  }
}
