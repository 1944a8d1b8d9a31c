package larksong.publish.spotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import larksong.config.Sections;
import larksong.library.Episodes;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Fixtures;
import larksong.model.MovableClock;
import larksong.model.Publication;
import larksong.model.Publication.State;
import larksong.net.Http;
import larksong.publish.FaultyAnswers;
import larksong.publish.KeptInMemory;
import larksong.publish.PublishException;
import larksong.publish.PublishException.Remedy;
import larksong.publish.Receipts;
import larksong.publish.spotify.StandIn.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others have in the show stays; what is ours is there once, and what is not is told. */
@Timeout(120)
class SpotifyStrangersTest {

  private static final String SOUND = "ID3 a sound";
  private static final int ATTEMPTS = 60;

  @TempDir Path folder;

  private final KeptInMemory receipts = new KeptInMemory();
  private final MovableClock clock = new MovableClock("2026-11-21T05:30:00Z");
  private StandIn service;
  private Episode episode;

  @BeforeEach
  void start() throws Exception {
    service = new StandIn();
    service.clock = clock;
    episode = episode("here", SOUND);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Episode episode(String home, String sound) throws Exception {
    return Episodes.of(folder.resolve(home), Fixtures.EDITION, sound);
  }

  private SpotifyPublisher publisher(Receipts of, String more) {
    return SpotifyPublisher.of(
        "spotify",
        Sections.of(
            folder,
            "{ show: %s, url: \"%s\", token: %s%s }"
                .formatted(StandIn.SHOW, service.url(), StandIn.TOKEN, more)),
        new SpotifyPublisher.Outside(() -> Http.withoutCache().client(), of, Episode::mp3, clock));
  }

  private SpotifyPublisher publisher() {
    return publisher(receipts, "");
  }

  /** As the owner or another program makes it. */
  private StandIn.Kept byHand(String id, String status) {
    StandIn.Kept kept =
        new StandIn.Kept(id, episode.title(), StandIn.SHOW, clock.instant().toString(), 0);
    kept.status = status;
    kept.sound = status.equals("NOT_READY") ? "" : "by hand";
    kept.language = "en-GB";
    kept.kind = "EPISODE_AUDIO";
    service.episodes.add(kept);
    return kept;
  }

  private void untilThere(SpotifyPublisher publisher, Episode what) throws Exception {
    String last = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        if (publisher.publish(what).state() == State.PUBLISHED) {
          return;
        }
      } catch (PublishException e) {
        last = e.getMessage();
        assertThat(e.remedy()).as(last).isEqualTo(Remedy.TIME);
      }
      clock.pass(Duration.ofMinutes(2));
    }
    throw new AssertionError("it was never published: " + last);
  }

  private PublishException refusal() {
    return catchThrowableOfType(PublishException.class, () -> publisher().publish(episode));
  }

  private List<String> ids() {
    return service.episodes.stream().map(kept -> kept.id).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOT_READY", "PROCESSING", "FAILED", "READY"})
  void leavesWhatTheOwnerMadeByHandBeforeAndBetweenAttempts(String status) throws Exception {
    byHand("before", status);
    service.fail("POST .*/episodes", Fault.AWAY);
    assertThat(refusal()).hasMessageContaining("503").hasMessageContaining("tried again");
    clock.pass(Duration.ofMinutes(5));
    byHand("between", status);
    service.fail("POST .*/episodes", Fault.ANSWER_LOST);

    untilThere(publisher(), episode);
    byHand("after", status);
    untilThere(publisher(), episode("here", SOUND + " made again"));

    assertThat(ids()).hasSize(4).contains("before", "between", "after");
    assertThat(service.audible()).contains(SOUND + " made again").doesNotContain(SOUND);
  }

  /** Two are there that could be it, so neither is touched, and the owner is told. */
  @Test
  void leavesALostAnnouncementWhereAnotherCouldBeIt() throws Exception {
    service.fail("POST .*/episodes", Fault.ANSWER_LOST);
    service.fail("GET .*/episodes", FaultyAnswers.SLOW, 1); // the look before
    service.fail("GET .*/episodes", FaultyAnswers.ERROR_500, 5); // those after
    assertThat(refusal()).hasMessageContaining("not certain whether the episode was announced");
    byHand("theirs", "NOT_READY");

    untilThere(publisher(), episode);

    assertThat(ids()).hasSize(3).contains("theirs");
    assertThat(publisher().examine())
        .contains("3 of 60 episodes")
        .contains("2 of them without sound and not known to be of this home");
  }

  /** What was lost long before is no second one. */
  @Test
  void leavesThemAlsoAfterAnEarlierAnnouncementThatNeverCame() throws Exception {
    service.fail("POST .*/episodes", Fault.AWAY);
    assertThat(refusal()).isNotNull();
    clock.pass(Duration.ofMinutes(5));
    service.fail("POST .*/episodes", Fault.ANSWER_LOST);
    service.fail("GET .*/episodes", FaultyAnswers.SLOW, 1); // the look before
    service.fail("GET .*/episodes", FaultyAnswers.ERROR_500, 5); // those after
    assertThat(refusal()).isNotNull();
    service.episodes.add(0, byHand("theirs", "NOT_READY"));
    service.episodes.remove(service.episodes.size() - 1);

    untilThere(publisher(), episode);

    assertThat(ids()).hasSize(3).contains("theirs");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void leavesWhatAnotherHomeHasInTheSameShow(long seed) throws Exception {
    Random random = new Random(seed);
    KeptInMemory theirs = new KeptInMemory();
    Episode other = episode("there", SOUND + " of another home");
    for (String call : List.of("POST .*/episodes", "PUT /upload/.*", "GET .*", "DELETE .*")) {
      Fault[] weather = new Fault[random.nextInt(5)];
      for (int i = 0; i < weather.length; i++) {
        weather[i] = List.of(Fault.values()).get(random.nextInt(3));
      }
      service.fail(call, weather);
    }
    service.polls = random.nextInt(4);
    for (int attempt = 0; attempt < 40; attempt++) {
      boolean here = random.nextBoolean();
      try {
        publisher(here ? receipts : theirs, "").publish(here ? episode : other);
      } catch (PublishException e) {
        assertThat(e.remedy()).isEqualTo(Remedy.TIME);
      }
      clock.pass(Duration.ofSeconds(random.nextInt(90)));
    }
    List<String> announced = List.copyOf(service.audible());

    assertThat(announced).containsExactlyInAnyOrder(SOUND, SOUND + " of another home");
    assertThat(service.asked.stream().filter(what -> what.startsWith("DELETE")))
        .as("only what was lost or not taken")
        .hasSizeLessThan(10);
  }

  @Test
  void deletesNothingOfAnotherHomeWhenTheShowIsFull() throws Exception {
    service.capacity = 1;
    KeptInMemory theirs = new KeptInMemory();
    untilThere(publisher(theirs, ""), episode("there", SOUND + " of another home"));

    assertThatThrownBy(() -> publisher(receipts, ", when-full: delete-oldest").publish(episode))
        .hasMessageContaining("its show is full");

    assertThat(service.audible()).containsExactly(SOUND + " of another home");
  }

  @Test
  void deletesItsOwnEmptyAnnouncementWhereItAloneFillsTheShow() throws Exception {
    service.capacity = 1;
    service.fail("POST .*/episodes", Fault.ANSWER_LOST);
    assertThat(refusal().remedy()).isEqualTo(Remedy.TIME);
    assertThat(refusal()).as("another may be at it").hasMessageContaining("its show is full");
    clock.pass(Duration.ofHours(1));

    untilThere(publisher(), episode);

    assertThat(service.audible()).containsExactly(SOUND);
    assertThat(service.episodes).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void deletesAlsoWhatWasLostInAShowThatItHasLeft(boolean seen) throws Exception {
    service.capacity = 1;
    service.fail("POST .*/episodes", Fault.ANSWER_LOST);
    if (!seen) {
      service.fail("GET .*/episodes", FaultyAnswers.SLOW, 1); // the look before
      service.fail("GET .*/episodes", FaultyAnswers.ERROR_500, 5); // those after
    }
    SpotifyPublisher publisher = publisher(receipts, ", when-full: new-show");

    untilThere(publisher, episode);

    assertThat(service.shows).hasSize(1);
    assertThat(service.audible()).containsExactly(SOUND);
    assertThat(service.episodes).hasSize(1);
  }

  @Test
  void goesOnWhereTheShowThatItHasLeftIsGone() throws Exception {
    service.capacity = 1;
    service.fail("POST .*/episodes", Fault.ANSWER_LOST);
    service.fail("GET .*/episodes", FaultyAnswers.SLOW, 1); // the look before
    service.fail("GET .*/episodes", FaultyAnswers.ERROR_500, 5); // those after
    SpotifyPublisher publisher = publisher(receipts, ", when-full: new-show");
    assertThatThrownBy(() -> publisher.publish(episode)).hasMessageContaining("not certain");
    assertThatThrownBy(() -> publisher.publish(episode)).hasMessageContaining("goes on in another");
    service.fail("GET .*/" + StandIn.SHOW + "/episodes", FaultyAnswers.NOT_FOUND_404, 9);

    untilThere(publisher, episode);

    assertThat(service.audible()).containsExactly(SOUND);
  }

  @Test
  void waitsAnHourFromTheFirstRefusalToDeleteWhatItReplaces() throws Exception {
    untilThere(publisher(), episode);
    Episode again = episode("here", SOUND + " made again");
    service.polls = 1;
    assertThat(publisher().publish(again).state()).isEqualTo(State.SENT);
    clock.pass(Duration.ofDays(1)); // the laptop was closed
    service.fail("DELETE .*", FaultyAnswers.CONFLICT_409, 3);

    for (int attempt = 0; attempt < 2; attempt++) {
      PublishException refused =
          catchThrowableOfType(PublishException.class, () -> publisher().publish(again));
      assertThat(refused.remedy()).isEqualTo(Remedy.TIME);
      clock.pass(Duration.ofMinutes(30));
    }
    assertThatThrownBy(() -> publisher().publish(again))
        .hasMessageContaining("can still be heard beside the new one");
    publisher().retry(again.edition());
    untilThere(publisher(), again);

    assertThat(service.audible()).containsExactly(SOUND + " made again");
  }

  @ParameterizedTest
  @ValueSource(longs = {-30, 0, 30})
  void leavesNoneEmptyWhereTheAnnouncementsAnswerIsLostWhateverTheClocksSay(long minutes)
      throws Exception {
    service.clock = Clock.offset(clock, Duration.ofMinutes(minutes));
    service.fail("POST .*/episodes", Fault.ANSWER_LOST);

    untilThere(publisher(), episode);

    assertThat(service.audible()).containsExactly(SOUND);
    assertThat(service.episodes).hasSize(1);
  }

  /** Before and after each line that is written down, and then left alone for a while. */
  @ParameterizedTest
  @CsvSource({
    "PT1S, 0, 0",
    "PT1S, 0, 1",
    "PT1H, 0, 1",
    "P1D, 30, 1",
    "PT1M, 0, 0",
    "PT1H, 0, 0",
    "P1D, 0, 0",
    "P31D, 0, 0",
    "PT1M, -30, 1",
    "PT1M, 30, 0",
    "P1D, -30, 0",
    "P31D, 30, 0"
  })
  void isThereOnceAfterAKillWheneverItGoesOn(Duration pause, long minutes, int lateListings)
      throws Exception {
    service.clock = Clock.offset(clock, Duration.ofMinutes(minutes));
    service.lateListings = lateListings;
    for (int write = 0; write < 14; write++) {
      service.episodes.clear();
      service.polls = 1;
      KeptInMemory kept = new KeptInMemory();
      try {
        untilThere(publisher(new Killed(kept, write), ""), episode);
      } catch (KilledError e) {
        clock.pass(pause);
      }

      untilThere(publisher(kept, ""), episode);

      assertThat(service.audible()).as("killed at " + write).containsExactly(SOUND);
      assertThat(service.episodes).as("killed at " + write).hasSize(1);
    }
  }

  /** Killed twice, and the second announcement is not answered either. */
  @ParameterizedTest
  @CsvSource({"PT1S, 0", "PT1S, 1", "PT20S, 0", "PT20S, 1", "PT20S, 2"})
  void leavesNoneEmptyHoweverManyAnnouncementsWereLost(Duration pause, int lateListings)
      throws Exception {
    service.lateListings = lateListings;
    KeptInMemory kept = new KeptInMemory();
    for (int i = 0; i < 2; i++) {
      int announced = service.announcements();
      Killed killed = new Killed(kept, i == 0 ? 4 : 2); // with the answer in its hands
      assertThatThrownBy(() -> publisher(killed, "").publish(episode))
          .isInstanceOf(KilledError.class);
      assertThat(service.announcements()).isEqualTo(announced + 1);
      clock.pass(pause);
    }
    service.fail("POST .*/episodes", Fault.ANSWER_LOST);

    untilThere(publisher(kept, ""), episode);

    assertThat(service.announcements()).isEqualTo(4);
    assertThat(service.audible()).containsExactly(SOUND);
    assertThat(service.episodes).hasSize(1);
  }

  private static final class KilledError extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** The process ends before or after a receipt is written. */
  private static final class Killed implements Receipts {

    private final Receipts kept;
    private int left;

    Killed(Receipts kept, int left) {
      this.kept = kept;
      this.left = left;
    }

    @Override
    public void write(Edition edition, String receipt) {
      die();
      kept.write(edition, receipt);
      die();
    }

    private void die() {
      if (left-- == 0) {
        throw new KilledError();
      }
    }

    @Override
    public Optional<String> read(Edition edition) {
      return kept.read(edition);
    }

    @Override
    public boolean mention(String word) {
      return kept.mention(word);
    }

    @Override
    public Optional<String> memory() {
      return kept.memory();
    }

    @Override
    public void remember(String memory) {
      kept.remember(memory);
    }

    @Override
    public void checkTurn() {
      kept.checkTurn();
    }
  }

  @Test
  void saysThatAnEpisodeWasDeletedThereAndSendsItOnlyIfTheOwnerSaysSo() throws Exception {
    service.polls = 3;
    assertThat(publisher().publish(episode).state()).isEqualTo(State.SENT);
    service.episodes.clear();

    for (int attempt = 0; attempt < 3; attempt++) {
      assertThat(refusal())
          .hasMessage(
              "Could not publish to 'spotify': the episode is no longer there. Run 'larksong"
                  + " deliveries retry spotify "
                  + Fixtures.EDITION.id()
                  + "' to send it again.")
          .extracting(PublishException::remedy)
          .isEqualTo(Remedy.NOTHING);
      clock.pass(Duration.ofDays(1));
    }
    assertThat(service.episodes).isEmpty();
    publisher().retry(Fixtures.EDITION);
    untilThere(publisher(), episode);

    assertThat(service.audible()).containsExactly(SOUND);
    service.episodes.clear();
    assertThat(refusal()).hasMessageContaining("no longer there");
  }

  @Test
  void noticesThatAnEpisodeIsGoneLater() throws Exception {
    untilThere(publisher(), episode);
    String sha256 = episode.recording().sha256();
    assertThat(publisher().find(Fixtures.EDITION, sha256)).isPresent();
    service.fail("GET .*/readiness", FaultyAnswers.NOT_FOUND_404, 1);
    assertThat(publisher().find(Fixtures.EDITION, sha256)).as("it is listed").isPresent();
    service.fail("GET .*/readiness", Fault.AWAY);
    assertThat(publisher().find(Fixtures.EDITION, sha256)).as("nobody answers").isPresent();

    service.episodes.clear();

    assertThat(publisher().find(Fixtures.EDITION, sha256)).isEmpty();
    assertThat(refusal()).hasMessageContaining("no longer there");
  }

  @Test
  void retryingWhatIsThereSendsNothing() throws Exception {
    untilThere(publisher(), episode);
    publisher().retry(Fixtures.EDITION);

    untilThere(publisher(), episode);

    assertThat(service.asked).filteredOn(what -> what.startsWith("PUT /upload")).hasSize(1);
  }

  /** Something says 200 to each upload and keeps nothing. */
  @Test
  void sendsOnceMoreWhatNeverArrivedThenAsksTheOwner() throws Exception {
    service.fail("PUT /upload/.*", FaultyAnswers.EMPTY, 2);
    assertThat(publisher().publish(episode).state()).isEqualTo(State.SENT);
    clock.pass(Duration.ofMinutes(59));
    assertThat(publisher().publish(episode).state()).isEqualTo(State.SENT);
    clock.pass(Duration.ofMinutes(2));

    assertThat(refusal()).hasMessageContaining("the recording is not there").satisfies(at("PT0S"));
    assertThat(publisher().publish(episode).state()).isEqualTo(State.SENT);
    assertThat(service.episodes).hasSize(1);
    clock.pass(Duration.ofMinutes(61));
    assertThat(refusal())
        .hasMessageContaining("though it was sent twice")
        .hasMessageContaining("deliveries retry")
        .extracting(PublishException::remedy)
        .isEqualTo(Remedy.NOTHING);

    publisher().retry(Fixtures.EDITION);
    untilThere(publisher(), episode);
    assertThat(service.audible()).containsExactly(SOUND);
    assertThat(service.episodes).hasSize(1);
  }

  private static java.util.function.Consumer<PublishException> at(String wait) {
    return e -> assertThat(e.asked()).contains(Duration.parse(wait));
  }

  /** A clock that was a year ahead for a moment does not make it wait for a year. */
  @Test
  void sendsAgainWhatNeverArrivedThoughTheClockWasAhead() throws Exception {
    service.fail("PUT /upload/.*", FaultyAnswers.EMPTY, 1);
    clock.pass(Duration.ofDays(365));
    assertThat(publisher().publish(episode).state()).isEqualTo(State.SENT);
    clock.pass(Duration.ofDays(-365));
    assertThat(publisher().publish(episode).state()).isEqualTo(State.SENT);
    clock.pass(Duration.ofMinutes(61));

    untilThere(publisher(), episode);

    assertThat(service.audible()).containsExactly(SOUND);
  }

  @Test
  void saysWhenTheServiceIsAtWorkForMoreThanADay() throws Exception {
    service.polls = 1000;
    assertThat(publisher().publish(episode).state()).isEqualTo(State.SENT);
    clock.pass(Duration.ofHours(23));
    assertThat(publisher().publish(episode).state()).isEqualTo(State.SENT);
    clock.pass(Duration.ofHours(2));

    assertThat(refusal()).hasMessageContaining("for more than a day");
    publisher().retry(Fixtures.EDITION);
    assertThat(refusal()).hasMessageContaining("sent again");
    service.polls = 0;
    untilThere(publisher(), episode);
    assertThat(service.episodes).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "POST .*/episodes, BAD_REQUEST_400, 1, it does not take the episode: it answered 400",
    "POST .*/episodes, TOO_LARGE_413, 1, it does not take the episode: it answered 413",
    "PUT /upload/.*, TOO_LARGE_413, 1, it does not take the recording: it answered 413",
    "PUT /upload/.*, BAD_REQUEST_400, 3, it does not take the recording: it answered 400",
    "PUT /upload/.*, FORBIDDEN_403, 3, it does not take the recording: it answered 403",
  })
  void stepsAsideWithWhatIsRefusedForGood(
      String where, FaultyAnswers answer, int times, String reason) throws Exception {
    service.fail(where, answer, times);
    for (int attempt = 1; attempt < times; attempt++) {
      assertThat(refusal().remedy()).isEqualTo(Remedy.TIME);
    }
    assertThat(refusal())
        .hasMessageContaining(reason)
        .hasMessageContaining("deliveries retry")
        .extracting(PublishException::remedy)
        .isEqualTo(Remedy.NOTHING);

    publisher().retry(Fixtures.EDITION);
    untilThere(publisher(), episode);
    assertThat(service.audible()).containsExactly(SOUND);
    assertThat(service.episodes).hasSize(1);
  }

  @Test
  void goesWithoutAPictureOrATimelineThatIsRefused() throws Exception {
    service.fail("POST .*/images", FaultyAnswers.TOO_LARGE_413, 9);
    service.fail("PUT .*/timeline", FaultyAnswers.BAD_REQUEST_400, 9);

    Publication there = publisher().publish(episode);

    assertThat(there.state()).isEqualTo(State.PUBLISHED);
  }

  @ParameterizedTest
  @CsvSource({
    "BUSY_429_SECONDS, PT2M",
    "BUSY_429_DATE, PT5M",
    "BUSY_429_GARBAGE, PT5M",
    "BUSY_429_DAYS, P1D"
  })
  void comesWhenItIsAskedToAtMostADayLater(FaultyAnswers answer, Duration wait) {
    for (String where :
        List.of("GET .*/episodes", "POST .*/episodes", "PUT /upload/.*", "GET .*/readiness")) {
      service.fail(where, answer, 1);

      assertThat(refusal().asked()).as(where).contains(wait);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET .*/episodes", "POST .*/episodes", "PUT /upload/.*", "GET .*/readiness"})
  void knowsThatSomethingElseAnswered(String where) {
    service.fail(where, FaultyAnswers.HTML, 3);

    assertThat(refusal())
        .hasMessageContaining(
            "something between here and the service answered instead of it: expected ")
        .hasMessageEndingWith("It is tried again.")
        .extracting(PublishException::remedy)
        .isEqualTo(Remedy.TIME);
  }
}
