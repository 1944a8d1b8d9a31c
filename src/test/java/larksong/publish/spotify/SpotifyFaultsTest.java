package larksong.publish.spotify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import larksong.config.Sections;
import larksong.library.Episodes;
import larksong.model.Episode;
import larksong.model.Fixtures;
import larksong.model.MovableClock;
import larksong.publish.FaultyAnswers;
import larksong.publish.FaultyLine;
import larksong.publish.Receipts;
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

  @TempDir Path folder;

  private final MovableClock clock = new MovableClock("2026-11-21T05:30:00Z");
  private StandIn service;

  @BeforeEach
  void start() throws Exception {
    service = new StandIn();
    service.lasts = Duration.ofSeconds(1); // each call asks for a token
    Files.createDirectories(folder.resolve("account"));
    Files.writeString(
        folder.resolve("account/token.json"),
        "{\"access_token\":\"ended\",\"refresh_token\":\"again\",\"expires_at\":\""
            + clock.instant().minusSeconds(5)
            + "\"}");
  }

  @AfterEach
  void stop() {
    service.close();
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
    try (FaultyLine line = new FaultyLine(folder.resolve("line"), clock, service::dispatch)) {
      service.uploads = line.url() + "upload/";

      List<String> reasons =
          line.holdWithoutEnd(receipts -> publisher(line, receipts), asked, answer, this::audible);

      assertThat(service.episodes)
          .extracting(kept -> kept.sound + " " + kept.status)
          .as("what is there after: " + reasons)
          .containsExactlyInAnyOrder(
              " NOT_READY", "a stranger's READY", "ID3 made again READY", "ID3 tomorrow READY");
      assertThat(reasons)
          .allSatisfy(
              reason ->
                  assertThat(reason)
                      .startsWith("Could not publish to 'faulty': ")
                      .containsPattern(
                          "tried again|again at once|announced again|announced and sent again"
                              + "|Sign in|Check the|[Rr]un 'larksong deliveries retry")
                      .doesNotContain(StandIn.TOKEN + "\"", "127.0"));
    }
  }

  private List<String> audible() {
    return service.audible().stream().filter(sound -> sound.startsWith("ID3")).toList();
  }

  /** One by hand with our title, which has no sound yet, and one that has. */
  private void strangers() throws Exception {
    String title = Episodes.of(folder.resolve("theirs"), Fixtures.EDITION, "ID3 theirs").title();
    String now = service.clock.instant().toString();
    service.episodes.add(new StandIn.Kept("theirs", title, StandIn.SHOW, now, 0));
    StandIn.Kept heard = new StandIn.Kept("heard", title, StandIn.SHOW, now, 0);
    heard.status = "READY";
    heard.sound = "a stranger's";
    service.episodes.add(heard);
  }

  private SpotifyPublisher publisher(FaultyLine line, Receipts receipts) {
    return SpotifyPublisher.of(
        line.target(),
        Sections.of(
            folder,
            "{ show: %s, url: \"%s\", token-url: \"%stoken\", sign-in: \"%s\" }"
                .formatted(StandIn.SHOW, line.url(), line.url(), folder.resolve("account"))),
        new SpotifyPublisher.Outside(line::client, receipts, Episode::mp3, clock));
  }
}
