package larksong.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import larksong.egress.EgressInMemory;
import larksong.egress.EgressRecord;
import larksong.egress.Errand;
import larksong.model.Departure;
import larksong.model.Departure.Part;
import larksong.model.Departure.Purpose;
import larksong.model.EditionId;
import larksong.model.Level;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each request that leaves is noted before it does, with as many bytes as it has. */
@Timeout(60)
class NotingTest {

  private final Errand.Scope free = Errand.current().of(Level.FREE).begin();

  @AfterEach
  void endErrand() {
    free.close();
  }

  private static final EditionId EDITION = EditionId.parse("morning/2026-11-21");

  private final EgressInMemory egress = new EgressInMemory();
  private final Http http = Http.withoutCache().noting(egress);
  private final MockWebServer elsewhere = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    elsewhere.start(InetAddress.getByName("127.0.0.2"), 0);
  }

  @AfterEach
  void stop() {
    elsewhere.close();
  }

  private URI address() {
    return elsewhere.url("/private/feed.xml?key=canary").uri();
  }

  private static long bytes(RecordedRequest request) {
    long body = request.getBody() == null ? 0 : request.getBody().size();
    return request.getRequestLine().length() + request.getHeaders().byteCount() + 4 + body;
  }

  private void send(RequestBody body) throws IOException {
    Request request = new Request.Builder().url(elsewhere.url("/up").toString()).put(body).build();
    http.client().newCall(request).execute().close();
  }

  @Test
  void notesTheHostAndTheBytesAndNothingElseOfAnAddress() throws Exception {
    elsewhere.enqueue(new MockResponse.Builder().body("ok").build());

    http.get(address(), 10);

    assertThat(egress.left())
        .containsExactly(
            new Departure(
                Optional.empty(),
                Purpose.OTHER,
                "",
                "127.0.0.2",
                List.of(),
                bytes(elsewhere.takeRequest())));
  }

  @Test
  void notesWhatItIsForAndWhatTheBodyHolds() throws Exception {
    elsewhere.enqueue(new MockResponse.Builder().build());
    Errand.Scope scope = Errand.current().about(EDITION).to(Purpose.PUBLISH, "attic").begin();
    try {
      send(
          new MultipartBody.Builder()
              .setType(MultipartBody.FORM)
              .addFormDataPart("title", "Morning")
              .addFormDataPart(
                  "0", "a.mp3", RequestBody.create("sound", MediaType.get("audio/mpeg")))
              .build());
    } finally {
      scope.close();
    }

    assertThat(egress.left())
        .containsExactly(
            new Departure(
                Optional.of(EDITION),
                Purpose.PUBLISH,
                "attic",
                "127.0.0.2",
                List.of(new Part("", "request", List.of("words", "recording"))),
                bytes(elsewhere.takeRequest())));
    assertThat(Errand.current().purpose()).isEqualTo(Purpose.OTHER);
  }

  @Test
  void notesWhatLeavesBeforeItIsAnswered() throws Exception {
    CompletableFuture<Integer> noted = new CompletableFuture<>();
    elsewhere.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            noted.complete(egress.left().size());
            return new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
          }
        });

    assertThatThrownBy(() -> send(RequestBody.create("lost", null)))
        .isInstanceOf(IOException.class);

    assertThat(noted).isCompletedWithValue(1);
    assertThat(egress.left().get(0).bytes()).isGreaterThan(4);
  }

  @Test
  void notesEachOfThoseThatAreTriedAgainOrLedElsewhere() throws Exception {
    elsewhere.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "0").build());
    elsewhere.enqueue(new MockResponse.Builder().code(302).addHeader("Location", "/b").build());
    elsewhere.enqueue(new MockResponse.Builder().body("ok").build());

    http.get(elsewhere.url("/a").uri(), 10);

    assertThat(egress.left()).hasSize(3);
  }

  @Test
  void notesHowMuchWentOfABodyWhoseLengthNobodyKnows() throws Exception {
    elsewhere.enqueue(new MockResponse.Builder().build());

    send(
        new RequestBody() {
          @Override
          public MediaType contentType() {
            return MediaType.get("audio/mpeg");
          }

          @Override
          public void writeTo(okio.BufferedSink sink) throws IOException {
            sink.writeUtf8("x".repeat(70_000));
          }
        });

    assertThat(egress.left().get(0).bytes()).isBetween(70_000L, 71_000L);
    assertThat(egress.left().get(0).parts().get(0).fields()).containsExactly("recording");
  }

  @Test
  void notesNothingThatStaysOnThisMachineOrThatNobodyTook() throws Exception {
    try (MockWebServer here = new MockWebServer()) {
      here.start();
      here.enqueue(new MockResponse.Builder().body("ok").build());
      http.get(here.url("/").uri(), 10);
    }
    URI closed = address();
    elsewhere.close();

    assertThatThrownBy(() -> http.get(closed, 10)).isInstanceOf(WebException.class);

    assertThat(egress.left()).isEmpty();
  }

  @Test
  void notesWhatIsPassedOnFromThisMachine() throws Exception {
    try (MockWebServer here = new MockWebServer()) {
      here.start();
      here.enqueue(new MockResponse.Builder().body("ok").build());
      Errand.Scope scope = Errand.current().to(Purpose.WRITE, "big").passingOn().begin();
      try {
        http.get(here.url("/").uri(), 10);
        assertThatThrownBy(() -> Http.offline().get(here.url("/").uri(), 10))
            .hasMessageContaining("because of --offline: it passes on what it is asked");
      } finally {
        scope.close();
      }
      assertThat(here.getRequestCount()).isEqualTo(1);
    }

    assertThat(egress.left()).extracting(Departure::recipient).containsExactly("big");
  }

  @Test
  void knowsTheErrandOfWhatIsSentFromOtherThreads() throws Exception {
    elsewhere.enqueue(new MockResponse.Builder().build());
    Request request = new Request.Builder().url(elsewhere.url("/").toString()).build();
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    Errand.Scope scope = Errand.current().about(EDITION).to(Purpose.PUBLISH, "bucket").begin();
    try {
      http.client().newCall(request).enqueue(completing(answer));
    } finally {
      scope.close();
    }

    assertThat(answer.get()).isEqualTo(200);
    assertThat(egress.left()).extracting(Departure::recipient).containsExactly("bucket");
  }

  private static Callback completing(CompletableFuture<Integer> answer) {
    return new Callback() {
      @Override
      public void onFailure(Call call, IOException failure) {
        answer.completeExceptionally(failure);
      }

      @Override
      public void onResponse(Call call, Response response) {
        answer.complete(response.code());
        response.close();
      }
    };
  }

  @Test
  void sendsNothingThatCannotBeNoted() {
    EgressRecord full =
        new EgressRecord() {
          @Override
          public UUID note(Departure departure) throws IOException {
            throw new IOException("The disk is full.");
          }

          @Override
          public void correct(UUID noted, long bytes) {}
        };

    assertThatThrownBy(() -> Http.withoutCache().noting(full).get(address(), 10))
        .isInstanceOf(WebException.class)
        .hasMessage("127.0.0.2: not asked, because it could not be noted. The disk is full.");
    assertThat(elsewhere.getRequestCount()).isZero();
  }
}
