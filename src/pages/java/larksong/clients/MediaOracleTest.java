package larksong.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import larksong.bench.Nginx;
import larksong.library.ShelvedEpisode;
import larksong.library.feed.Addresses;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real nginx and the library answer the same requests for the same recording alike. */
class MediaOracleTest {

  @TempDir static Path folder;

  private static final OkHttpClient CLIENT = new OkHttpClient();
  private static DemoLibrary demo;
  private static Nginx nginx;
  private static String ours;
  private static String theirs;
  private static int size;

  @BeforeAll
  static void start() throws Exception {
    Installed.program("/usr/sbin/nginx", "nginx-light");
    demo = DemoLibrary.of(folder.resolve("home"), "league");
    ShelvedEpisode episode = demo.larksong().library().episodes("league").get(0);
    Path sound = demo.larksong().library().media().path(episode.sha256(), ".mp3");
    size = (int) Files.size(sound);
    nginx = Nginx.serving(folder, Map.of("sound.mp3", Files.readAllBytes(sound)));
    ours =
        Addresses.of(demo.station().publicUrl(), demo.larksong().tokens().listening("oracle"))
            .audio(episode);
    theirs = nginx.url() + "sound.mp3";
  }

  @AfterAll
  static void stop() throws Exception {
    nginx.close();
    demo.close();
  }

  /** Method and headers; ETAG and DATE stand for what each server itself said. */
  static List<String> requests() {
    List<String> requests = new ArrayList<>();
    for (String method : List.of("GET", "HEAD")) {
      for (String headers :
          List.of(
              "",
              "Range: bytes=0-",
              "Range: bytes=0-0",
              "Range: bytes=100-199",
              "Range: bytes=-500",
              "Range: bytes=-99999999",
              "Range: bytes=99999999-",
              "Range: bytes=10-99999999",
              "Range: bytes=5-2",
              "Range: bytes=abc",
              "Range: lines=1-2",
              "If-None-Match: ETAG",
              "If-None-Match: W/ETAG",
              "If-None-Match: \"a\", ETAG",
              "If-None-Match: *",
              "If-None-Match: \"other\"",
              "If-None-Match: \"other\"|If-Modified-Since: DATE",
              "If-None-Match: ETAG|Range: bytes=0-9",
              "If-Modified-Since: DATE",
              "If-Modified-Since: Thu, 01 Jan 1970 00:00:01 GMT",
              "If-Range: ETAG|Range: bytes=0-9",
              "If-Range: \"other\"|Range: bytes=0-9",
              "If-Range: DATE|Range: bytes=0-9",
              "If-Match: ETAG",
              "If-Match: \"other\"",
              "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:01 GMT")) {
        requests.add(method + " " + headers);
      }
    }
    return requests;
  }

  @ParameterizedTest
  @MethodSource("requests")
  void answersAsNginxDoes(String request) throws Exception {
    try (Response mine = answer(ours, request);
        Response oracle = answer(theirs, request)) {
      assertThat(mine.code()).isEqualTo(oracle.code());
      byte[] expected = oracle.body().bytes();
      if (oracle.code() != 412 && oracle.code() != 416) {
        for (String header : List.of("Content-Length", "Content-Range", "Content-Type")) {
          assertThat(mine.header(header)).as(header).isEqualTo(oracle.header(header));
        }
        assertThat(mine.body().bytes()).isEqualTo(expected);
      } else if (oracle.code() == 416) {
        assertThat(mine.header("Content-Range")).isEqualTo("bytes */" + size);
      }
    }
  }

  private static Response answer(String address, String request) throws Exception {
    Request.Builder asked = new Request.Builder().url(address);
    asked.method(request.substring(0, request.indexOf(' ')), null);
    for (String header : request.substring(request.indexOf(' ') + 1).split("\\|", -1)) {
      if (!header.isEmpty()) {
        int colon = header.indexOf(": ");
        asked.header(header.substring(0, colon), said(address, header.substring(colon + 2)));
      }
    }
    return CLIENT.newCall(asked.build()).execute();
  }

  private static String said(String address, String value) throws Exception {
    try (Response plain =
        CLIENT.newCall(new Request.Builder().url(address).head().build()).execute()) {
      return value
          .replace("ETAG", Objects.requireNonNull(plain.header("ETag")))
          .replace("DATE", Objects.requireNonNull(plain.header("Last-Modified")));
    }
  }
}
