package larksong.server.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import larksong.json.Json;
import larksong.library.access.Tokens.Terms;
import larksong.server.Served;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one account may send and keep, and that it takes nothing from the others. */
@Timeout(120)
class LimitsTest {

  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 7};

  private static final String WELL_MADE = "{\"chapter\":{\"title\":\"B\",\"start_time_ms\":9000}}";

  @TempDir Path folder;

  private final List<Socket> sockets = new ArrayList<>();
  private Served served;
  private SpotifyClient agent;
  private SpotifyClient other;

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"));
    agent = new SpotifyClient(served, served.tokens.publishing("ben", "agent", Terms.NONE));
    other = new SpotifyClient(served, served.tokens.publishing("eve", "agent", Terms.NONE));
  }

  @AfterEach
  void stop() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    served.close();
  }

  @Test
  void letsOthersUploadWhileOneAccountSendsSlowlyAllItMay() throws Exception {
    String show = SpotifyClient.id(agent.create("Slow").json(), "show_uri");
    int refused = 0;
    for (int i = 0; i < 12; i++) {
      Socket socket = sendSlowly(address(agent.announce(show, "n" + i, "")));
      if (i >= 8) {
        String answer =
            new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        assertThat(answer).isEqualTo("HTTP/1.1 503");
        refused++;
      }
    }
    assertThat(refused).isEqualTo(4);

    String others = SpotifyClient.id(other.create("Quick").json(), "show_uri");
    assertThat(other.uploaded(others, "Sent")).isNotEmpty();
  }

  @Test
  void letsOthersSendEditionsWhileOneAccountSendsSlowlyAllItMay() throws Exception {
    for (int i = 0; i < 9; i++) {
      Socket socket =
          sendSlowly(
              edition("ben-news"),
              "Content-Type: multipart/form-data; boundary=b\r\nAuthorization: Bearer "
                  + served.tokens.publishing("ben", "laptop " + i, Terms.NONE)
                  + "\r\n");
      if (i == 8) {
        String answer =
            new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        assertThat(answer).isEqualTo("HTTP/1.1 503");
      }
    }

    SpotifyClient.Answer answer =
        other.raw(
            "PUT",
            edition("eve-news").getPath(),
            served.tokens.publishing("eve", "laptop", Terms.NONE),
            "--b--".getBytes(StandardCharsets.UTF_8),
            "multipart/form-data; boundary=b");
    assertThat(answer.status()).as("it is looked at").isEqualTo(422);
  }

  private URI edition(String show) {
    return URI.create(served.url() + "/api/library/shows/" + show + "/editions/2026-01-02");
  }

  private Socket sendSlowly(URI address) throws Exception {
    return sendSlowly(address, "");
  }

  /** The head and a byte; once that is answered or kept, the place is taken. */
  private Socket sendSlowly(URI address, String headers) throws Exception {
    Socket socket = new Socket(address.getHost(), address.getPort());
    sockets.add(socket);
    OutputStream out = socket.getOutputStream();
    out.write(
        ("PUT "
                + address.getPath()
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000\r\n"
                + headers
                + "Expect: 100-continue\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    socket.setSoTimeout(30_000);
    if (sockets.size() <= 8) { // it is told to go on when its bytes are waited for
      byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 100".length());
      assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100");
      out.write('a');
    }
    return socket;
  }

  private static URI address(SpotifyClient.Answer announced) throws Exception {
    JsonNode urls = announced.json().path("multipart_upload_urls");
    return URI.create(urls.path(0).path("signed_url").asText());
  }

  @Test
  void limitsTheShowsOfAnAccount() throws Exception {
    for (int i = 0; i < Limits.SHOWS; i++) {
      assertThat(agent.create("Show " + i).status()).isEqualTo(201);
    }

    SpotifyClient.Answer more = agent.create("One more");

    assertThat(more.status()).isEqualTo(429);
    assertThat(more.json().path("message").asText())
        .isEqualTo("This account has 100 shows, which is all it may have. Delete some.");
    assertThat(other.create("Another's").status()).isEqualTo(201);
  }

  @Test
  void countsPicturesAndTextsAndNotOnlySound() throws Exception {
    String show = SpotifyClient.id(agent.create("One").json(), "show_uri");
    long before = taken("ben");

    String episode = agent.uploaded(show, "Sent");
    long sound = taken("ben");
    agent.send("POST", "/images", JPEG, "image/jpeg");
    long picture = taken("ben");
    String items =
        "{\"items\":[{\"chapter\":{\"title\":\"A\",\"start_time_ms\":0}},"
            + "{\"chapter\":{\"title\":\""
            + "b".repeat(400)
            + "\",\"start_time_ms\":9000}}]}";
    agent.send(
        "PUT",
        "/shows/" + show + "/episodes/" + episode + "/timeline",
        items.getBytes(StandardCharsets.UTF_8),
        "application/json");

    assertThat(sound - before).isGreaterThan("sound Sent".length() + "WEBVTT\n".length());
    assertThat(picture - sound).isEqualTo(JPEG.length);
    assertThat(taken("ben") - picture).isGreaterThan(800);
    assertThat(taken("eve")).isZero();
  }

  private long taken(String account) throws Exception {
    return served.intake().room().taken(account);
  }

  @Test
  void tellsAnAccountThatItsOrderIsTooLarge() throws Exception {
    SpotifyClient.Answer answer = agent.create("x".repeat(70_000));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.json().path("error_code").asText()).isEqualTo("PAYLOAD_TOO_LARGE");
    assertThat(answer.json().path("message").asText())
        .startsWith("Expected a body of at most 65536 bytes but was 70");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"title\":\"a\\u0000b\"}",
        "{\"title\":\"a\\u001bb\"}",
        "{\"title\":\"a\\ufffeb\"}",
        "{\"title\":\"a\\ud800b\"}",
        "{\"title\":\"a\",\"summary\":\"b\\u0007\"}",
        "{\"title\":\"a\",\"language\":\"en-x-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa\"}",
      })
  void refusesATextThatNoFeedCanHold(String body) throws Exception {
    SpotifyClient.Answer answer =
        agent.send("POST", "/shows", body.getBytes(StandardCharsets.UTF_8), "application/json");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("message").asText()).contains("Expected '", " but ");
    assertThat(agent.call("GET", "/shows").json().path("shows")).isEmpty();
  }

  @Test
  void tellsHowLongATitleWasAndMayBe() throws Exception {
    assertThat(agent.create("x".repeat(501)).json().path("message").asText())
        .isEqualTo("Expected 'title' with 1 to 500 characters but was 501.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"chapter\":{\"title\":\"B\",\"start_time_ms\":1000000000000000000}}",
        "{\"chapter\":{\"title\":\"B\",\"start_time_ms\":100000000000000000000000}}",
        "{\"chapter\":{\"title\":\"B\",\"start_time_ms\":-9000}}",
        "{\"chapter\":{\"title\":\"B\",\"start_time_ms\":\"NaN\"}}",
        "{\"chapter\":{\"title\":\"B\",\"start_time_ms\":9000.5}}",
        "{\"chapter\":{\"title\":\"B\",\"start_time_ms\":9000,\"description\":[[]]}}",
        "{\"link\":{\"start_time_ms\":9,\"duration_ms\":9,\"url\":\"javascript:alert(1)\"}}",
        "{\"link\":{\"start_time_ms\":9,\"duration_ms\":9,\"url\":\"data:text/html,x\"}}",
        "{\"link\":{\"start_time_ms\":9,\"duration_ms\":9,\"url\":\"https:x\"}}",
        "{\"link\":{\"start_time_ms\":9,\"duration_ms\":1000000000000000000,\"url\":\"https://a.example\"}}",
      })
  void refusesTimesAndLinksThatNoRecordingHasBeforeItsLengthIsKnown(String item) throws Exception {
    String show = SpotifyClient.id(agent.create("One").json(), "show_uri");
    String episode = SpotifyClient.id(agent.announce(show, "Sent", "").json(), "episode_uri");
    String items =
        "{\"items\":[{\"chapter\":{\"title\":\"A\",\"start_time_ms\":0}},"
            + (item.contains("chapter") ? "" : WELL_MADE + ",")
            + item
            + "]}";
    String path = "/shows/" + show + "/episodes/" + episode + "/timeline";

    SpotifyClient.Answer answer =
        agent.send("PUT", path, items.getBytes(StandardCharsets.UTF_8), "application/json");

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(agent.call("GET", path).json().path("items")).isEmpty();
  }

  @Test
  void leavesOutWhatLiesBehindTheEndOnceTheLengthIsKnown() throws Exception {
    String show = SpotifyClient.id(agent.create("One").json(), "show_uri");
    SpotifyClient.Answer announced = agent.announce(show, "Sent", "");
    String episode = SpotifyClient.id(announced.json(), "episode_uri");
    String items =
        "{\"items\":[{\"chapter\":{\"title\":\"A\",\"start_time_ms\":0}},"
            + "{\"chapter\":{\"title\":\"Behind\",\"start_time_ms\":7200000}},"
            + "{\"link\":{\"start_time_ms\":50000,\"duration_ms\":60000,\"url\":\"https://a.example\"}},"
            + "{\"link\":{\"start_time_ms\":7200000,\"duration_ms\":9,\"url\":\"https://b.example\"}}]}";
    assertThat(
            agent
                .send(
                    "PUT",
                    "/shows/" + show + "/episodes/" + episode + "/timeline",
                    items.getBytes(StandardCharsets.UTF_8),
                    "application/json")
                .status())
        .isEqualTo(200);

    agent.put(address(announced).toString(), "sound of a minute");
    assertThat(agent.settled(episode)).isEqualTo("READY");

    String listener = "/t/" + served.tokens.listening("ben", "phone") + "/";
    String guid = agent.shelved(show).get(0).guid().toString();
    try (Response chapters = served.get(listener + "media/" + guid + ".chapters.json")) {
      String told = chapters.body().string();
      assertThat(told).contains("https://a.example").doesNotContain("Behind", "b.example");
      assertThat(Json.tree(told).path("chapters").path(1).path("endTime").asDouble()).isEqualTo(60);
    }
  }
}
