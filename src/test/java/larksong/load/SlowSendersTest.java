package larksong.load;

import static larksong.load.SlowSenders.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.IntFunction;
import larksong.library.Episodes;
import larksong.library.ShelvedEpisode;
import larksong.library.access.Accounts;
import larksong.library.store.Store;
import larksong.model.Fixtures;
import larksong.server.Served;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hundreds who send a byte at a time, and a listener who notices nothing. */
@Timeout(120)
class SlowSendersTest {

  private static final int MANY = 260;
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

  @TempDir Path folder;

  private Served served;
  private ShelvedEpisode episode;

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"));
    episode =
        served.library.shelve(Episodes.of(folder.resolve("bench"), Fixtures.EDITION, "sound"));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void aListenerIsAnsweredWhileManySignInSlowly() throws Exception {
    listensWhileManySend(sender -> head("POST", "/studio/sign-in", 2_000, FORM));
  }

  @Test
  void aListenerIsAnsweredWhileManySendFormsOfTheOwnerSlowly() throws Exception {
    String cookie =
        "Cookie: larksong_studio=" + new Accounts(served.library.store()).signIn(Store.OWNER);

    listensWhileManySend(sender -> head("POST", "/studio/devices", 2_000, FORM, cookie));
  }

  @Test
  void aListenerIsAnsweredWhileManySendOrdersOfOneAccountSlowly() throws Exception {
    String token = "Authorization: Bearer " + served.tokens.publishing("agent");

    listensWhileManySend(sender -> head("POST", "/api/v1/shows", 2_000, token));
  }

  @Test
  void aListenerIsAnsweredWhileManyUploadEditionsOfOneAccountSlowly() throws Exception {
    String token = "Authorization: Bearer " + served.tokens.publishing("agent");
    String type = "Content-Type: multipart/form-data; boundary=b";

    listensWhileManySend(
        sender ->
            head("PUT", "/api/library/shows/morning/editions/2026-01-02", 90_000, token, type));
  }

  @Test
  void aListenerIsAnsweredWhileManyTellSlowlyWhereTheyStopped() throws Exception {
    String place = served.listener() + "positions/" + episode.guid();

    listensWhileManySend(sender -> head("PUT", place, 900));
  }

  @Test
  void aListenerIsAnsweredWhileManySendTheirHeadsSlowly() throws Exception {
    listensWhileManySend(sender -> "GET /studio HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
  }

  private void listensWhileManySend(IntFunction<String> heads) throws Exception {
    String listener = served.listener();
    try (SlowSenders senders = new SlowSenders(served.server.port(), MANY, heads);
        Response sound = served.get(listener + "media/" + episode.guid() + ".mp3");
        Response feed = served.get(listener + "feed.xml");
        Response page = served.get(listener)) {
      assertThat(sound.body().string()).isEqualTo("sound");
      assertThat(feed.body().string()).contains("<item>");
      assertThat(page.code()).isEqualTo(200);
      assertThat(senders.answers()).doesNotContainKey(200);
    }
  }
}
