package larksong.publish.audiobookshelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import larksong.config.Sections;
import larksong.json.Json;
import larksong.library.Episodes;
import larksong.model.Edition;
import larksong.model.Fixtures;
import larksong.model.MovableClock;
import larksong.net.Http;
import larksong.publish.FaultyAnswers;
import larksong.publish.FaultyLine;
import larksong.publish.KeptInMemory;
import larksong.publish.PublishException;
import larksong.publish.PublishException.Remedy;
import larksong.publish.Publisher;
import larksong.publish.PublisherContract;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against a stand-in that answers as the server's own source does. */
@Timeout(60)
class AudiobookshelfPublisherTest extends PublisherContract {

  private static final Pattern FILE =
      Pattern.compile("(?s)name=\"0\"; filename=\"([^\"]+)\".*?\r\n\r\n(.*?)\r\n--");

  /** Files by name; those that it has found are episodes. */
  private final Map<String, String> files = new LinkedHashMap<>();

  private final List<String> found = new ArrayList<>();
  private final KeptInMemory receipts = new KeptInMemory();
  private final MockWebServer server = new MockWebServer();
  private int uploads;
  private boolean looks = true;

  @BeforeEach
  void start() throws Exception {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private synchronized MockResponse answer(RecordedRequest request) {
    if (!"Bearer good".equals(request.getHeaders().get("Authorization"))) {
      return new MockResponse.Builder().code(401).build();
    }
    String path = request.getUrl().encodedPath();
    if (path.equals("/api/libraries")) {
      return json(
          Map.of(
              "libraries",
              List.of(
                  Map.of("id", "b", "name", "Books", "mediaType", "book", "folders", List.of()),
                  Map.of(
                      "id",
                      "p",
                      "name",
                      "Podcasts",
                      "mediaType",
                      "podcast",
                      "folders",
                      List.of(Map.of("id", "f"))))));
    }
    if (path.equals("/api/upload")) {
      uploads++;
      Matcher file = FILE.matcher(Objects.requireNonNull(request.getBody()).utf8());
      assertThat(file.find()).isTrue();
      files.put(file.group(1), file.group(2));
      return new MockResponse.Builder().body("OK").build();
    }
    if (path.equals("/api/libraries/p/items")) {
      MockResponse before = items();
      if (looks) {
        found.clear();
        found.addAll(files.keySet());
      }
      return before;
    }
    if (path.equals("/api/items/item")) {
      return json(
          Map.of(
              "media",
              Map.of(
                  "episodes",
                  found.stream()
                      .map(
                          name ->
                              Map.of(
                                  "id",
                                  "e" + name.hashCode(),
                                  "audioFile",
                                  Map.of(
                                      "metadata", Map.of("filename", name, "size", sizeOf(name)))))
                      .toList())));
    }
    assertThat(request.getMethod() + " " + path).startsWith("DELETE /api/podcasts/item/episode/");
    assertThat(request.getUrl().query()).isEqualTo("hard=1");
    files.keySet().removeIf(name -> path.endsWith("/e" + name.hashCode()));
    found.retainAll(files.keySet());
    return new MockResponse.Builder().body("OK").build();
  }

  private int sizeOf(String name) {
    return Objects.requireNonNullElse(files.get(name), "").length();
  }

  private MockResponse items() {
    List<Object> results = new ArrayList<>();
    if (!found.isEmpty()) {
      results.add(
          Map.of("id", "item", "media", Map.of("metadata", Map.of("title", "Morning briefing"))));
    }
    return json(Map.of("results", results));
  }

  private static MockResponse json(Object body) {
    return new MockResponse.Builder().body(Json.write(body)).build();
  }

  @Override
  protected Publisher publisher() {
    return publisher("good", "Podcasts");
  }

  private Publisher publisher(String token, String library) {
    return AudiobookshelfPublisher.of(
        "books",
        Sections.of(
            folder,
            "{ url: \"" + server.url("/") + "\", token: " + token + ", library: " + library + " }"),
        () -> Http.withoutCache().client(),
        receipts);
  }

  @Override
  protected List<String> audible() {
    return found.stream().map(files::get).toList();
  }

  @Override
  protected String opened(String location) {
    assertThat(location).isEqualTo(server.url("/item/item").toString());
    return "a page";
  }

  static Stream<Arguments> faults() {
    return FaultyAnswers.at(
        "GET .*/libraries", "GET .*/items", "GET .*/items/item", "POST .*", "DELETE .*");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void hasEachEditionOnceWhateverItAnswers(String asked, FaultyAnswers answer) throws Exception {
    MovableClock clock = new MovableClock("2026-11-21T05:30:00Z");
    try (FaultyLine line = new FaultyLine(folder, clock, this::answer)) {
      line.hold(
          kept ->
              AudiobookshelfPublisher.of(
                  line.target(),
                  Sections.of(folder, "{ url: \"" + line.url() + "\", token: good }"),
                  line::client,
                  kept),
          asked,
          answer,
          this::audible);
    }
  }

  @Test
  void sendsOnceAndAgainOnlyIfTheServerDoesNotFindIt() throws Exception {
    looks = false;
    for (int look = 0; look < 10; look++) {
      publisher().publish(episode(SOUND));
    }
    assertThat(uploads).isEqualTo(1);

    assertThatThrownBy(() -> publisher().publish(episode(SOUND)))
        .hasMessageContaining("it took the episode, but does not show it. Have it scan");

    assertThat(uploads).isEqualTo(2);
  }

  @Test
  void sendsAgainWhatArrivedCutInHalf() throws Exception {
    publisher().publish(episode(SOUND));
    files.replaceAll((name, sound) -> "ID3");

    assertThat(published(episode(SOUND)).location()).isNotEmpty();

    assertThat(files.values()).containsExactly(SOUND);
  }

  @Test
  void goesOnFromAReceiptThatWasWords() throws Exception {
    published(episode(SOUND));
    String file = files.keySet().iterator().next();
    receipts.write(Fixtures.EDITION, "there item " + file);

    published(episode(SOUND + " made again"));

    assertThat(files.values()).containsExactly(SOUND + " made again");
    receipts.write(Fixtures.EDITION, "sent 3 " + file);
    files.put(file, SOUND);
    assertThat(published(episode(SOUND)).location()).isNotEmpty();
  }

  @Test
  void takesAwayOnlyWhatItSent() throws Exception {
    published(episode(SOUND));
    files.put("morning 2026-11-21 0123456789ab.mp3", "by hand");
    Edition edition = Fixtures.EDITION;
    assertThat(publisher().lost(Map.of(edition, episode(SOUND).recording().sha256()))).isEmpty();
    publisher().publish(episode(SOUND));

    publisher().withdraw(episode(SOUND).show(), edition);
    publisher().withdraw(episode(SOUND).show(), edition);

    assertThat(files.values()).containsExactly("by hand");
  }

  @Test
  void deletesWhatAStalledNodeSentLateOfAnEarlierEdition() throws Exception {
    looks = false;
    publisher().publish(episode(SOUND + " of a stalled node"));
    String late = files.keySet().iterator().next();
    files.clear();
    looks = true;
    published(episode(SOUND));
    files.put(late, "late");
    files.put("morning 2026-11-21 0123456789ab.mp3", "that no receipt names");
    files.put("morning 2026-11-20 0123456789ab.mp3", "of an edition that is not known");
    files.put("evening 2026-11-21 0123456789ab.mp3", "of another show");
    files.put("morning 2026-99-99 0123456789ab.mp3", "of no day");
    Edition next =
        new Edition("morning", Fixtures.EDITION.nominal().plusDays(1), Fixtures.EDITION.zone());

    published(Episodes.of(folder.resolve("next"), next, SOUND + " tomorrow"));

    assertThat(files.values())
        .containsExactlyInAnyOrder(
            SOUND,
            SOUND + " tomorrow",
            "that no receipt names",
            "of an edition that is not known",
            "of another show",
            "of no day");
  }

  @Test
  void sendsNothingAfterAnotherNodeGotTheTurn() throws Exception {
    receipts.takenOver();

    assertThatThrownBy(() -> publisher().publish(episode(SOUND)))
        .hasMessageContaining("Another node took over");
    assertThat(uploads).isZero();
  }

  @Test
  void saysWhatTheOwnerCanDo() throws Exception {
    assertThat(publisher().examine()).contains("has a library of podcasts");
    assertThatThrownBy(() -> publisher("bad", "Podcasts").publish(episode(SOUND)))
        .hasMessageContaining("it refused the token (401)")
        .satisfies(e -> assertThat(((PublishException) e).remedy()).isEqualTo(Remedy.OWNER));
    assertThatThrownBy(() -> publisher("good", "Casts").examine())
        .hasMessageContaining("one library of podcasts called 'Casts' but there are 0");
  }
}
