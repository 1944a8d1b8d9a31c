package larksong.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import larksong.library.Episodes;
import larksong.library.Library;
import larksong.library.deletion.Deletions;
import larksong.library.journal.Deliveries;
import larksong.library.journal.Delivery;
import larksong.library.journal.Delivery.State;
import larksong.library.store.Leases.Lease;
import larksong.model.Edition;
import larksong.model.EditionId;
import larksong.model.Episode;
import larksong.model.Fixtures;
import larksong.model.MovableClock;
import larksong.model.Show;
import larksong.net.Http;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/**
 * A target behind a line on which one sort of request is answered in another way for a while, and a
 * backlog that brings editions there.
 */
public final class FaultyLine implements AutoCloseable {

  private static final String TARGET = "faulty";
  private static final int FAULTS = 2;
  private static final int HOURS = 100;

  private static final OkHttpClient CLIENT = unkept(Http.withoutCache().client());

  private final MockWebServer server = new MockWebServer();
  private final MockWebServer elsewhere = new MockWebServer();
  private final AtomicInteger left = new AtomicInteger();
  private final Map<EditionId, Episode> made = new HashMap<>();
  private final Path folder;
  private final MovableClock clock;
  private final Library library;
  private final Backlog backlog;
  private final List<String> reasons = new ArrayList<>();
  private final Edition today = Fixtures.EDITION;
  private final Edition tomorrow =
      new Edition("morning", today.nominal().plusDays(1), today.zone());
  private volatile String where = "";
  private volatile FaultyAnswers answer = FaultyAnswers.SLOW;

  /**
   * In front of what answers as the target does.
   *
   * @param folder for its own use
   */
  public FaultyLine(Path folder, MovableClock clock, Function<RecordedRequest, MockResponse> right)
      throws Exception {
    this.folder = folder;
    this.clock = clock;
    library = Library.open(folder.resolve("home"), clock);
    backlog =
        new Backlog(
            new Deliveries(library.store()),
            new Made(),
            new FolderTurns(folder.resolve("turns")),
            target -> target,
            clock);
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

  /** New for each call: small answers over a connection that was used wait for 40 ms each. */
  public static OkHttpClient unkept(OkHttpClient client) {
    return client
        .newBuilder()
        .connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS))
        .build();
  }

  public String url() {
    return server.url("/").toString();
  }

  public String host() {
    return server.getHostName() + ":" + server.getPort();
  }

  /** What the target is called. */
  public String target() {
    return TARGET;
  }

  /** One that does not wait long. */
  public OkHttpClient client() {
    return CLIENT.newBuilder().readTimeout(FaultyAnswers.DEADLINE).build();
  }

  /** What the owner is told after it. */
  private record Told(Optional<State> state, String reason) {
    boolean is(State wanted) {
      return state.filter(wanted::equals).isPresent();
    }

    /** What was there stayed there beside what took its place, and the owner knows. */
    boolean isTwice() {
      return reason.contains("can still be heard beside the new one");
    }
  }

  /**
   * Brings an edition, the same made again, and the next one; then the first is ended. Some
   * requests of one sort are answered in another way, while the second recording is brought or
   * while the edition is taken away.
   *
   * <p>At the end each that the target did not refuse for good is there once, with its last
   * recording; {@code larksong deliveries} lists, until then, what is not there, and why.
   *
   * @param publisher a new one for each call, as after a restart
   * @param request a pattern of method and path
   * @param audible the sounds that can be heard there
   */
  public void hold(
      Function<Receipts, Publisher> publisher,
      String request,
      FaultyAnswers fault,
      Callable<List<String>> audible)
      throws Exception {
    Told again = brings(publisher, request, fault, audible);
    boolean asked = left.get() < FAULTS;

    left.set(FAULTS);
    new Deletions(library).begin(today.id(), Deletions.Rest.FINGERPRINTS, record -> record);
    Told ended = settled(publisher, today);
    assertThat(ended.state()).as("taken away after " + again + ": " + ended).isEmpty();
    assertThat(new Deliveries(library.store()).missing()).isEmpty();
    assertThat(audible.call()).containsExactly("ID3 tomorrow");

    clock.pass(Duration.ofHours(25)); // what was replaced is kept for a day
    Told last = brought(publisher, tomorrow, "ID3 tomorrow again");
    if (last.is(State.REFUSED)) {
      left.set(0);
      last = brought(publisher, tomorrow, "ID3 tomorrow once more");
    }
    assertThat(last.is(State.THERE)).as("the last: " + last).isTrue();
    assertThat(audible.call()).singleElement().asString().startsWith("ID3 tomorrow ");
    assertThat(asked || left.get() < FAULTS).as("it was asked").isTrue();
    assertThat(elsewhere.getRequestCount()).as("nothing went elsewhere").isZero();
  }

  /**
   * As {@link #hold}, of a target that takes nothing away; what it refused goes there when the
   * owner has it tried again.
   *
   * @return the reasons that the owner was given
   */
  public List<String> holdWithoutEnd(
      Function<Receipts, Publisher> publisher,
      String request,
      FaultyAnswers fault,
      Callable<List<String>> audible)
      throws Exception {
    Told again = brings(publisher, request, fault, audible);
    assertThat(left.get()).as("it was asked").isLessThan(FAULTS);
    if (again.is(State.REFUSED)) {
      left.set(0);
      backlog.retry(
          at(publisher), new Deliveries(library.store()).find(TARGET, today).orElseThrow());
      Told retried = settled(publisher, today);
      assertThat(retried.is(State.THERE)).as("retried: " + retried).isTrue();
    }
    assertThat(new Deliveries(library.store()).missing()).isEmpty();
    assertThat(audible.call()).containsExactlyInAnyOrder("ID3 tomorrow", "ID3 made again");
    assertThat(elsewhere.getRequestCount()).as("nothing went elsewhere").isZero();
    return reasons;
  }

  private Told brings(
      Function<Receipts, Publisher> publisher,
      String request,
      FaultyAnswers fault,
      Callable<List<String>> audible)
      throws Exception {
    assertThat(brought(publisher, today, "ID3 a sound").is(State.THERE)).isTrue();

    where = request;
    answer = fault;
    left.set(FAULTS);
    Told again = brought(publisher, today, "ID3 made again");
    assertThat(again.is(State.THERE) || again.is(State.REFUSED)).as("decided: " + again).isTrue();
    int unasked = left.getAndSet(0);
    Told next = brought(publisher, tomorrow, "ID3 tomorrow");
    assertThat(next.is(State.THERE)).as("the next: " + next).isTrue();
    assertThat(new Deliveries(library.store()).missing())
        .extracting(Delivery::edition)
        .isEqualTo(again.is(State.THERE) ? List.of() : List.of(today.id()));
    List<String> sounds = new ArrayList<>(List.of("ID3 tomorrow"));
    if (again.is(State.THERE) || again.isTwice()) {
      sounds.add("ID3 made again");
    }
    if (again.is(State.REFUSED)) {
      sounds.add("ID3 a sound");
    }
    assertThat(audible.call())
        .as("what is there: " + again)
        .containsExactlyInAnyOrderElementsOf(sounds);
    left.set(unasked);
    return again;
  }

  private Publisher at(Function<Receipts, Publisher> publisher) {
    return publisher.apply(
        new KeptReceipts(
            () -> TARGET, () -> new Deliveries(library.store()), () -> Optional.<Lease>empty()));
  }

  private Told brought(Function<Receipts, Publisher> publisher, Edition edition, String sound)
      throws Exception {
    Path bench = folder.resolve(sound.replace(' ', '-'));
    Episode episode = Episodes.of(bench, edition, sound);
    made.put(edition.id(), episode);
    try {
      backlog.bring(at(publisher), episode);
    } catch (PublishException e) {
      assertThat(e).hasMessageNotContainingAny("null", "Exception", "http:", "canary");
    }
    return settled(publisher, edition);
  }

  /** As the backlog goes on by itself, an hour at a time, until nothing is left to be tried. */
  private Told settled(Function<Receipts, Publisher> publisher, Edition edition) throws Exception {
    Deliveries deliveries = new Deliveries(library.store());
    for (int hour = 0; hour < HOURS; hour++) {
      Optional<Delivery> now = deliveries.find(TARGET, edition);
      if (now.isEmpty()) {
        return new Told(Optional.empty(), "");
      }
      Told told = new Told(now.map(Delivery::state), now.get().reason());
      assertThat(deliveries.missing().contains(now.get()))
          .as("whether it is listed: " + told)
          .isEqualTo(!told.is(State.THERE));
      boolean failed = now.get().attempts() > 0 && !told.is(State.SENT) && !told.is(State.THERE);
      if (failed) {
        reasons.add(told.reason());
        assertThat(told.reason())
            .startsWith("Could not ")
            .endsWith(".")
            .doesNotContain("null", "Exception", "http:", "canary");
      }
      if (told.is(State.THERE) || told.is(State.REFUSED)) {
        return told;
      }
      assertThat(now.get().due()).isBefore(clock.instant().plus(Duration.ofHours(25)));
      clock.pass(Duration.ofHours(1));
      backlog.goOn(at(publisher));
    }
    throw new AssertionError("It never ended: " + deliveries.missing());
  }

  /** What was made here. */
  private final class Made implements Editions {
    @Override
    public Optional<Episode> episode(Delivery delivery) {
      return Optional.ofNullable(made.get(delivery.edition()))
          .filter(episode -> Files.exists(episode.mp3()));
    }

    @Override
    public Optional<Show> show(String name) {
      return Optional.of(Fixtures.aShow("morning-briefing"));
    }

    @Override
    public Optional<Lease> lease(Edition edition) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    library.close();
    server.close();
    elsewhere.close();
  }
}
