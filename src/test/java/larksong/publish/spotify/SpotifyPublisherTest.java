package larksong.publish.spotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import larksong.config.Sections;
import larksong.library.Episodes;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Fixtures;
import larksong.model.Publication.State;
import larksong.net.Http;
import larksong.publish.KeptInMemory;
import larksong.publish.PublishException;
import larksong.publish.PublishException.Remedy;
import larksong.publish.Publisher;
import larksong.publish.PublisherContract;
import larksong.publish.spotify.StandIn.Fault;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of the service's contract and its faults, against a stand-in that has them. */
@Timeout(120)
class SpotifyPublisherTest extends PublisherContract {

  private final KeptInMemory receipts = new KeptInMemory();
  private StandIn service;

  @BeforeEach
  void start() throws Exception {
    service = new StandIn();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Override
  protected Publisher publisher() {
    return publisher(StandIn.TOKEN);
  }

  private SpotifyPublisher publisher(String token) {
    return publisher(token, "");
  }

  private SpotifyPublisher publisher(String token, String more) {
    return SpotifyPublisher.of(
        "spotify",
        Sections.of(
            folder,
            "{ show: \"spotify:show:"
                + StandIn.SHOW
                + "\", url: \""
                + service.url()
                + "\", token: "
                + token
                + more
                + " }"),
        new SpotifyPublisher.Outside(
            () -> Http.withoutCache().client(),
            receipts,
            episode ->
                Files.writeString(
                    episode.mp3().resolveSibling("again.mp3"),
                    Files.readString(episode.mp3()) + " encoded anew"),
            Clock.fixed(Instant.parse("2026-11-21T05:30:00Z"), ZoneOffset.UTC)));
  }

  @Override
  protected List<String> audible() {
    return service.audible();
  }

  @Override
  protected String opened(String location) {
    assertThat(location).startsWith("https://open.spotify.com/episode/");
    return service.episodes.stream()
        .filter(kept -> location.endsWith("/" + kept.id))
        .map(kept -> kept.sound)
        .findFirst()
        .orElse("");
  }

  @Test
  void sendsChaptersAndADescriptionThatSaysWhoMadeIt() throws Exception {
    service.polls = 2;
    assertThat(publisher().publish(episode(SOUND)).state()).isEqualTo(State.SENT);
    assertThat(publisher().find(Fixtures.EDITION, episode(SOUND).recording().sha256())).isEmpty();

    published(episode(SOUND));

    String timeline = String.valueOf(service.episodes.get(0).timeline);
    assertThat(timeline)
        .contains("{\"chapter\":{\"title\":\"The bridge\",\"start_time_ms\":9000}}")
        .contains("\"link\"")
        .contains("\"image\"")
        .contains("\"image_token\":\"picture\"")
        .contains("\"width\":4");
    assertThat(new Description(episode(SOUND)).notes())
        .contains("<p>(0:09) The bridge</p>")
        .endsWith("synthetic voice freetts:kevin16.</p>")
        .contains("One &lt;story&gt;");
    assertThat(service.asked).filteredOn(what -> what.equals("GET /api/v1/shows")).isEmpty();
  }

  @Test
  void sendsNoRecordingIntoTheOwnersNetworkBecauseTheServiceSaysSo() throws Exception {
    try (MockWebServer printer = new MockWebServer()) {
      printer.start();
      printer.enqueue(new MockResponse.Builder().code(200).build());
      service.uploads = printer.url("/upload/").toString();

      assertThatThrownBy(() -> published(episode(SOUND)))
          .hasMessageContaining("leads to an address that is not on the public internet");

      assertThat(printer.getRequestCount()).isZero();
    }
  }

  /** Whatever happens to any single call, the next attempts leave one episode. */
  @ParameterizedTest
  @CsvSource({
    "ANSWER_LOST, POST .*/images",
    "ANSWER_LOST, POST .*/episodes",
    "ANSWER_LOST, PUT /upload/.*",
    "ANSWER_LOST, GET .*/readiness",
    "ANSWER_LOST, PUT .*/timeline",
    "ANSWER_LOST, DELETE .*",
    "AWAY, GET .*/episodes",
    "AWAY, POST .*/images",
    "AWAY, POST .*/episodes",
    "AWAY, PUT /upload/.*",
    "AWAY, GET .*/readiness",
    "AWAY, PUT .*/timeline",
    "CUT, POST .*/episodes",
    "CUT, PUT /upload/.*",
    "CUT, GET .*/readiness",
  })
  void leavesOneEpisodeWhateverHappensToACall(Fault fault, String call) throws Exception {
    service.fail(call, fault, fault, fault, fault);

    untilPublished(episode(SOUND));
    untilPublished(episode(SOUND + " made again"));

    assertThat(service.audible()).containsExactly(SOUND + " made again");
    assertThat(service.episodes).as("nothing is left behind").hasSize(1);
  }

  @Test
  void findsAnAnnouncementThatIsListedLate() throws Exception {
    service.lateListings = 2;
    service.fail("POST .*/episodes", Fault.ANSWER_LOST);

    untilPublished(episode(SOUND));
    untilPublished(episode(SOUND + " made again"));

    assertThat(service.audible()).containsExactly(SOUND + " made again");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void leavesOneEpisodeOfEachEditionInAnyWeather(long seed) throws Exception {
    Random random = new Random(seed);
    for (String call :
        List.of(
            "POST .*/images",
            "POST .*/episodes",
            "PUT /upload/.*",
            "GET .*",
            "PUT .*",
            "DELETE .*")) {
      Fault[] weather = new Fault[random.nextInt(5)];
      for (int i = 0; i < weather.length; i++) {
        weather[i] = List.of(Fault.values()).get(random.nextInt(3));
      }
      service.fail(call, weather);
    }
    service.polls = random.nextInt(4);

    untilPublished(episode(SOUND));

    assertThat(service.audible()).containsExactly(SOUND);
    assertThat(service.episodes).hasSize(1);
  }

  @Test
  void leavesAnotherEditionOfTheSameTitleAlone() throws Exception {
    service.polls = 1;
    Episode morning = episode(SOUND);
    assertThat(publisher().publish(morning).state()).isEqualTo(State.SENT);
    Edition later =
        new Edition("morning", Fixtures.EDITION.nominal().plusHours(19), Fixtures.EDITION.zone());
    untilPublished(Episodes.of(folder.resolve("later"), later, SOUND + " later"));

    untilPublished(episode(SOUND));

    assertThat(service.audible()).containsExactlyInAnyOrder(SOUND, SOUND + " later");
  }

  @Test
  void keepsTheOldEpisodeUntilTheNewOneIsReady() throws Exception {
    untilPublished(episode(SOUND));
    service.polls = 1;

    assertThat(publisher().publish(episode(SOUND + " made again")).state()).isEqualTo(State.SENT);

    assertThat(service.audible()).containsExactly(SOUND);
    untilPublished(episode(SOUND + " made again"));
    assertThat(service.audible()).containsExactly(SOUND + " made again");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 50, 99})
  void sendsAgainWhatWasCutOffOnTheWay(int percent) throws Exception {
    String sound = SOUND.repeat(20_000);
    service.cutUploads(percent, percent, percent, percent);

    untilPublished(episode(sound));

    assertThat(service.audible()).containsExactly(sound);
    assertThat(service.episodes).hasSize(1);
  }

  @Test
  void encodesAnewOnceWhatTheServiceCouldNotUse() throws Exception {
    service.unusable = SOUND::equals;

    untilPublished(episode(SOUND));

    assertThat(service.audible()).containsExactly(SOUND + " encoded anew");
    assertThat(service.episodes).hasSize(1);
  }

  @Test
  void goesOnInAnotherShowWhenOneIsFullIfTheOwnerWantsThat() throws Exception {
    service.capacity = 2;
    service.episodes.add(
        new StandIn.Kept("theirs", "The owner's own", StandIn.SHOW, StandIn.MORNING, 0));
    untilPublished(episode(SOUND), ", when-full: new-show");
    service.fail("POST /api/v1/shows", Fault.ANSWER_LOST, Fault.AWAY);
    Edition next =
        new Edition("morning", Fixtures.EDITION.nominal().plusDays(1), Fixtures.EDITION.zone());
    Episode second = Episodes.of(folder.resolve("next"), next, SOUND + " next");

    untilPublished(second, ", when-full: new-show");
    untilPublished(
        Episodes.of(folder.resolve("next"), next, SOUND + " again"), ", when-full: new-show");

    assertThat(service.shows).as("made once").hasSize(1);
    assertThat(service.shows.values()).allMatch(title -> title.endsWith(" 2"));
    assertThat(service.audible()).contains(SOUND, SOUND + " again");
  }

  @Test
  void deletesTheOldestOfItsOwnWhenAShowIsFullIfTheOwnerWantsThat() throws Exception {
    service.capacity = 2;
    service.episodes.add(
        new StandIn.Kept("theirs", "The owner's own", StandIn.SHOW, StandIn.MORNING, 0));
    untilPublished(episode(SOUND), ", when-full: delete-oldest");
    Edition next =
        new Edition("morning", Fixtures.EDITION.nominal().plusDays(1), Fixtures.EDITION.zone());

    untilPublished(
        Episodes.of(folder.resolve("next"), next, SOUND + " next"), ", when-full: delete-oldest");

    assertThat(service.audible()).containsExactly(SOUND + " next");
    assertThat(service.episodes).extracting(kept -> kept.title).contains("The owner's own");
  }

  @Test
  void tellsHowFullTheShowIsBeforeTheNight() throws Exception {
    assertThat(publisher().examine()).isEqualTo("with a token, 0 of 60 episodes");
    for (int i = 0; i < 60; i++) {
      service.episodes.add(
          new StandIn.Kept("e" + i, "Episode " + i, StandIn.SHOW, StandIn.MORNING, 0));
    }

    assertThatThrownBy(() -> publisher().examine()).hasMessageContaining("its show is full");
    assertThatThrownBy(() -> publisher("canary").examine()).hasMessageNotContaining("canary");
  }

  @Test
  void neverSendsBytesAgainThatTheServiceCouldNotUse() throws Exception {
    service.unusable = sound -> true;

    assertThatThrownBy(() -> untilPublished(episode(SOUND)))
        .hasMessageContaining("it could not use the recording, which stays in the library");
    service.unusable = SOUND::equals;
    int before = service.asked.size();
    assertThatThrownBy(() -> publisher().publish(episode(SOUND)))
        .satisfies(e -> assertThat(((PublishException) e).remedy()).isEqualTo(Remedy.NOTHING));

    assertThat(service.asked).hasSize(before);
    assertThat(service.episodes).isEmpty();
    untilPublished(episode(SOUND + " encoded anew"));
    assertThat(service.audible()).containsExactly(SOUND + " encoded anew");
  }

  @Test
  void waitsForTheOwnerWhenTheShowIsFull() throws Exception {
    service.capacity = 0;

    assertThatThrownBy(() -> publisher().publish(episode(SOUND)))
        .hasMessage(
            "Could not publish to 'spotify': its show is full. Delete episodes there, name"
                + " another show, or set when-full.")
        .satisfies(e -> assertThat(((PublishException) e).remedy()).isEqualTo(Remedy.OWNER));
    service.capacity = 60;
    untilPublished(episode(SOUND));
    assertThat(service.audible()).containsExactly(SOUND);
  }

  @Test
  void asksTheOwnerToSignInWhenTheTokenIsRefused() throws Exception {
    assertThatThrownBy(() -> publisher("canary").publish(episode(SOUND)))
        .satisfies(e -> assertThat(((PublishException) e).remedy()).isEqualTo(Remedy.OWNER))
        .hasMessageNotContaining("canary");
    assertThat(service.episodes).isEmpty();
  }

  /** As the backlog does: again after each failure that may pass. */
  private void untilPublished(Episode episode) throws Exception {
    untilPublished(episode, "");
  }

  private void untilPublished(Episode episode, String settings) throws Exception {
    for (int attempt = 0; attempt < 60; attempt++) {
      try {
        if (publisher(StandIn.TOKEN, settings).publish(episode).state() == State.PUBLISHED) {
          return;
        }
      } catch (PublishException e) {
        assertThat(e.remedy()).as(e.getMessage()).isEqualTo(Remedy.TIME);
        assertThat(e.asked().orElse(Duration.ZERO)).isZero();
      }
    }
    throw new AssertionError("it was never published");
  }
}
