package larksong.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import larksong.library.access.Accounts;
import larksong.library.store.Store;
import larksong.model.Script;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may come in at each door, and what does not harm the server if it comes. */
@Timeout(120)
class DoorsTest {

  private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");

  @TempDir Path folder;

  private final OkHttpClient client = new OkHttpClient.Builder().followRedirects(false).build();
  private Served served;

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void takesNothingButAFormAtSignInAndWritesNothingToDisk() throws Exception {
    RequestBody multipart =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("account", "owner")
            .addFormDataPart("password", "x".repeat(3 << 20))
            .build();
    List<Path> before = files();

    try (Response response = post("/studio/sign-in", multipart)) {
      assertThat(response.code()).isEqualTo(415);
      assertThat(response.body().string())
          .isEqualTo("Expected a form, sent as application/x-www-form-urlencoded.\n");
    }

    assertThat(files()).isEqualTo(before);
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> all = Files.walk(folder.resolve("home/uploads"))) {
      return all.sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/studio/sign-in", "/studio/sign-out", "/studio/tokens/x"})
  void takesAFormOfAFewKilobytes(String path) throws Exception {
    try (Response small = post(path, RequestBody.create("a=" + "x".repeat(8_000), FORM));
        Response large = post(path, RequestBody.create("a=" + "x".repeat(9_000), FORM))) {
      assertThat(small.code()).isEqualTo(403);
      assertThat(large.code()).isEqualTo(413);
      assertThat(large.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(large.body().string())
          .isEqualTo("Expected a body of at most 8192 bytes but was 9002.\n");
    }
  }

  @Test
  void countsTheBytesOfABodyThatDoesNotSayItsLength() throws Exception {
    try (Response response = post("/studio/sign-in", unannounced(9_000))) {
      assertThat(response.code()).isEqualTo(413);
      assertThat(response.body().string())
          .isEqualTo("Expected a body of at most 8192 bytes but was more.\n");
    }
    try (Response response = post("/studio/sign-in", unannounced(8_000))) {
      assertThat(response.code()).isEqualTo(403);
    }
  }

  private static RequestBody unannounced(int bytes) {
    return new RequestBody() {
      @Override
      public MediaType contentType() {
        return FORM;
      }

      @Override
      public void writeTo(BufferedSink sink) throws java.io.IOException {
        sink.writeUtf8("x".repeat(bytes));
      }
    };
  }

  @Test
  void readsNoOrderOfAStranger() throws Exception {
    try (Response response =
        post(
            "/api/v1/shows", RequestBody.create("x".repeat(60_000), MediaType.get("text/plain")))) {
      assertThat(response.code()).isEqualTo(401);
    }
  }

  @Test
  void endsAFormThatDoesNotComeWithinSeconds() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /studio/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000\r\n"
                  + "Content-Type: "
                  + FORM
                  + "\r\n\r\na")
              .getBytes(StandardCharsets.US_ASCII));
      long began = System.nanoTime();

      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

      assertThat(answer)
          .startsWith("HTTP/1.1 408 ")
          .endsWith(
              "Expected the whole body within 10 seconds but it is still on its way."
                  + " Send it again.\n");
      assertThat((System.nanoTime() - began) / 1_000_000_000).isBetween(9L, 25L);
    }
  }

  @Test
  void goesOnAfterALackOfMemoryAndLogsItWithoutPrivateWords() throws Exception {
    String cookie = "larksong_studio=" + new Accounts(served.library.store()).signIn(Store.OWNER);
    for (Error error : List.of(new OutOfMemoryError("Java heap"), new StackOverflowError())) {
      served.held.failure = Optional.of(error);
      try (Logged logged = new Logged();
          Response failed = served.get("/studio/editions/diary/2026-01-02", "Cookie", cookie)) {
        assertThat(failed.code()).isEqualTo(500);
        assertThat(failed.body().string()).isEqualTo("Something went wrong here. Try again.\n");
        assertThat(logged.lines("larksong.server"))
            .anyMatch(line -> line.contains(error.getClass().getSimpleName()));
        assertThat(logged.text()).doesNotContain(cookie.replaceFirst(".*=", ""));
      }
    }

    served.held.failure = Optional.empty();
    served.held.script = Optional.<Script>empty();
    try (Response after = served.get("/studio/editions/diary/2026-01-02", "Cookie", cookie)) {
      assertThat(after.code()).isEqualTo(404);
    }
  }

  private Response post(String path, RequestBody body) throws Exception {
    return client
        .newCall(new Request.Builder().url(served.url() + path).post(body).build())
        .execute();
  }
}
