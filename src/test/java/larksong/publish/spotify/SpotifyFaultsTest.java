package larksong.publish.spotify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import larksong.config.Sections;
import larksong.library.Episodes;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Fixtures;
import larksong.model.MovableClock;
import larksong.model.Publication.State;
import larksong.net.Http;
import larksong.publish.FaultyAnswers;
import larksong.publish.KeptInMemory;
import larksong.publish.PublishException;
import larksong.publish.PublishException.Remedy;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each request that goes to Spotify, with each answer that it may get. */
@Timeout(120)
class SpotifyFaultsTest {

  private static final String MORNING = "2026-11-21T05:30:00Z";
  private static final String FIRST = "ID3 as it was";
  private static final String SECOND = "ID3 made again";
  private static final String NEXT = "ID3 the next day";
  private static final int ATTEMPTS = 60;

  @TempDir Path folder;

  private final KeptInMemory receipts = new KeptInMemory();
  private final MovableClock clock = new MovableClock(MORNING);
  private final MockWebServer elsewhere = new MockWebServer();
  private final List<String> reasons = new ArrayList<>();
  private StandIn service;

  @BeforeEach
  void start() throws Exception {
    elsewhere.start();
    service = new StandIn();
    service.elsewhere = elsewhere.url("/stranger").toString();
    signIn();
  }

  @AfterEach
  void stop() {
    service.close();
    elsewhere.close();
  }

  static Stream<Arguments> cases() {
    return FaultyAnswers.at(
        "GET .*/shows/[^/]+/episodes",
        "POST .*/images",
        "POST .*/episodes",
        "PUT /upload/.*",
        "GET .*/readiness",
        "GET .*/timeline",
        "PUT .*/timeline",
        "DELETE .*",
        "POST /token");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void leavesOneOfEachEditionAndNothingOfAStranger(String asked, FaultyAnswers answer)
      throws Exception {
    service.clock = Clock.offset(clock, answer.off());
    strangers();
    untilThere(Fixtures.EDITION, FIRST);
    assertThat(reasons).isEmpty();
    signIn(); // its token has ended
    service.fail(asked, answer, 2);

    untilThere(Fixtures.EDITION, SECOND);
    Edition next = new Edition("morning", Fixtures.EDITION.nominal().plusDays(1), clock.getZone());
    untilThere(next, NEXT);

    assertThat(service.faultsLeft()).as("it was asked").isLessThan(2);
    assertThat(service.episodes)
        .extracting(kept -> kept.sound + " " + kept.status)
        .as("what is there after: " + reasons)
        .containsExactlyInAnyOrder(
            " NOT_READY", "a stranger's READY", SECOND + " READY", NEXT + " READY");
    assertThat(reasons)
        .allSatisfy(
            reason ->
                assertThat(reason)
                    .startsWith("Could not publish to 'spotify': ")
                    .endsWith(".")
                    .containsPattern(
                        "tried again|again at once|announced again|announced and sent again"
                            + "|Sign in|Check the|Run 'larksong deliveries retry")
                    .doesNotContain("null", "Exception", "http:", StandIn.TOKEN + "\"", "127.0"));
    assertThat(elsewhere.getRequestCount()).as("no credential followed").isZero();
  }

  /** One by hand with our title, which has no sound yet, and one that has. */
  private void strangers() throws Exception {
    String title = episode(Fixtures.EDITION, FIRST).title();
    String now = service.clock.instant().toString();
    service.episodes.add(new StandIn.Kept("theirs", title, StandIn.SHOW, now, 0));
    StandIn.Kept heard = new StandIn.Kept("heard", title, StandIn.SHOW, now, 0);
    heard.status = "READY";
    heard.sound = "a stranger's";
    service.episodes.add(heard);
  }

  private void signIn() throws Exception {
    Files.createDirectories(folder.resolve("account"));
    Files.writeString(
        folder.resolve("account/token.json"),
        "{\"access_token\":\"ended\",\"refresh_token\":\"again\",\"expires_at\":\""
            + clock.instant().minusSeconds(5)
            + "\"}");
  }

  private SpotifyPublisher publisher() {
    return SpotifyPublisher.of(
        "spotify",
        Sections.of(
            folder,
            "{ show: %s, url: \"%s\", token-url: \"%stoken\", sign-in: \"%s\" }"
                .formatted(StandIn.SHOW, service.url(), service.url(), folder.resolve("account"))),
        new SpotifyPublisher.Outside(SpotifyFaultsTest::client, receipts, Episode::mp3, clock));
  }

  /** New for each call: small answers over a connection that was used wait for 40 ms each. */
  private static OkHttpClient client() {
    return Http.withoutCache().client().newBuilder().readTimeout(FaultyAnswers.DEADLINE).build();
  }

  private Episode episode(Edition edition, String sound) throws Exception {
    return Episodes.of(folder.resolve(edition.slug()), edition, sound);
  }

  /** As the backlog does: later after a failure that may pass, and as the owner says. */
  private void untilThere(Edition edition, String sound) throws Exception {
    Episode episode = episode(edition, sound);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        if (publisher().publish(episode).state() == State.PUBLISHED) {
          return;
        }
        clock.pass(Duration.ofMinutes(10));
      } catch (PublishException e) {
        reasons.add(e.getMessage());
        Optional<Duration> wait = e.asked();
        assertThat(wait.orElse(Duration.ZERO)).isBetween(Duration.ZERO, Duration.ofDays(1));
        clock.pass(wait.orElse(Duration.ofMinutes(10)));
        if (e.remedy() == Remedy.NOTHING) {
          publisher().retry(edition);
        }
      }
    }
    throw new AssertionError("it was never published: " + reasons);
  }
}
