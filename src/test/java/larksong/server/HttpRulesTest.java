package larksong.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import larksong.library.Episodes;
import larksong.library.ShelvedEpisode;
import larksong.library.access.Accounts;
import larksong.library.store.Store;
import larksong.model.Fixtures;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 9110 asks of a server beyond what players and apps use every day. */
@Timeout(120)
class HttpRulesTest {

  private static final String SOUND = "0123456789".repeat(100);

  @TempDir Path folder;

  private Served served;
  private String listener;
  private String audio;
  private String publisher;

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"));
    ShelvedEpisode episode =
        served.library.shelve(Episodes.of(folder.resolve("bench"), Fixtures.EDITION, SOUND));
    listener = served.listener();
    audio = listener + "media/" + episode.guid() + ".mp3";
    publisher = served.tokens.publishing("agent");
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic ", "basic ", "BASIC ", "bAsIc   "})
  void takesAPasswordWhateverTheLettersOfItsScheme(String scheme) throws Exception {
    String password = listener.split("/", -1)[2];
    String pair = Base64.getEncoder().encodeToString(("me:" + password).getBytes(UTF_8));

    assertThat(status("GET", "/feed.xml", "Authorization", scheme + pair)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "bEaReR  "})
  void takesATokenWhateverTheLettersOfItsScheme(String scheme) throws Exception {
    assertThat(status("GET", "/api/v1/shows", "Authorization", scheme + publisher)).isEqualTo(200);
    assertThat(status("GET", "/metrics", "Authorization", scheme + publisher)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic", "Basic ", "Basic %", "Basic bWU", "Bearer", "Digest x", ":"})
  void refusesAnyOtherAuthorization(String header) throws Exception {
    for (String path : List.of("/feed.xml", "/api/v1/shows", "/metrics")) {
      try (Response response = served.get(path, "Authorization", header)) {
        assertThat(response.code()).as(path).isEqualTo(401);
        assertThat(response.header("WWW-Authenticate")).as(path).matches("(Basic|Bearer) realm=.+");
      }
    }
  }

  @Test
  void answersHeadAsGetEverywhere() throws Exception {
    List<String> paths =
        served.server.routes().stream()
            .filter(route -> route.startsWith("GET ") && !route.contains("/studio/enter/"))
            .map(route -> route.substring(4).replace("/t/{token}/", listener))
            .map(path -> path.replaceAll("\\{[a-z]+}", "morning"))
            .toList();
    assertThat(paths).hasSizeGreaterThan(20);
    for (String path : paths) {
      try (Response get = served.get(path);
          Response head = served.send("HEAD", path)) {
        assertThat(head.code()).as(path).isEqualTo(get.code());
        assertThat(head.header("Content-Type")).as(path).isEqualTo(get.header("Content-Type"));
        assertThat(head.header("WWW-Authenticate"))
            .as(path)
            .isEqualTo(get.header("WWW-Authenticate"));
      }
    }
    assertThat(status("HEAD", "/feed.xml")).isEqualTo(401);
    assertThat(status("HEAD", "/api/v1/shows")).isEqualTo(401);
    assertThat(status("HEAD", "/studio/now")).isEqualTo(403);
    assertThat(status("HEAD", "/t/wrong/")).isEqualTo(404);
  }

  @Test
  void sendsNoBodyWithHead() throws Exception {
    for (String path : List.of("/health", listener, audio, listener + "feed.xml")) {
      assertThat(raw("HEAD " + path + " HTTP/1.1")).as(path).endsWith("\r\n\r\n");
    }
  }

  @Test
  void usesUpNoLinkThatIsOnlyLookedAt() throws Exception {
    String path = "/studio/enter/" + new Accounts(served.library.store()).invite(Store.OWNER);

    status("HEAD", path);

    assertThat(status("GET", path)).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-99999999999999999999|206|bytes 0-999/1000",
        "bytes=990-18446744073709551616|206|bytes 990-999/1000",
        "bytes=-99999999999999999999|206|bytes 0-999/1000",
        "bytes=000000000000000000000000-5|206|bytes 0-5/1000",
        "bytes=99999999999999999999-|416|bytes */1000",
        "bytes=99999999999999999999-999999999999999999999|416|bytes */1000",
        "Bytes=0-1|206|bytes 0-1/1000",
        "BYTES=-1|206|bytes 999-999/1000",
        "bytes=a-b|200|",
        "bytes|200|",
        "seconds=1-2|200|",
      })
  void readsARangeOfAnyNumberOfDigits(String range, int status, String content) throws Exception {
    try (Response response = served.get(audio, "Range", range)) {
      assertThat(response.code()).isEqualTo(status);
      assertThat(response.header("Content-Range")).isEqualTo(content);
    }
  }

  @Test
  void knowsNoRangeOfWhatIsNotSent() throws Exception {
    try (Response head = served.send("HEAD", audio, "Range", "bytes=0-1")) {
      assertThat(head.code()).isEqualTo(200);
      assertThat(head.header("Content-Length")).isEqualTo("1000");
    }
  }

  @Test
  void sendsTheWholeWhereAConditionOfARangeDoesNotHoldStrongly() throws Exception {
    String etag;
    String modified;
    try (Response whole = served.get(audio)) {
      etag = whole.header("ETag");
      modified = whole.header("Last-Modified");
    }
    assertThat(status("GET", audio, "Range", "bytes=0-1", "If-Range", etag)).isEqualTo(206);
    assertThat(status("GET", audio, "Range", "bytes=0-1", "If-Range", modified)).isEqualTo(206);
    assertThat(status("GET", audio, "Range", "bytes=0-1", "If-Range", "W/" + etag)).isEqualTo(200);
    assertThat(status("GET", audio, "If-Match", "\"another\"")).isEqualTo(412);
    assertThat(status("GET", audio, "If-Match", "*")).isEqualTo(200);
    assertThat(status("GET", audio, "If-Match", etag)).isEqualTo(200);
    assertThat(status("GET", audio, "If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"))
        .isEqualTo(412);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-HTTP-Method-Override",
        "x-http-method-override",
        "X-HTTP-Method",
        "X-Method-Override"
      })
  void obeysNoHeaderThatNamesAnotherMethod(String header) throws Exception {
    String edition = "/api/library/shows/morning/editions/2026-11-21";
    String token = "Bearer " + publisher;

    assertThat(status("GET", edition, "Authorization", token, header, "DELETE")).isEqualTo(200);
    assertThat(status("GET", edition + "?_method=DELETE", "Authorization", token)).isEqualTo(200);
    assertThat(status("GET", edition, "Authorization", token)).isEqualTo(200);
    assertThat(status("GET", "/health", header, "PUT")).isEqualTo(200);
    assertThat(status("GET", "/health", header, "NONSENSE")).isEqualTo(200);
    assertThat(status("DELETE", "/health", header, "GET")).isEqualTo(405);
    assertThat(status("DELETE", audio, header, "GET")).isIn(404, 405);
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /health",
    "TRACE, /health",
    "OPTIONS, /health",
    "TRACE, /api/v1/shows",
    "DELETE, /feed.xml"
  })
  void saysWhichMethodsThereAre(String method, String path) throws Exception {
    try (Response response = served.send(method, path)) {
      assertThat(response.code()).isEqualTo(405);
      assertThat(response.header("Allow")).contains("GET");
      assertThat(response.body().string()).doesNotContain("TRACE /");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"BREW", "get", "Get", "PROPFIND", "GETT", "M-SEARCH"})
  void knowsNoOtherMethods(String method) throws Exception {
    for (String path : List.of("/health", "/nowhere", listener, audio, "/studio/")) {
      assertThat(raw(method + " " + path + " HTTP/1.1")).as(path).startsWith("HTTP/1.1 501 ");
    }
  }

  private int status(String method, String path, String... headers) throws Exception {
    try (Response response = served.send(method, path, headers)) {
      return response.code();
    }
  }

  /** All that is answered to a request without a body. */
  private String raw(String line) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.server.port())) {
      String host = "Host: 127.0.0.1:" + served.server.port();
      socket
          .getOutputStream()
          .write((line + "\r\n" + host + "\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
      try (InputStream in = socket.getInputStream()) {
        return new String(in.readAllBytes(), UTF_8);
      }
    }
  }
}
