package larksong.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * One who has a feed and a recording, and measures how long the feed takes. As apps ask hours after
 * they did before, each time over a new connection.
 */
public final class Listener {

  private final OkHttpClient client =
      new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(30)).build();
  private final String feed;
  private final String sound;

  /** Both addresses in whole. */
  public Listener(String feed, String sound) {
    this.feed = feed;
    this.sound = sound;
  }

  /** Asks for the feed again and again; the time within which 99 of 100 came. */
  public Duration feeds(Duration lasts) throws Exception {
    List<Duration> times = new ArrayList<>();
    long end = System.nanoTime() + lasts.toNanos();
    while (System.nanoTime() < end) {
      long began = System.nanoTime();
      if (!new String(got(feed), StandardCharsets.UTF_8).contains("<item>")) {
        throw new IllegalStateException("Expected a feed with an episode");
      }
      client.connectionPool().evictAll();
      times.add(Duration.ofNanos(System.nanoTime() - began));
    }
    Collections.sort(times);
    return times.get(times.size() * 99 / 100);
  }

  /** The whole recording. */
  public byte[] sound() throws Exception {
    return got(sound);
  }

  private byte[] got(String address) throws Exception {
    try (Response response = client.newCall(new Request.Builder().url(address).build()).execute()) {
      if (response.code() != 200) {
        throw new IllegalStateException("Expected 200 but was " + response.code());
      }
      return response.body().bytes();
    }
  }
}
