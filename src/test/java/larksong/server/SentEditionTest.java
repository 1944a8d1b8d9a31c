package larksong.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import larksong.json.Json;
import larksong.library.Episodes;
import larksong.library.access.Accounts;
import larksong.library.access.Tokens.Terms;
import larksong.library.intake.AnnouncedShows;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Fixtures;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What of an edition that is sent is refused at the door, so that no page and no feed breaks. */
@Timeout(120)
class SentEditionTest {

  private static final MediaType BYTES = MediaType.get("application/octet-stream");

  @TempDir Path folder;

  private final OkHttpClient client = new OkHttpClient();
  private Served served;
  private String token;
  private Episode episode;

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"));
    token = served.tokens.publishing("laptop");
    episode = Episodes.of(folder.resolve("bench"), Fixtures.EDITION, "ID3 a sound");
  }

  @AfterEach
  void stop() {
    served.close();
  }

  static Stream<Arguments> oddities() {
    return Stream.of(
        odd("a title of five megabytes", "(413|422).*", e -> e.put("title", "x".repeat(5_000_000))),
        odd("a title of a page", "422.*1000 characters.*", e -> e.put("title", "x".repeat(1_001))),
        odd("a control character", "422.*U\\+0000.*", e -> e.put("title", "a\u0000b")),
        odd("no character of XML", "422.*U\\+FFFF.*", e -> e.put("summary", "a\uffffb")),
        odd(
            "a chapter of another age",
            "422.*",
            e -> chapter(e).put("start", "PT1000000000000000S")),
        odd(
            "a chapter of 10^18 s",
            "422.*",
            e -> chapter(e).put("start", 1_000_000_000_000_000_000L)),
        odd("a chapter before the start", "422.*within.*", e -> chapter(e).put("start", "PT-9S")),
        odd("a chapter behind the end", "422.*within.*", e -> chapter(e).put("start", "PT62S")),
        odd("a chapter at no number", "422.*", e -> chapter(e).put("start", "NaN")),
        odd("a chapter at no time", "422.*", e -> chapter(e).putNull("start")),
        odd("chapters out of order", "422.*in order.*", e -> chapter(e).put("start", "PT0S")),
        odd("a script as link", "422.*http.*", e -> chapter(e).put("link", "javascript:alert(1)")),
        odd("a page as link", "422.*http.*", e -> chapter(e).put("link", "data:text/html,x")),
        odd("a file as link", "422.*http.*", e -> chapter(e).put("link", "file:///etc/passwd")),
        odd("a cue behind the end", "422.*cues.*", e -> cue(e).put("end", "PT2H")),
        odd("a cue without words", "422.*", e -> cue(e).putNull("text")),
        odd("a cue that rests on all", "422.*1000 items.*", e -> rests(e, 0, 1_001)),
        odd(
            "a length of an age",
            "422.*",
            e -> recording(e).put("duration", "PT1000000000000000S")),
        odd("a length below zero", "422.*", e -> recording(e).put("duration", "PT-1S")),
        odd("a loudness that is no number", "422.*", e -> loudness(e).put("lufs", "NaN")),
        odd(
            "a writer that is none",
            "422.*",
            e -> ((ObjectNode) e.path("provenance")).putNull("writer")));
  }

  private static Arguments odd(String name, String answer, Consumer<ObjectNode> change) {
    return Arguments.of(name, answer, change);
  }

  private static ObjectNode recording(ObjectNode episode) {
    return (ObjectNode) episode.path("recording");
  }

  private static ObjectNode loudness(ObjectNode episode) {
    return (ObjectNode) recording(episode).path("loudness");
  }

  private static ObjectNode chapter(ObjectNode episode) {
    return (ObjectNode) ((ArrayNode) recording(episode).path("chapters")).get(1);
  }

  private static ObjectNode cue(ObjectNode episode) {
    return (ObjectNode) ((ArrayNode) recording(episode).path("cues")).get(0);
  }

  private static void rests(ObjectNode episode, int first, int count) {
    ArrayNode rests = ((ObjectNode) cues(episode).get(cues(episode).size() - 1)).putArray("rests");
    IntStream.range(first, first + count).forEach(item -> rests.add("item-" + item));
  }

  private static ArrayNode cues(ObjectNode episode) {
    return (ArrayNode) recording(episode).path("cues");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oddities")
  void refusesWhatNoPageCanShow(String name, String answer, Consumer<ObjectNode> change)
      throws Exception {
    ObjectNode words = (ObjectNode) Json.tree(Json.write(episode));
    change.accept(words);

    assertThat(sent(Json.write(words), part("cover.jpg"), part("transcript.vtt")))
        .as(name)
        .matches("(?s)" + answer);

    assertThat(served.library.shows()).isEmpty();
    waitUntilNothingIsLeft();
  }

  @Test
  void takesTheSameWithoutTheOddity() throws Exception {
    assertThat(sent(Json.write(episode), part("cover.jpg"), part("transcript.vtt")))
        .startsWith("200");
    try (Response page = served.get(served.listener() + "shows/morning/2026-11-21")) {
      assertThat(page.code()).isEqualTo(200);
    }
  }

  @Test
  @Timeout(20)
  void showsAnEpisodeThatRestsOnAHundredThousandItemsAtOnce() throws Exception {
    ObjectNode words = (ObjectNode) Json.tree(Json.write(episode));
    ObjectNode one = cue(words).deepCopy();
    for (int i = 0; i < 100; i++) {
      cues(words).add(one.deepCopy());
      rests(words, i * 1_000, 1_000);
    }

    assertThat(sent(Json.write(words), part("cover.jpg"), part("transcript.vtt")))
        .startsWith("200");
    try (Response page = served.get(served.listener() + "shows/morning/2026-11-21")) {
      assertThat(page.code()).isEqualTo(200);
      assertThat(page.body().string()).contains("item-99999");
    }
  }

  @Test
  void refusesPartsThatAreLargerThanTheirKindNeeds() throws Exception {
    byte[] cover = new byte[9 << 20];
    System.arraycopy(part("cover.jpg"), 0, cover, 0, 100);
    byte[] transcript = ("WEBVTT\n" + "x".repeat(5 << 20)).getBytes(StandardCharsets.UTF_8);

    assertThat(sent(Json.write(episode), cover, part("transcript.vtt")))
        .isEqualTo(
            "413{\"error\":\"Expected a part 'cover' of at most 8388608 bytes but was 9437184.\"}");
    assertThat(sent(Json.write(episode), part("cover.jpg"), transcript)).startsWith("413");

    assertThat(served.library.shows()).isEmpty();
    waitUntilNothingIsLeft();
  }

  @Test
  void limitsTheShowsOfAnAccount() throws Exception {
    token = served.tokens.publishing("ben", "laptop", Terms.NONE);
    for (int i = 0; i < 100; i++) {
      new AnnouncedShows(served.library)
          .announce(
              "ben", new AnnouncedShows.Details("Show " + i, "", Locale.ENGLISH, Optional.empty()));
    }

    assertThat(sent("ben-new", Json.write(episode), part("cover.jpg"), part("transcript.vtt")))
        .startsWith("507")
        .contains("100 shows, which is all it may have");
  }

  @ParameterizedTest
  @CsvSource({
    "bob,   bob-news,      200",
    "bob,   bob-x-news,    404",
    "bob,   bob-x-,        404",
    "bob,   bobby-news,    404",
    "bob,   bob-xy-news,   200",
    "bob-x, bob-x-news,    200",
    "bob-x, bob-news,      404",
    "bob-x, bob-x-y-news,  404",
    "bob,   bob-pw-news,   404",
    "owner, bob-x-news,    200"
  })
  void leavesNamesToTheAccountWhoseNameIsInFrontOfThem(String account, String show, int answer)
      throws Exception {
    for (String other : List.of("bob", "bob-x", "bob-x-y")) {
      token = served.tokens.publishing(other, "laptop of " + other, Terms.NONE);
    }
    new Accounts(served.library.store()).setPassword("bob-pw", "correct horse");
    token = served.tokens.publishing(account, "phone", Terms.NONE);

    String words = Json.write(episode).replace("\"morning", "\"" + show);
    String said = sent(show, words, part("cover.jpg"), part("transcript.vtt"));

    assertThat(said).startsWith(String.valueOf(answer));
    assertThat(served.library.show(show).isPresent()).isEqualTo(answer == 200);
  }

  private byte[] part(String file) throws Exception {
    return Files.readAllBytes(episode.folder().resolve(file));
  }

  /** The parts are deleted once the answer is sent. */
  private void waitUntilNothingIsLeft() throws Exception {
    while (isAnythingLeft()) {
      Thread.onSpinWait();
    }
  }

  private boolean isAnythingLeft() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("home/uploads"))) {
      return files.findAny().isPresent();
    }
  }

  private String sent(String words, byte[] cover, byte[] transcript) throws Exception {
    return sent("morning", words, cover, transcript);
  }

  private String sent(String show, String words, byte[] cover, byte[] transcript) throws Exception {
    Edition edition = episode.edition();
    Request request =
        new Request.Builder()
            .url(served.url() + "/api/library/shows/" + show + "/editions/" + edition.slug())
            .put(
                new MultipartBody.Builder()
                    .setType(MultipartBody.FORM)
                    .addFormDataPart("episode", "e", RequestBody.create(words, BYTES))
                    .addFormDataPart(
                        "audio", "a", RequestBody.create(episode.mp3().toFile(), BYTES))
                    .addFormDataPart("cover", "c", RequestBody.create(cover, BYTES))
                    .addFormDataPart("transcript", "t", RequestBody.create(transcript, BYTES))
                    .build())
            .header("Authorization", "Bearer " + token)
            .build();
    try (Response response = client.newCall(request).execute()) {
      return response.code() + response.body().string();
    }
  }
}
