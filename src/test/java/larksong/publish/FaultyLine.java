package larksong.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import larksong.model.Episode;
import larksong.model.MovableClock;
import larksong.model.Publication.State;
import larksong.net.Http;
import larksong.publish.PublishException.Remedy;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;

/** A target behind a line on which one sort of request is answered in another way for a while. */
public final class FaultyLine implements AutoCloseable {

  private static final int ATTEMPTS = 40;

  private final MockWebServer server = new MockWebServer();
  private final MockWebServer elsewhere = new MockWebServer();
  private final AtomicInteger left = new AtomicInteger();
  private final List<String> reasons = new ArrayList<>();
  private final MovableClock clock;
  private volatile String where = "";
  private volatile FaultyAnswers answer = FaultyAnswers.SLOW;

  /** In front of what answers as the target does. */
  public FaultyLine(MovableClock clock, Function<RecordedRequest, MockResponse> right)
      throws Exception {
    this.clock = clock;
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            String line = request.getMethod() + " " + request.getUrl().encodedPath();
            boolean faulty = line.matches(where) && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
            return faulty
                ? answer.answer(
                    () -> right.apply(request),
                    elsewhere.url("/stranger").toString(),
                    clock.instant().plus(answer.off()))
                : right.apply(request);
          }
        });
    server.start();
    elsewhere.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder().code(200).build();
          }
        });
    elsewhere.start();
  }

  public String url() {
    return server.url("/").toString();
  }

  /** One that does not wait long. */
  public OkHttpClient client() {
    return Http.withoutCache().client().newBuilder().readTimeout(FaultyAnswers.DEADLINE).build();
  }

  /**
   * Publishes an edition twice and the next once, with faults at some requests in between; the last
   * of each is there then, unless what was sent was refused for good.
   *
   * @param request a pattern of method and path
   */
  public void hold(
      Publisher publisher,
      List<Episode> episodes,
      String request,
      FaultyAnswers fault,
      Callable<List<String>> audible)
      throws Exception {
    assertThat(untilThere(publisher, episodes.get(0))).isTrue();
    assertThat(reasons).isEmpty();
    where = request;
    answer = fault;
    left.set(2);

    boolean taken = untilThere(publisher, episodes.get(1));
    assertThat(left.get()).as("it was asked").isLessThan(2);
    if (!taken) {
      left.set(0); // the next would be refused likewise
    }
    assertThat(untilThere(publisher, episodes.get(2))).as("the next: " + reasons).isTrue();

    List<String> sounds = audible.call();
    assertThat(sounds).as("each once: " + reasons).hasSize(2);
    assertThat(sounds).contains(read(episodes.get(2)));
    assertThat(sounds).contains(read(episodes.get(taken ? 1 : 0)));
    assertThat(reasons)
        .allSatisfy(
            reason ->
                assertThat(reason)
                    .startsWith("Could not ")
                    .endsWith(".")
                    .doesNotContain("null", "Exception", "http:", "canary"));
    assertThat(elsewhere.getRequestCount()).as("nothing went elsewhere").isZero();
  }

  private static String read(Episode episode) throws Exception {
    return java.nio.file.Files.readString(episode.mp3());
  }

  /** As the backlog does; false if it will never be taken. */
  private boolean untilThere(Publisher publisher, Episode episode) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        if (publisher.publish(episode).state() == State.PUBLISHED) {
          assertThat(publisher.find(episode.edition(), episode.recording().sha256())).isPresent();
          return true;
        }
      } catch (PublishException e) {
        reasons.add(e.getMessage());
        assertThat(e.asked().orElse(Duration.ZERO)).isLessThanOrEqualTo(Duration.ofDays(1));
        if (e.remedy() == Remedy.NOTHING) {
          return false;
        }
      }
      clock.pass(Duration.ofHours(1));
    }
    throw new AssertionError("It never got there: " + reasons);
  }

  @Override
  public void close() {
    server.close();
    elsewhere.close();
  }
}
