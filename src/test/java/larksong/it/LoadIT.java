package larksong.it;

import static larksong.load.SlowSenders.head;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import larksong.it.Program.Running;
import larksong.json.Json;
import larksong.load.Listener;
import larksong.load.SlowPlayers;
import larksong.load.SlowSenders;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Thousands at once at the doors of the program, and a listener who notices nothing. */
@Timeout(600)
@EnabledIfSystemProperty(named = "larksong.senders", matches = "[1-9]\\d*")
class LoadIT {

  private static final int SENDERS = Integer.getInteger("larksong.senders", 0);
  private static final int PLAYERS = SENDERS / 2;
  private static final int UPLOADS = 32;
  private static final Duration A_WHILE = Duration.ofSeconds(15);

  /** Each minute those are cut off who sent too little of a recording. */
  private static final Duration OVER_A_MINUTE = Duration.ofSeconds(75);

  /** Feeds that take longer by more than that are noticed. */
  private static final double MOST = 5;

  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

  private static final String EDITION = "/api/library/shows/eve-x/editions/2026-01-02";
  private static final String PARTS = "Content-Type: multipart/form-data; boundary=b";

  @TempDir Path folder;

  private final OkHttpClient client = new OkHttpClient();
  private Program larksong;
  private Running server;
  private int port;

  @BeforeEach
  void serve() throws Exception {
    larksong = new Program(folder);
    assertThat(larksong.run("produce", "demo", "--json").code()).isZero();
    server = larksong.start("serve", "--port", "0", "--json");
    while (!server.out().contains("}")) {
      assertThat(server.process().waitFor(20, TimeUnit.MILLISECONDS)).as(server.err()).isFalse();
    }
    port = Json.tree(server.out()).path("port").asInt();
  }

  @AfterEach
  void stop() throws Exception {
    server.process().destroy();
    assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void listensAsIfNobodyElseWereThere() throws Exception {
    URI library = URI.create(larksong.library(port));
    String base = "http://127.0.0.1:" + port;
    String feed = base + library.getPath() + "shows/demo/feed.xml";
    String sound = base + soundOf(feed);
    Listener listener = new Listener(feed, sound);
    byte[] whole = listener.sound();
    listener.feeds(A_WHILE); // until Java has compiled what it needs
    Duration alone = listener.feeds(A_WHILE);

    List<String> uploads = uploads(token("ben"));
    Duration among;
    int interrupted;
    try (SlowPlayers players = new SlowPlayers(port, PLAYERS, URI.create(sound).getPath());
        SlowSenders arriving = new SlowSenders(port, UPLOADS, uploads::get);
        SlowSenders senders = new SlowSenders(port, SENDERS, senders(token("eve"), library))) {
      among = listener.feeds(OVER_A_MINUTE);
      for (int i = 0; i < 5; i++) {
        assertThat(listener.sound()).isEqualTo(whole);
      }
      uploads(token("ada"));
      interrupted = players.interrupted();
      assertThat(arriving.answers()).as("slow uploads").containsKeys(408, 503);
      assertThat(senders.answers()).as("slow bodies").containsKeys(408, 429, 503);
      assertThat(senders.answers()).doesNotContainKeys(200, 201, 204, 500);
    }

    double times = (double) among.toNanos() / alone.toNanos();
    System.out.printf(
        Locale.ROOT,
        "load: %d slow senders, %d players: feed p99 %.1fx of unloaded, sound %s%n",
        SENDERS,
        PLAYERS,
        times,
        interrupted == 0 ? "not interrupted" : "interrupted " + interrupted + " times");
    assertThat(interrupted).isZero();
    assertThat(times).isLessThanOrEqualTo(MOST);
  }

  private String soundOf(String feed) throws Exception {
    try (Response response = client.newCall(new Request.Builder().url(feed).build()).execute()) {
      String address =
          response.body().string().replaceAll("(?s).*<enclosure url=\"([^\"]+)\".*", "$1");
      return URI.create(address).getPath();
    }
  }

  private String token(String account) throws Exception {
    return larksong
        .run("tokens", "create", "--publish", "--name", account, "--account", account, "--json")
        .json()
        .path("token")
        .asText();
  }

  /** Announces them for one account; the heads of their slow uploads. */
  private List<String> uploads(String token) throws Exception {
    String show =
        call("Bearer " + token, "/api/v1/shows", "{\"title\":\"Ben\"}")
            .path("show_uri")
            .asText()
            .replaceAll(".*:", "");
    List<String> heads = new ArrayList<>();
    for (int i = 0; i < UPLOADS; i++) {
      JsonNode announced =
          call(
              "Bearer " + token,
              "/api/v1/shows/" + show + "/episodes",
              "{\"title\":\"n\",\"media_type\":\"EPISODE_AUDIO\"}");
      JsonNode urls = announced.path("multipart_upload_urls");
      String address = urls.path(0).path("signed_url").asText();
      heads.add(head("PUT", URI.create(address).getPath(), 1 << 20));
    }
    return heads;
  }

  /** Of each kind of body: forms of strangers, orders, pictures, editions, places in episodes. */
  private static IntFunction<String> senders(String token, URI library) {
    String bearer = "Authorization: Bearer " + token;
    String place = library.getPath() + "positions/00000000-0000-0000-0000-000000000000";
    return sender ->
        switch (sender % 10) {
          case 0 -> head("POST", "/api/v1/shows", 4_000, bearer);
          case 1 -> head("POST", "/api/v1/images", 900_000, bearer);
          case 2 -> head("PUT", EDITION, 90_000, bearer, PARTS);
          case 3 -> head("PUT", place, 900);
          default -> head("POST", "/studio/sign-in", 4_000, FORM);
        };
  }

  private JsonNode call(String authorization, String path, String json) throws Exception {
    Request request =
        new Request.Builder()
            .url("http://127.0.0.1:" + port + path)
            .post(
                RequestBody.create(
                    json.getBytes(StandardCharsets.UTF_8), MediaType.get("application/json")))
            .header("Authorization", authorization)
            .build();
    try (Response response = client.newCall(request).execute()) {
      assertThat(response.code()).isEqualTo(201);
      return Json.tree(response.body().string());
    }
  }
}
